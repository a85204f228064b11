//! A readiness as reactors have it: tokens to take, and one waker, woken once for each registration.

use std::{
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

use anyrt_adapter_kit::{life::Lifetime, wait_queue::WaitQueue};
use anyrt_traits::net::Waiter;

#[derive(Default)]
pub(crate) struct Resource {
    pub(crate) queue: WaitQueue,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    tokens: usize,
    registered: Option<Waker>,
}

impl Resource {
    pub(crate) fn living_for(lifetime: &Lifetime) -> Self {
        Self {
            queue: WaitQueue::living_for(lifetime),
            state: Mutex::default(),
        }
    }

    pub(crate) fn add_token(&self) {
        let mut state = self.state.lock().expect("no panic under the lock");
        state.tokens += 1;
        let registered = state.registered.take();
        drop(state);
        if let Some(waker) = registered {
            waker.wake();
        }
    }

    pub(crate) fn tokens(&self) -> usize {
        self.state.lock().expect("no panic under the lock").tokens
    }

    pub(crate) fn poll_take(&self, cx: &mut Context<'_>, waiter: &mut Waiter) -> Poll<()> {
        self.queue.poll(cx, waiter, |cx| {
            let mut state = self.state.lock().expect("no panic under the lock");
            if state.tokens > 0 {
                state.tokens -= 1;
                return Poll::Ready(());
            }
            let old = state.registered.replace(cx.waker().clone());
            drop(state);
            drop(old);
            Poll::Pending
        })
    }
}

/// Takes a token by awaiting.
pub(crate) struct Take<'a> {
    resource: &'a Resource,
    waiter: Waiter,
}

impl<'a> Take<'a> {
    pub(crate) const fn new(resource: &'a Resource) -> Self {
        let waiter = Waiter::new();
        Self { resource, waiter }
    }
}

impl Future for Take<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let resource = self.resource;
        resource.poll_take(cx, &mut self.waiter)
    }
}

/// Counts how often it was woken.
#[derive(Default)]
pub(crate) struct Count(AtomicUsize);

impl Count {
    pub(crate) fn new() -> Arc<Self> {
        Arc::default()
    }

    pub(crate) fn get(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}
