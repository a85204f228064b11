//! Many random steps, with the same seeds each time.

use std::{
    ops::ControlFlow,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    task::Waker,
    thread,
};

use anyrt_combinators::wake_set::WakeSet;

use crate::poller::Poller;

/// Marsaglia's xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

/// One child: what it was woken for, and the waker it registered last.
#[derive(Clone, Default)]
struct Child {
    is_due: Arc<AtomicBool>,
    waker: Option<Waker>,
}

/// Random children are made due and woken by other threads; polls, each with a waker of its own, must
/// find every one of them as long as they are told to poll. Some wakers are kept beyond the set.
fn run(seed: u64) {
    let mut random = Random(seed);
    let mut strays: Vec<Waker> = Vec::new();
    thread::scope(|scope| {
        let wakers: Vec<_> = (0..2)
            .map(|_| {
                let (sender, receiver) = mpsc::channel::<(Arc<AtomicBool>, Waker)>();
                scope.spawn(move || {
                    for (is_due, waker) in receiver {
                        is_due.store(true, Ordering::Relaxed);
                        waker.wake();
                    }
                });
                sender
            })
            .collect();
        for _ in 0..30 {
            let len = [1, 2, 64, 65, 200][random.below(5)];
            let set = WakeSet::new(len);
            let mut set = match random.below(3) {
                0 => set.biased(),
                1 => set.starting_at(random.below(len)),
                _ => set,
            };
            let mut children = Vec::new();
            children.resize_with(len, Child::default);
            let mut due = 0;
            let mut poller = Poller::new();
            let mut must_poll = true;
            for _ in 0..200 {
                if random.below(40) == 0 {
                    let more = set.len() + random.below(40);
                    set.grow(more);
                    children.resize_with(more, Child::default);
                    must_poll = true;
                }
                let child = random.below(children.len());
                if let Some(waker) = children[child].waker.take() {
                    due += 1;
                    let to = &wakers[random.below(2)];
                    to.send((children[child].is_due.clone(), waker))
                        .expect("the thread is there");
                }
                if must_poll || poller.wakes() > 0 || random.below(4) == 0 {
                    let breaks = random.below(10) == 0;
                    let poll = poller.with(|cx| {
                        set.poll_children(cx, |child, cx| {
                            let child = &mut children[child];
                            if child.is_due.swap(false, Ordering::Relaxed) {
                                due -= 1;
                            }
                            if child.waker.is_none() {
                                child.waker = Some(cx.waker().clone());
                            }
                            if breaks {
                                ControlFlow::Break(())
                            } else {
                                ControlFlow::Continue(())
                            }
                        })
                    });
                    must_poll = poll.is_ready() && poller.wakes() > 0;
                }
            }
            // Every wake-up arrives, if nothing but the parent's waker says when to poll.
            while due > 0 {
                while !must_poll && poller.wakes() == 0 {
                    thread::yield_now();
                }
                must_poll = false;
                let poll = poller.with(|cx| {
                    set.poll_children(cx, |child, _| {
                        if children[child].is_due.swap(false, Ordering::Relaxed) {
                            due -= 1;
                        }
                        ControlFlow::<()>::Continue(())
                    })
                });
                assert!(poll.is_pending());
            }
            strays.extend(children.into_iter().filter_map(|child| child.waker));
            strays.truncate(500);
        }
    });
    for stray in strays {
        stray.wake();
    }
}

#[test]
fn no_wake_up_is_lost_in_many_random_runs() {
    for seed in 1..=8 {
        run(0x9E37_79B9_7F4A_7C15_u64.rotate_left(seed));
    }
}
