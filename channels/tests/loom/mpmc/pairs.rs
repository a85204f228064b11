use anyrt_channels::mpmc::{Receiver, Sender};
use loom::thread;

use super::{
    operations::{ALL, Operation},
    outcome::Outcome,
};
use crate::model::run;

pub(super) type Make = fn() -> (Sender<u8>, Receiver<u8>);
/// What happens before the threads start.
pub(super) type Before = fn(&Sender<u8>, &Receiver<u8>) -> Outcome;

pub(super) fn nothing(_tx: &Sender<u8>, _rx: &Receiver<u8>) -> Outcome {
    Outcome::default()
}

/// Runs an operation in one thread, and each of all in turn in another.
pub(super) fn with_each(name: &str, make: Make, before: Before, first: Operation) {
    for (other, second) in ALL {
        model(
            &format!("{name}/{other}"),
            Some(3),
            make,
            before,
            [first, second],
        );
    }
}

/// Runs an operation in each thread; the last one is that of the model.
pub(super) fn model<const N: usize>(
    name: &str,
    bound: Option<usize>,
    make: Make,
    before: Before,
    operations: [Operation; N],
) {
    run(&format!("mpmc {name}"), bound, move || {
        let (tx, rx) = make();
        let mut outcome = before(&tx, &rx);
        let mut handles: Vec<_> = (10..)
            .zip(operations)
            .map(|(message, operation)| (message, operation, tx.clone(), rx.clone()))
            .collect();
        let own = handles.pop();
        let threads: Vec<_> = handles
            .into_iter()
            .map(|(message, operation, tx, rx)| thread::spawn(move || operation(tx, rx, message)))
            .collect();
        if let Some((message, operation, tx, rx)) = own {
            outcome.add(operation(tx, rx, message));
        }
        for thread in threads {
            outcome.add(thread.join().expect("no panic"));
        }
        outcome.settle(&tx, &rx);
    });
}
