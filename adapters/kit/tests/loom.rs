//! Models of the wait queue with real threads: `cargo xtask loom`.

#![cfg(loom)]

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
};

use anyrt_adapter_kit::wait_queue::WaitQueue;
use anyrt_traits::net::Waiter;
use loom::{
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// Tokens to take, and the one waker that a reactor remembers.
#[derive(Default)]
struct Reactor(Mutex<(usize, Option<Waker>)>);

impl Reactor {
    fn add_token(&self) {
        let mut state = self.0.lock().expect("no panic");
        state.0 += 1;
        let waker = state.1.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    fn poll_take(&self, cx: &mut Context<'_>) -> Poll<()> {
        let mut state = self.0.lock().expect("no panic");
        if state.0 > 0 {
            state.0 -= 1;
            return Poll::Ready(());
        }
        let old = state.1.replace(cx.waker().clone());
        drop(state);
        drop(old);
        Poll::Pending
    }
}

struct Shared {
    reactor: Reactor,
    queue: WaitQueue,
}

impl Shared {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            reactor: Reactor::default(),
            queue: WaitQueue::new(),
        })
    }
}

struct Take(Arc<Shared>, Waiter);

impl Future for Take {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let Self(shared, waiter) = self.get_mut();
        let Shared { reactor, queue } = &**shared;
        queue.poll(cx, waiter, |cx| reactor.poll_take(cx))
    }
}

struct Count(AtomicUsize);

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

fn model(code: impl Fn() + Send + Sync + 'static) {
    let executions = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = executions.clone();
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(move || {
        count.fetch_add(1, Ordering::Relaxed);
        code();
    });
    let executions = executions.load(Ordering::Relaxed);
    assert!(executions > 1, "one execution shows nothing");
    println!("{executions} executions, at most 3 preemptions");
}

#[test]
fn every_waiter_gets_its_token() {
    model(|| {
        let shared = Shared::new();
        let waiters: Vec<_> = (0..2)
            .map(|_| {
                let take = Take(shared.clone(), Waiter::new());
                thread::spawn(move || loom::future::block_on(take))
            })
            .collect();
        shared.reactor.add_token();
        shared.reactor.add_token();
        for waiter in waiters {
            waiter.join().expect("no panic");
        }
    });
}

#[test]
fn a_waiter_that_is_dropped_at_any_moment_hands_its_wake_up_on() {
    model(|| {
        let shared = Shared::new();
        let dropped = {
            let shared = shared.clone();
            thread::spawn(move || {
                let mut take = Take(shared, Waiter::new());
                let count = Arc::new(Count(AtomicUsize::new(0)));
                let waker = Waker::from(count);
                // It may get the token, and gives it back.
                let polled = Pin::new(&mut take).poll(&mut Context::from_waker(&waker));
                if polled.is_ready() {
                    take.0.reactor.add_token();
                }
            })
        };
        let waiter = {
            let take = Take(shared.clone(), Waiter::new());
            thread::spawn(move || loom::future::block_on(take))
        };
        shared.reactor.add_token();
        dropped.join().expect("no panic");
        waiter.join().expect("no panic");
    });
}
