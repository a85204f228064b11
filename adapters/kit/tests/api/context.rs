use std::{
    future::poll_fn,
    panic::catch_unwind,
    pin::pin,
    task::{Context, Poll, Waker},
};

use anyrt_adapter_kit::{
    context::{RuntimeId, assert_may_block, is_inside, is_own_waker},
    task::{Guarded, root},
};

#[test]
fn a_thread_outside_of_any_task_may_block() {
    assert_may_block("block_on");
}

#[test]
fn a_task_may_not_block_and_is_told_what_to_do() {
    let future = pin!(Guarded::new(RuntimeId::unique(), async {
        assert_may_block("block_on");
    }));
    let Poll::Ready(output) = future.poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("it does not wait");
    };
    let error = output.into_result().expect_err("it panics");
    let message = error.panic_message().expect("it has a message");
    assert!(message.contains("`block_on`") && message.contains("spawn_blocking"));
    assert_may_block("block_on");
}

#[test]
fn the_mark_is_the_innermost_and_goes_with_it() {
    let (outer, inner) = (RuntimeId::unique(), RuntimeId::unique());
    let future = root(outer, async {
        assert!(is_inside(outer) && !is_inside(inner));
        root(inner, async {
            assert!(is_inside(inner) && !is_inside(outer));
        })
        .await;
        assert!(is_inside(outer));
    });
    let polled = pin!(future).poll(&mut Context::from_waker(Waker::noop()));
    assert!(polled.is_ready() && !is_inside(outer));
}

#[test]
fn a_panic_takes_the_mark_away() {
    let id = RuntimeId::unique();
    let result = catch_unwind(|| {
        let future = pin!(root(id, async { panic!("on purpose") }));
        let polled = future.poll(&mut Context::from_waker(Waker::noop()));
        assert!(polled.is_pending(), "it panics before");
    });
    assert!(result.is_err() && !is_inside(id));
}

#[test]
fn only_the_waker_of_the_task_itself_is_its_own() {
    struct Nothing;
    impl std::task::Wake for Nothing {
        fn wake(self: std::sync::Arc<Self>) {}
    }
    let id = RuntimeId::unique();
    let other = Waker::from(std::sync::Arc::new(Nothing));
    let future = root(
        id,
        poll_fn(|cx| {
            assert!(is_own_waker(id, cx.waker()));
            assert!(!is_own_waker(id, &other));
            assert!(!is_own_waker(RuntimeId::unique(), cx.waker()));
            Poll::Ready(())
        }),
    );
    let waker = Waker::from(std::sync::Arc::new(Nothing));
    assert!(
        pin!(future)
            .poll(&mut Context::from_waker(&waker))
            .is_ready()
    );
}
