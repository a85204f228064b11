//! T9: `block_on` where it would stall a runtime panics, alike on all, and says what to do instead.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    thread,
};

use anyrt_traits::task::{BlockOn, SpawnBlocking};

use super::flavour::{Owner, spawn};

/// Blocks on another owner and returns the message of the panic that this gives.
fn message_of_blocking_on<O: BlockOn>(make: fn() -> O) -> Option<String> {
    let owner = make();
    let result = catch_unwind(AssertUnwindSafe(|| owner.block_on(async |_| ())));
    result.err().map(|payload| message(&*payload))
}

fn message(payload: &(dyn Any + Send)) -> String {
    payload
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| {
            payload
                .downcast_ref::<&str>()
                .map(|text| (*text).to_owned())
        })
        .unwrap_or_default()
}

#[track_caller]
fn names_the_mistake_and_the_remedy(message: Option<String>) {
    let message = message.expect("it panics");
    assert!(
        message.contains("block_on"),
        "the mistake is in {message:?}"
    );
    assert!(
        message.contains("spawn_blocking"),
        "the remedy is in {message:?}"
    );
}

pub fn blocking_inside_a_task_panics_with_the_remedy<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let message = spawn(&rt, async move { message_of_blocking_on(make) }).await;
        names_the_mistake_and_the_remedy(message.expect("the panic was caught"));
    });
}

pub fn blocking_inside_another_block_on_panics_with_the_remedy<O: Owner>(make: fn() -> O) {
    let message = make().block_on(async |_| message_of_blocking_on(make));
    names_the_mistake_and_the_remedy(message);
}

pub fn blocking_inside_its_own_block_on_panics_with_the_remedy<O: Owner>(make: fn() -> O) {
    let owner = make();
    let result =
        owner.block_on(async |_| catch_unwind(AssertUnwindSafe(|| owner.block_on(async |_| ()))));
    names_the_mistake_and_the_remedy(result.err().map(|payload| message(&*payload)));
}

pub fn blocking_inside_a_task_after_it_was_suspended_panics_too<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let task = spawn(&rt, async move {
            anyrt_traits::task::yield_now().await;
            message_of_blocking_on(make)
        });
        names_the_mistake_and_the_remedy(task.await.expect("the panic was caught"));
    });
}

pub fn a_task_that_blocks_is_told_and_leaves_the_rest_running<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let result = spawn(&rt, async move { make().block_on(async |_| ()) }).await;
        let error = result.expect_err("it blocks");
        assert!(error.is_panic());
        names_the_mistake_and_the_remedy(error.panic_message().map(str::to_owned));
        assert_eq!(spawn(&rt, async { 1 }).await.expect("it runs on"), 1);
    });
}

pub fn blocking_inside_a_blocking_closure_is_fine<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let value =
            rt.spawn_blocking(move || make().block_on(async |rt| spawn(&rt, async { 8 }).await));
        let value = value.await.expect("the closure may block");
        assert_eq!(value.expect("the task ends"), 8);
    });
}

pub fn blocking_on_a_thread_that_a_task_started_is_fine<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let task = spawn(&rt, async move {
            thread::spawn(move || make().block_on(async |_| 8)).join()
        });
        let value = task.await.expect("the task does not panic");
        assert_eq!(value.ok(), Some(8));
    });
}

pub fn the_thread_may_block_again_after_the_mistake<O: Owner>(make: fn() -> O) {
    let owner = make();
    assert!(
        owner
            .block_on(async |_| message_of_blocking_on(make))
            .is_some()
    );
    assert_eq!(owner.block_on(async |_| 1), 1);
    assert_eq!(message_of_blocking_on(make), None);
}

pub fn a_panic_of_the_main_future_unwinds_and_leaves_the_owner_usable<O: Owner>(make: fn() -> O) {
    let owner = make();
    let result = catch_unwind(AssertUnwindSafe(|| {
        owner.block_on(async |_| -> u8 { panic!("in main") })
    }));
    assert_eq!(message(&*result.expect_err("it panics")), "in main");
    assert_eq!(owner.block_on(async |_| 1), 1);
}
