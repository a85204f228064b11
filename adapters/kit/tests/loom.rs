//! Models of what waits and what wakes, with real threads: `cargo xtask loom`.

#![cfg(loom)]

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
};

use anyrt_adapter_kit::{
    life::{Lifetime, Scope},
    task::ForeignWaker,
    wait_queue::WaitQueue,
};
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

/// Waits for a readiness that a reactor tells of, or for the end of the runtime, by changing wakers.
struct Wait {
    reactor: Arc<Reactor>,
    lifetime: Lifetime,
    foreign: ForeignWaker,
}

impl Future for Wait {
    type Output = bool;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<bool> {
        let this = self.get_mut();
        let waker = this.foreign.guard(&this.lifetime, cx.waker());
        if this.lifetime.is_over() {
            return Poll::Ready(false);
        }
        this.reactor
            .poll_take(&mut Context::from_waker(waker))
            .map(|()| true)
    }
}

impl Wait {
    /// Polls by a waker of nobody's first.
    fn polled_elsewhere_first(mut self) -> Self {
        let waker = Waker::from(Arc::new(Count(AtomicUsize::new(0))));
        if Pin::new(&mut self)
            .poll(&mut Context::from_waker(&waker))
            .is_ready()
        {
            self.reactor.add_token();
        }
        self
    }
}

#[test]
fn who_polled_last_is_woken_by_an_event() {
    model(|| {
        let reactor = Arc::new(Reactor::default());
        let wait = Wait {
            reactor: reactor.clone(),
            lifetime: Lifetime::GLOBAL,
            foreign: ForeignWaker::new(),
        };
        let waiter = thread::spawn(move || loom::future::block_on(wait.polled_elsewhere_first()));
        reactor.add_token();
        assert!(waiter.join().expect("no panic"), "there was a token");
    });
}

#[test]
fn who_waits_is_woken_by_the_end_at_any_moment() {
    model(|| {
        let scope = Scope::new();
        let wait = Wait {
            reactor: Arc::default(),
            lifetime: Lifetime::of(scope.clone()),
            foreign: ForeignWaker::new(),
        };
        let waiter = thread::spawn(move || loom::future::block_on(wait.polled_elsewhere_first()));
        scope.close();
        assert!(!waiter.join().expect("no panic"), "there was no token");
    });
}

#[test]
fn a_queue_is_woken_by_the_end_at_any_moment() {
    model(|| {
        let scope = Scope::new();
        let lifetime = Lifetime::of(scope.clone());
        let waiter = thread::spawn(move || {
            let queue = WaitQueue::living_for(&lifetime);
            let mut waiter = Waiter::new();
            loom::future::block_on(std::future::poll_fn(|cx| {
                queue.poll(cx, &mut waiter, |_| {
                    if lifetime.is_over() {
                        Poll::Ready(())
                    } else {
                        Poll::Pending
                    }
                })
            }));
        });
        scope.close();
        waiter.join().expect("no panic");
    });
}
