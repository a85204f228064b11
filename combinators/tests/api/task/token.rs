use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Wake, Waker},
    thread,
};

use anyrt_combinators::task::{CancellationToken, Cancelled};

use crate::by_hand::{Counter, is_pending, now, poll};

#[test]
fn a_token_that_was_cancelled_is_ready_at_once_and_stays_so() {
    let token = CancellationToken::new();
    assert!(!token.is_cancelled());
    token.cancel();
    token.cancel();
    assert!(token.is_cancelled());
    now(token.cancelled());
    now(token.clone().cancelled());
}

#[test]
fn every_waiter_is_woken_once() {
    let token = CancellationToken::new();
    let counter = Counter::new();
    let mut waiters: Vec<_> = (0..100).map(|_| token.cancelled()).collect();
    for waiter in &mut waiters {
        assert!(is_pending(pin!(waiter), &counter));
    }
    token.cancel();
    assert_eq!(counter.wakes(), 100);
    for waiter in waiters {
        assert!(poll(pin!(waiter), &counter).is_ready());
    }
    assert_eq!(counter.kept(), 0);
}

#[test]
fn the_last_of_several_wakers_is_the_one_that_is_woken() {
    let token = CancellationToken::new();
    let (first, last) = (Counter::new(), Counter::new());
    let mut waiter = token.cancelled();
    assert!(is_pending(pin!(&mut waiter), &first));
    assert!(is_pending(pin!(&mut waiter), &last));
    assert_eq!(first.kept(), 0);
    token.cancel();
    assert_eq!((first.wakes(), last.wakes()), (0, 1));
}

#[test]
fn a_dropped_waiter_is_forgotten_and_its_waker_let_go() {
    let token = CancellationToken::new();
    let counter = Counter::new();
    for _ in 0..1000 {
        assert!(is_pending(pin!(token.cancelled()), &counter));
    }
    assert_eq!(counter.kept(), 0);
    assert!(format!("{token:?}").contains("waiters: 0"));
    token.cancel();
    assert_eq!(counter.wakes(), 0);
}

#[test]
fn polling_without_a_reason_keeps_one_waker() {
    let token = CancellationToken::new();
    let counter = Counter::new();
    let waker = counter.waker();
    let mut waiter = pin!(token.cancelled());
    for _ in 0..1000 {
        let mut cx = Context::from_waker(&waker);
        assert!(waiter.as_mut().poll(&mut cx).is_pending());
    }
    drop(waker);
    assert_eq!(counter.kept(), 1);
}

#[test]
fn cancelling_reaches_down_and_not_up_or_aside() {
    let root = CancellationToken::new();
    let (left, right) = (root.child_token(), root.child_token());
    let leaf = left.child_token();
    left.cancel();
    assert!(left.is_cancelled() && leaf.is_cancelled());
    assert!(!root.is_cancelled() && !right.is_cancelled());
    root.cancel();
    assert!(right.is_cancelled());
}

#[test]
fn a_child_of_a_cancelled_token_is_cancelled() {
    let root = CancellationToken::new();
    root.cancel();
    now(root.child_token().child_token().cancelled());
}

#[test]
fn a_cancellation_passes_through_tokens_that_nobody_holds() {
    let root = CancellationToken::new();
    let leaf = root.child_token().child_token().child_token();
    let counter = Counter::new();
    let mut waiter = leaf.cancelled();
    assert!(is_pending(pin!(&mut waiter), &counter));
    root.cancel();
    assert_eq!(counter.wakes(), 1);
    assert!(poll(pin!(waiter), &counter).is_ready());
}

#[test]
fn children_that_are_gone_are_forgotten() {
    let root = CancellationToken::new();
    for _ in 0..1000 {
        drop(root.child_token());
    }
    assert!(format!("{root:?}").contains("children: 0"));
}

#[test]
fn a_long_chain_is_cancelled_and_dropped_without_recursion() {
    let root = CancellationToken::new();
    let mut leaf = root.child_token();
    for _ in 0..100_000 {
        leaf = leaf.child_token();
    }
    root.cancel();
    assert!(leaf.is_cancelled());
    drop(root);
    drop(leaf);

    let mut uncancelled = CancellationToken::new();
    for _ in 0..100_000 {
        uncancelled = uncancelled.child_token();
    }
    drop(uncancelled);
}

/// Runs a closure whenever it is woken.
struct Hook<F>(F);

impl<F: Fn() + Send + Sync + 'static> Wake for Hook<F> {
    fn wake(self: Arc<Self>) {
        (self.0)();
    }
}

#[test]
fn a_waker_may_use_the_token_it_is_woken_by() {
    let token = CancellationToken::new();
    let inside = token.clone();
    let waker = Waker::from(Arc::new(Hook(move || {
        inside.cancel();
        assert!(inside.is_cancelled());
        assert!(inside.child_token().is_cancelled());
        now(inside.cancelled());
    })));
    let mut waiter = pin!(token.cancelled());
    let mut cx = Context::from_waker(&waker);
    assert!(waiter.as_mut().poll(&mut cx).is_pending());
    token.cancel();
}

/// Makes a child of a token when it is dropped, which takes the token's lock.
struct UsesOnDrop(CancellationToken);

impl Wake for UsesOnDrop {
    fn wake(self: Arc<Self>) {}
}

impl Drop for UsesOnDrop {
    fn drop(&mut self) {
        drop(self.0.child_token());
    }
}

#[test]
fn a_waker_may_use_the_token_when_it_is_dropped() {
    let token = CancellationToken::new();
    let poll = |waiter: &mut Cancelled<'_>| {
        let waker = Waker::from(Arc::new(UsesOnDrop(token.clone())));
        pin!(waiter)
            .poll(&mut Context::from_waker(&waker))
            .is_pending()
    };
    let mut waiter = token.cancelled();
    assert!(poll(&mut waiter));
    assert!(poll(&mut waiter), "the first waker is replaced");
    drop(waiter);
    let mut waiter = token.cancelled();
    assert!(poll(&mut waiter));
    token.cancel();
    assert!(!poll(&mut waiter));
}

#[test]
fn a_waker_that_panics_keeps_no_other_from_being_woken() {
    let token = CancellationToken::new();
    let woken = Arc::new(AtomicUsize::new(0));
    let mut waiters = Vec::new();
    for place in 0..10 {
        let woken = woken.clone();
        let waker = Waker::from(Arc::new(Hook(move || {
            woken.fetch_add(1, Ordering::SeqCst);
            assert_ne!(place, 3, "this one panics");
        })));
        let mut waiter = Box::pin(token.cancelled());
        let mut cx = Context::from_waker(&waker);
        assert!(waiter.as_mut().poll(&mut cx).is_pending());
        waiters.push(waiter);
    }
    catch_unwind(AssertUnwindSafe(|| token.cancel())).expect_err("the panic goes on");
    assert_eq!(woken.load(Ordering::SeqCst), 10);
    assert!(token.is_cancelled());
}

#[test]
fn a_guard_cancels_when_it_is_dropped_unless_it_is_taken_apart() {
    let token = CancellationToken::new();
    let kept = token.clone().cancel_on_drop().into_inner();
    assert!(!kept.is_cancelled());
    let guard = token.clone().cancel_on_drop();
    assert!(!token.is_cancelled());
    drop(guard);
    assert!(token.is_cancelled());
}

#[test]
fn cancelling_waiting_and_making_children_on_several_threads_loses_nobody() {
    for _ in 0..200 {
        let root = CancellationToken::new();
        thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    let child = root.child_token();
                    let (send, receive) = std::sync::mpsc::channel();
                    let waker = Waker::from(Arc::new(Hook(move || {
                        send.send(()).ok();
                    })));
                    let mut waiter = pin!(child.cancelled());
                    let mut cx = Context::from_waker(&waker);
                    if waiter.as_mut().poll(&mut cx).is_pending() {
                        receive.recv().expect("it is woken");
                        assert!(waiter.as_mut().poll(&mut cx).is_ready());
                    }
                });
            }
            root.cancel();
        });
    }
}
