//! T3, at the end of a runtime: destructors that panic stay inside.

use anyrt_traits::task::Shutdown;

use super::flavour::{Owner, spawn};
use crate::harness::{Event, OnDrop, wait};

pub fn a_panicking_destructor_of_a_task_does_not_unwind_from_the_shutdown<O: Owner + Shutdown>(
    make: fn() -> O,
) {
    let owner = make();
    let dropped = Event::new();
    let (bomb_dropped, started) = (dropped.clone(), Event::new());
    let set = started.clone();
    let (task, other) = owner.block_on(async |rt| {
        let bomb = OnDrop::new(move || {
            bomb_dropped.set();
            panic!("a destructor that panics");
        });
        let task = spawn(&rt, async move {
            set.set();
            std::future::pending::<()>().await;
            drop(bomb);
        });
        let other = spawn(&rt, std::future::pending::<()>());
        started.wait().await;
        (task, other)
    });
    drop(owner);
    wait(dropped.wait());
    assert!(wait(task).is_err(), "it never ended");
    assert!(wait(other).expect_err("it never ended").is_cancelled());
}
