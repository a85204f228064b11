use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
    thread,
};

use anyrt_traits::{
    AnyRuntime,
    any::AnyJoinHandle,
    task::{JoinError, JoinHandle, Spawn},
};

use super::relay::Relay;
use crate::{fault::Fault, owner::in_context};

pub(crate) struct WrongSpawn {
    pub(crate) rt: AnyRuntime,
    pub(crate) fault: Fault,
}

impl Spawn for WrongSpawn {
    type JoinHandle<T: Send + 'static> = WrongHandle<T>;

    fn spawn<F>(&self, future: F) -> WrongHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        let task = Task {
            future: Some(Box::pin(future)),
            fault: self.fault,
        };
        WrongHandle {
            inner: Some(self.rt.spawn(task)),
            fault: self.fault,
            is_aborted: AtomicBool::new(false),
            relay: Arc::default(),
        }
    }
}

struct Task<T> {
    future: Option<Pin<Box<dyn Future<Output = T> + Send>>>,
    fault: Fault,
}

impl<T> Future for Task<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let fault = self.fault;
        let future = self.future.as_mut().expect("only the drop takes it");
        match fault {
            Fault::LosesPayload => catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(cx)))
                .unwrap_or_else(|_| resume_unwind(Box::new("the task failed"))),
            Fault::PollsOn => poll_on(future.as_mut(), cx.waker()),
            _ => in_context(|| future.as_mut().poll(cx)),
        }
    }
}

impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        if self.fault == Fault::DropsElsewhere
            && let Some(future) = self.future.take()
        {
            // What is inside is `Send`, but its lifetime is not known to be that of the program.
            thread::scope(|scope| {
                scope.spawn(|| drop(future)).join().ok();
            });
        }
    }
}

struct Noting {
    is_woken: AtomicBool,
    outer: Waker,
}

impl Wake for Noting {
    fn wake(self: Arc<Self>) {
        self.is_woken.store(true, Ordering::SeqCst);
        self.outer.wake_by_ref();
    }
}

fn poll_on<T>(mut future: Pin<&mut dyn Future<Output = T>>, outer: &Waker) -> Poll<T> {
    let noting = Arc::new(Noting {
        is_woken: AtomicBool::new(false),
        outer: outer.clone(),
    });
    let waker = Waker::from(noting.clone());
    loop {
        let polled = future.as_mut().poll(&mut Context::from_waker(&waker));
        if polled.is_ready() || !noting.is_woken.swap(false, Ordering::SeqCst) {
            return polled;
        }
    }
}

pub(crate) struct WrongHandle<T: Send + 'static> {
    inner: Option<AnyJoinHandle<T>>,
    fault: Fault,
    is_aborted: AtomicBool,
    relay: Arc<Relay>,
}

impl<T: Send + 'static> WrongHandle<T> {
    fn inner(&self) -> &AnyJoinHandle<T> {
        self.inner.as_ref().expect("only detaching takes it")
    }
}

impl<T: Send + 'static> Future for WrongHandle<T> {
    type Output = Result<T, JoinError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if self.fault == Fault::ResolvesEarly && self.is_aborted.swap(false, Ordering::SeqCst) {
            return Poll::Ready(Err(JoinError::cancelled()));
        }
        let mut relayed = Context::from_waker(cx.waker());
        let waker;
        if matches!(self.fault, Fault::ResolvesEarly | Fault::ForgetsWaker) {
            self.relay.put(cx.waker());
            waker = Waker::from(self.relay.clone());
            relayed = Context::from_waker(&waker);
        }
        Pin::new(self.inner.as_mut().expect("only detaching takes it")).poll(&mut relayed)
    }
}

impl<T: Send + 'static> JoinHandle<T> for WrongHandle<T> {
    fn abort(&self) {
        if self.fault == Fault::ResolvesEarly && !self.inner().is_finished() {
            self.is_aborted.store(true, Ordering::SeqCst);
            if let Some(waker) = self.relay.take() {
                waker.wake();
            }
        }
        self.inner().abort();
    }

    fn is_finished(&self) -> bool {
        let is_finished = self.inner().is_finished();
        if self.fault == Fault::ForgetsWaker && !is_finished {
            drop(self.relay.take());
        }
        is_finished
    }

    fn detach(mut self) {
        if let Some(inner) = self.inner.take() {
            inner.detach();
        }
    }
}

impl<T: Send + 'static> Drop for WrongHandle<T> {
    fn drop(&mut self) {
        if self.fault == Fault::DropCancels
            && let Some(inner) = &self.inner
        {
            inner.abort();
        }
    }
}
