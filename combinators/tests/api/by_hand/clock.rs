use std::{
    collections::BTreeMap,
    mem,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};

use anyrt_traits::{
    random::Random,
    time::{Sleep, Timer},
};

/// A clock that moves when it is told to, and wakes those whose time has come; its dice always fall alike.
#[derive(Clone)]
pub(crate) struct Clock(Arc<Mutex<State>>);

struct State {
    now: Instant,
    is_shut_down: bool,
    dice: u8,
    next_key: u64,
    waiting: BTreeMap<u64, (Option<Instant>, Waker)>,
    slept: Vec<Duration>,
}

impl Clock {
    #[expect(
        clippy::disallowed_methods,
        reason = "an `Instant` to begin with cannot be had otherwise; none is asked for again"
    )]
    pub(crate) fn new() -> Self {
        Self(Arc::new(Mutex::new(State {
            now: Instant::now(),
            is_shut_down: false,
            dice: 0,
            next_key: 0,
            waiting: BTreeMap::new(),
            slept: Vec::new(),
        })))
    }

    pub(crate) fn advance(&self, by: Duration) {
        self.lock().now += by;
        self.wake();
    }

    /// Ends every sleep, now and later, without moving the time.
    pub(crate) fn shut_down(&self) {
        self.lock().is_shut_down = true;
        self.wake();
    }

    /// Makes every random byte this one.
    pub(crate) fn set_dice(&self, byte: u8) {
        self.lock().dice = byte;
    }

    /// How many sleeps somebody waits for.
    pub(crate) fn waiting(&self) -> usize {
        self.lock().waiting.len()
    }

    /// Takes the durations that were slept for so far.
    pub(crate) fn slept(&self) -> Vec<Duration> {
        mem::take(&mut self.lock().slept)
    }

    fn wake(&self) {
        let mut due = Vec::new();
        {
            let state = self.lock();
            let (now, is_shut_down) = (state.now, state.is_shut_down);
            for (deadline, waker) in state.waiting.values() {
                if is_shut_down || deadline.is_some_and(|deadline| deadline <= now) {
                    due.push(waker.clone());
                }
            }
        }
        due.into_iter().for_each(Waker::wake);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn make(&self, deadline: Option<Instant>) -> HandSleep {
        let mut state = self.lock();
        state.next_key += 1;
        HandSleep {
            clock: self.clone(),
            key: state.next_key,
            deadline,
        }
    }
}

impl Timer for Clock {
    type Sleep = HandSleep;

    fn now(&self) -> Instant {
        self.lock().now
    }

    fn sleep(&self, duration: Duration) -> HandSleep {
        self.lock().slept.push(duration);
        self.make(self.now().checked_add(duration))
    }

    fn sleep_until(&self, deadline: Instant) -> HandSleep {
        self.make(Some(deadline))
    }
}

impl Random for Clock {
    fn fill_random(&self, buf: &mut [u8]) {
        buf.fill(self.lock().dice);
    }
}

pub(crate) struct HandSleep {
    clock: Clock,
    key: u64,
    deadline: Option<Instant>,
}

impl HandSleep {
    fn move_to(&mut self, deadline: Option<Instant>) {
        self.deadline = deadline;
        let mut state = self.clock.lock();
        if let Some(entry) = state.waiting.get_mut(&self.key) {
            entry.0 = deadline;
        }
        drop(state);
        self.clock.wake();
    }
}

impl Future for HandSleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let waker = cx.waker().clone();
        let mut state = self.clock.lock();
        let is_due = self.deadline.is_some_and(|deadline| deadline <= state.now);
        if is_due || state.is_shut_down {
            state.waiting.remove(&self.key);
            return Poll::Ready(());
        }
        state.waiting.insert(self.key, (self.deadline, waker));
        Poll::Pending
    }
}

impl Sleep for HandSleep {
    fn reset(mut self: Pin<&mut Self>, deadline: Instant) {
        self.move_to(Some(deadline));
    }

    fn reset_never(mut self: Pin<&mut Self>) {
        self.move_to(None);
    }

    fn deadline(&self) -> Option<Instant> {
        self.deadline
    }
}

impl Drop for HandSleep {
    fn drop(&mut self) {
        let removed = self.clock.lock().waiting.remove(&self.key);
        drop(removed);
    }
}
