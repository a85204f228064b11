//! Sets of many sizes and orders, driven at random: whoever is owed a visit gets it, and the parent is told.

use std::{
    collections::BTreeSet,
    ops::ControlFlow,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    task::{Context, Wake, Waker},
};

use anyrt_combinators::wake_set::WakeSet;

/// A parent that counts how often it was woken.
#[derive(Default)]
struct Parent(AtomicUsize);

impl Wake for Parent {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, SeqCst);
    }
}

/// A generator of numbers that repeats with its seed (xorshift, Marsaglia 2003).
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        for _ in 0..10 {
            random.below(2);
        }
        random
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }
}

/// A set, who is owed a visit, and what was kept of earlier visits.
struct Run {
    random: Random,
    set: WakeSet,
    owed: BTreeSet<usize>,
    wakers: Vec<Option<Waker>>,
    parent: Arc<Parent>,
    /// The last poll promised to wake the parent if there is more to do.
    promised: bool,
    keeps_one_in: usize,
}

impl Run {
    fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let children = [1, 2, 63, 64, 65, 130, 200, 400][random.below(8)];
        let set = WakeSet::new(children);
        let set = match random.below(3) {
            0 => set.biased(),
            1 => set.starting_at(random.below(500)),
            _ => set,
        };
        Self {
            keeps_one_in: 1 + random.below(4),
            random,
            set,
            owed: (0..children).collect(),
            wakers: vec![None; children],
            parent: Arc::default(),
            promised: false,
        }
    }

    fn wakes(&self) -> usize {
        self.parent.0.load(SeqCst)
    }

    fn step(&mut self, seed: u64) {
        match self.random.below(8) {
            0 | 1 => {
                let child = self.random.below(self.set.len());
                self.set.wake(child);
                self.owed.insert(child);
            }
            2 if self.random.one_in(4) => {
                let before = self.set.len();
                self.set.grow(before + self.random.below(70));
                self.wakers.resize(self.set.len(), None);
                self.owed.extend(before..self.set.len());
            }
            2..=4 => self.wake_one(seed),
            _ => self.poll(seed),
        }
    }

    fn wake_one(&mut self, seed: u64) {
        let child = self.random.below(self.set.len());
        let Some(waker) = self.wakers[child].clone() else {
            return;
        };
        if self.random.one_in(2) {
            waker.wake();
        } else {
            waker.wake_by_ref();
        }
        self.owed.insert(child);
        assert!(
            !self.promised || self.wakes() > 0,
            "the parent was not told, with seed {seed}"
        );
    }

    fn poll(&mut self, seed: u64) {
        if self.random.one_in(3) {
            self.parent = Arc::default();
        } else {
            self.parent.0.store(0, SeqCst);
        }
        let waker = Waker::from(self.parent.clone());
        let cx = &mut Context::from_waker(&waker);
        let is_final = self.random.one_in(2);
        let breaks_after = match self.random.below(2) {
            0 => usize::MAX,
            _ => self.random.below(5),
        };
        let mut visits = 0;
        let Self {
            random,
            set,
            owed,
            wakers,
            keeps_one_in,
            ..
        } = self;
        let visit = |child: usize, cx: &mut Context<'_>| {
            assert!(visits < 128, "more than a poll may visit, with seed {seed}");
            visits += 1;
            owed.remove(&child);
            if random.one_in(*keeps_one_in) {
                wakers[child] = Some(cx.waker().clone());
            }
            if random.one_in(10) {
                cx.waker().wake_by_ref();
                owed.insert(child);
            }
            if random.one_in(20) {
                let other = random.below(wakers.len());
                if let Some(waker) = &wakers[other] {
                    waker.wake_by_ref();
                    owed.insert(other);
                }
            }
            if visits > breaks_after {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let polled = if is_final {
            set.poll_first(cx, visit)
        } else {
            set.poll_children(cx, visit)
        };
        self.promised = polled.is_pending() || !is_final;
        assert!(
            !self.promised || self.owed.is_empty() || self.wakes() > 0,
            "{:?} are left, with seed {seed}",
            self.owed
        );
    }

    /// Polls until everybody who is owed a visit has had it.
    fn finish(mut self, seed: u64) {
        let waker = Waker::from(self.parent.clone());
        let cx = &mut Context::from_waker(&waker);
        for _ in 0..50 {
            let owed = &mut self.owed;
            let polled = self.set.poll_children(cx, |child, _| {
                owed.remove(&child);
                ControlFlow::<()>::Continue(())
            });
            assert!(polled.is_pending());
        }
        assert!(
            self.owed.is_empty(),
            "{:?} never, with seed {seed}",
            self.owed
        );
    }
}

#[test]
fn whoever_is_owed_a_visit_gets_it_whatever_the_order() {
    for seed in 1..3000 {
        let mut run = Run::new(seed);
        for _ in 0..120 {
            run.step(seed);
        }
        run.finish(seed);
    }
}
