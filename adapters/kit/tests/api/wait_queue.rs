use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Wake, Waker},
    thread,
};

use anyrt_adapter_kit::life::{Lifetime, Scope};

use crate::resource::{Count, Resource, Take};

fn poll(take: &mut Take<'_>, waker: &Arc<impl Wake + Send + Sync + 'static>) -> Poll<()> {
    let waker = Waker::from(waker.clone());
    Pin::new(take).poll(&mut Context::from_waker(&waker))
}

#[test]
fn a_token_that_is_there_is_taken_without_waiting() {
    let resource = Resource::default();
    resource.add_token();
    assert!(poll(&mut Take::new(&resource), &Count::new()).is_ready());
}

#[test]
fn one_event_wakes_one_waiter_first_come_first_served() {
    let resource = Resource::default();
    let mut takes: Vec<_> = (0..3)
        .map(|_| (Take::new(&resource), Count::new()))
        .collect();
    for (take, count) in &mut takes {
        assert!(poll(take, count).is_pending());
    }
    resource.add_token();
    let woken: Vec<_> = takes.iter().map(|(_, count)| count.get()).collect();
    assert_eq!(woken, [1, 0, 0]);
}

#[test]
fn a_waiter_that_is_served_wakes_the_next_which_may_find_nothing() {
    let resource = Resource::default();
    let (mut one, mut other) = (Take::new(&resource), Take::new(&resource));
    let (count, next) = (Count::new(), Count::new());
    assert!(poll(&mut one, &count).is_pending());
    assert!(poll(&mut other, &next).is_pending());
    resource.add_token();
    assert!(poll(&mut one, &count).is_ready());
    assert_eq!(next.get(), 1);
    assert!(poll(&mut other, &next).is_pending());
    assert_eq!(next.get(), 1, "an idle waiter sleeps");
    resource.add_token();
    assert_eq!(next.get(), 2);
    assert!(poll(&mut other, &next).is_ready());
}

#[test]
fn a_waiter_that_is_dropped_after_its_wake_up_hands_it_on() {
    let resource = Resource::default();
    let (mut one, mut other) = (Take::new(&resource), Take::new(&resource));
    let next = Count::new();
    assert!(poll(&mut one, &Count::new()).is_pending());
    assert!(poll(&mut other, &next).is_pending());
    resource.add_token();
    assert_eq!(next.get(), 0);
    drop(one);
    assert_eq!(next.get(), 1);
    assert!(poll(&mut other, &next).is_ready());
}

#[test]
fn the_waker_of_the_last_poll_is_the_one_that_is_woken() {
    let resource = Resource::default();
    let mut take = Take::new(&resource);
    let (old, new) = (Count::new(), Count::new());
    assert!(poll(&mut take, &old).is_pending());
    assert!(poll(&mut take, &new).is_pending());
    assert_eq!(Arc::strong_count(&old), 1, "the old waker is dropped");
    resource.add_token();
    assert_eq!((old.get(), new.get()), (0, 1));
}

#[test]
fn a_dropped_waiter_leaves_no_waker_behind() {
    let resource = Resource::default();
    let mut take = Take::new(&resource);
    let count = Count::new();
    assert!(poll(&mut take, &count).is_pending());
    assert_eq!(Arc::strong_count(&count), 2);
    drop(take);
    assert_eq!(Arc::strong_count(&count), 1);
}

#[test]
fn a_waiter_whose_waker_panics_does_not_keep_the_wake_up() {
    struct Panics;
    impl Wake for Panics {
        fn wake(self: Arc<Self>) {
            panic!("this waker panics on purpose");
        }
    }
    let resource = Resource::default();
    let (mut one, mut other) = (Take::new(&resource), Take::new(&resource));
    let next = Count::new();
    assert!(poll(&mut one, &Arc::new(Panics)).is_pending());
    assert!(poll(&mut other, &next).is_pending());
    let event = catch_unwind(AssertUnwindSafe(|| resource.add_token()));
    assert!(event.is_ok(), "the reactor sees no panic");
    assert_eq!(next.get(), 1);
    assert!(poll(&mut other, &next).is_ready());
}

#[test]
fn a_waker_may_use_the_queue_that_wakes_it() {
    struct Reenters(Arc<Resource>, Mutex<Vec<Poll<()>>>);
    impl Wake for Reenters {
        fn wake(self: Arc<Self>) {
            let polled = poll(&mut Take::new(&self.0), &Count::new());
            self.1.lock().expect("no panic under the lock").push(polled);
        }
    }
    let resource = Arc::new(Resource::default());
    let waker = Arc::new(Reenters(resource.clone(), Mutex::default()));
    let mut take = Take::new(&resource);
    assert!(poll(&mut take, &waker).is_pending());
    resource.add_token();
    assert_eq!(*waker.1.lock().expect("no panic"), [Poll::Ready(())]);
    assert!(poll(&mut take, &waker).is_pending(), "the waker took it");
}

#[test]
fn the_end_of_the_lifetime_wakes_every_waiter() {
    let scope = Scope::new();
    let resource = Resource::living_for(&Lifetime::of(scope.clone()));
    let mut takes: Vec<_> = (0..3)
        .map(|_| (Take::new(&resource), Count::new()))
        .collect();
    for (take, count) in &mut takes {
        assert!(poll(take, count).is_pending());
    }
    scope.close();
    assert!(takes.iter().all(|(_, count)| count.get() == 1));
}

/// A generator of numbers that repeats with its seed (xorshift64*, Vigna 2016).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap_or(0) % limit
    }
}

/// Polls with a fresh waker each time, drops at random, and checks after every step that a token which
/// somebody waits for has woken somebody who has not polled since.
#[test]
fn no_wake_up_is_lost_whatever_the_order() {
    for seed in 1..200 {
        let mut random = Random(seed);
        let resource = Resource::default();
        let mut waiting: Vec<(Take<'_>, Arc<Count>)> = Vec::new();
        for _ in 0..500 {
            match random.below(10) {
                0..2 => resource.add_token(),
                2..4 if !waiting.is_empty() => {
                    drop(waiting.swap_remove(random.below(waiting.len())));
                }
                4..6 => {
                    let (mut take, count) = (Take::new(&resource), Count::new());
                    if poll(&mut take, &count).is_pending() {
                        waiting.push((take, count));
                    }
                }
                _ if !waiting.is_empty() => {
                    let index = random.below(waiting.len());
                    let (take, count) = &mut waiting[index];
                    *count = Count::new();
                    if poll(take, count).is_ready() {
                        waiting.swap_remove(index);
                    }
                }
                _ => {}
            }
            let woken = waiting.iter().any(|(_, count)| count.get() > 0);
            assert!(
                resource.tokens() == 0 || waiting.is_empty() || woken,
                "seed {seed}: a token lies there, and nobody knows"
            );
        }
    }
}

#[test]
fn threads_that_take_and_give_come_to_an_end() {
    const EACH: usize = 2_000;
    let resource = Resource::default();
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for _ in 0..EACH {
                    block_on(Take::new(&resource));
                }
            });
        }
        for _ in 0..3 * EACH {
            resource.add_token();
        }
    });
    assert_eq!(resource.tokens(), 0);
}

fn block_on(mut future: impl Future<Output = ()> + Unpin) {
    struct Unpark(thread::Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    while Pin::new(&mut future)
        .poll(&mut Context::from_waker(&waker))
        .is_pending()
    {
        thread::park();
    }
}
