use std::cell::Cell;

use anyrt_async_std::AsyncStd;
use anyrt_traits::task::{BlockOn, Spawn};

async_std::task_local! {
    static NUMBER: Cell<u8> = Cell::new(1);
}

#[test]
fn tasks_have_task_locals_of_their_own() {
    let seen = AsyncStd::new().block_on(|rt| async move {
        NUMBER.with(|number| number.set(2));
        rt.spawn(async { NUMBER.with(Cell::get) }).await
    });
    assert_eq!(seen.expect("no panic"), 1);
}
