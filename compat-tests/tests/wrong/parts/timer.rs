use std::{
    mem,
    pin::Pin,
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};

use anyrt_traits::{
    AnyRuntime,
    any::AnySleep,
    time::{Sleep, Timer},
};

use crate::fault::Fault;

pub(crate) struct WrongTimer {
    pub(crate) rt: AnyRuntime,
    pub(crate) fault: Fault,
}

impl WrongTimer {
    fn wrap(&self, inner: AnySleep, left: Duration) -> WrongSleep {
        WrongSleep {
            inner: Some(inner),
            fault: self.fault,
            was_polled: false,
            first_waker: None,
            is_over: self.fault == Fault::Early && left < Duration::from_secs(1),
        }
    }
}

impl Timer for WrongTimer {
    type Sleep = WrongSleep;

    fn now(&self) -> Instant {
        self.rt.now()
    }

    fn sleep(&self, duration: Duration) -> WrongSleep {
        self.wrap(self.rt.sleep(duration), duration)
    }

    fn sleep_until(&self, deadline: Instant) -> WrongSleep {
        let left = deadline.saturating_duration_since(self.rt.now());
        self.wrap(self.rt.sleep_until(deadline), left)
    }
}

pub(crate) struct WrongSleep {
    inner: Option<AnySleep>,
    fault: Fault,
    was_polled: bool,
    is_over: bool,
    first_waker: Option<Waker>,
}

impl WrongSleep {
    fn inner(&mut self) -> Pin<&mut AnySleep> {
        Pin::new(self.inner.as_mut().expect("only the drop takes it"))
    }
}

impl Future for WrongSleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let was_polled = mem::replace(&mut self.was_polled, true);
        let polled = if self.fault == Fault::FirstWaker {
            let first = self
                .first_waker
                .get_or_insert_with(|| cx.waker().clone())
                .clone();
            self.inner().poll(&mut Context::from_waker(&first))
        } else {
            self.inner().poll(cx)
        };
        if self.fault == Fault::StaysOver && polled.is_ready() {
            self.is_over = true;
        }
        match self.fault {
            Fault::ZeroWaits if !was_polled => {
                cx.waker().wake_by_ref();
                Poll::Pending
            }
            Fault::IgnoresShutdown
                if self
                    .deadline()
                    .is_none_or(|deadline| deadline > Instant::now()) =>
            {
                Poll::Pending
            }
            _ if self.is_over => Poll::Ready(()),
            _ => polled,
        }
    }
}

impl Sleep for WrongSleep {
    fn reset(mut self: Pin<&mut Self>, deadline: Instant) {
        self.is_over &= self.fault == Fault::StaysOver;
        if self.fault != Fault::ResetIgnored || self.was_polled {
            self.inner().reset(deadline);
        }
    }

    fn reset_never(mut self: Pin<&mut Self>) {
        self.is_over &= self.fault == Fault::StaysOver;
        self.inner().reset_never();
    }

    fn deadline(&self) -> Option<Instant> {
        self.inner.as_ref().and_then(Sleep::deadline)
    }
}

impl Drop for WrongSleep {
    fn drop(&mut self) {
        if self.fault == Fault::TimersLeak {
            mem::forget(self.inner.take());
        }
    }
}
