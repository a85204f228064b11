//! The lock that stands in place of loom's where nothing is modelled.

use loom::{sync::Arc, thread};

use crate::{model::run, raw::Counter};

#[test]
fn two_threads_take_turns() {
    run("lock/lock", Some(3), || {
        let counter = Arc::new(Counter::new());
        let other = counter.clone();
        let thread = thread::spawn(move || (0..2).for_each(|_| assert!(other.add() < 4)));
        (0..2).for_each(|_| assert!(counter.add() < 4));
        thread.join().expect("no panic");
        assert_eq!(counter.add(), 4);
    });
}
