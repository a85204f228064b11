use anyrt_channels::mpsc::{self, Sender};
use loom::thread;

use super::{
    operations::{ALL, Operation, Take},
    outcome::{Outcome, Taking, settle, settle_without_receiver},
};
use crate::model::{run, run_orders};

/// What happens before the threads start.
pub(super) type Before = fn(&Sender<u8>, &mut Taking) -> Outcome;

pub(super) fn nothing(_tx: &Sender<u8>, _taking: &mut Taking) -> Outcome {
    Outcome::default()
}

/// Runs an operation in one thread, and each of the receiver's that are given in turn in another.
pub(super) fn with_each_take(
    name: &str,
    before: Before,
    operation: Operation,
    takes: &[(&str, Take)],
) {
    for (other, take) in takes {
        pair(&format!("{name}/{other}"), before, operation, *take);
    }
}

/// Runs an operation in one thread, and one of the receiver in another.
pub(super) fn pair(name: &str, before: Before, operation: Operation, take: Take) {
    let model = |receiver_is_spawned| {
        move || {
            let (tx, rx) = mpsc::channel(1);
            let mut taking = Taking::new(rx);
            let mut outcome = before(&tx, &mut taking);
            let other = tx.clone();
            let taking = if receiver_is_spawned {
                let receiver = thread::spawn(move || take(taking));
                outcome.add(operation(other, 10));
                receiver.join().expect("no panic")
            } else {
                let sender = thread::spawn(move || operation(other, 10));
                let taking = take(taking);
                outcome.add(sender.join().expect("no panic"));
                taking
            };
            end(outcome, taking, tx);
        }
    };
    run_orders(
        &format!("mpsc {name}"),
        Some(3),
        [model(true), model(false)],
    );
}

fn end(outcome: Outcome, taking: Option<Taking>, tx: Sender<u8>) {
    match taking {
        Some(taking) => settle(outcome, taking, tx),
        None => settle_without_receiver(outcome),
    }
}

/// Runs an operation in one thread, and each of all in turn in another, and receives after them.
pub(super) fn with_each(name: &str, before: Before, first: Operation) {
    for (other, second) in ALL {
        let model = |first: Operation, second: Operation| {
            move || {
                let (tx, rx) = mpsc::channel(1);
                let mut taking = Taking::new(rx);
                let mut outcome = before(&tx, &mut taking);
                let other = tx.clone();
                let thread = thread::spawn(move || first(other, 10));
                outcome.add(second(tx.clone(), 11));
                outcome.add(thread.join().expect("no panic"));
                settle(outcome, taking, tx);
            }
        };
        run_orders(
            &format!("mpsc {name}/{other}"),
            Some(3),
            [model(first, second), model(second, first)],
        );
    }
}

/// Runs an operation of the receiver and each other operation in a thread of its own; the last one is that of
/// the model.
pub(super) fn model<const N: usize>(
    name: &str,
    bound: Option<usize>,
    capacity: usize,
    before: Before,
    operations: [Operation; N],
    take: Take,
) {
    run(&format!("mpsc {name}"), bound, move || {
        let (tx, rx) = mpsc::channel(capacity);
        let mut taking = Taking::new(rx);
        let mut outcome = before(&tx, &mut taking);
        let receiver = thread::spawn(move || take(taking));
        let mut operations: Vec<_> = (10..)
            .zip(operations)
            .map(|(message, operation)| (message, operation, tx.clone()))
            .collect();
        let own = operations.pop();
        let threads: Vec<_> = operations
            .into_iter()
            .map(|(message, operation, tx)| thread::spawn(move || operation(tx, message)))
            .collect();
        if let Some((message, operation, tx)) = own {
            outcome.add(operation(tx, message));
        }
        for thread in threads {
            outcome.add(thread.join().expect("no panic"));
        }
        end(outcome, receiver.join().expect("no panic"), tx);
    });
}
