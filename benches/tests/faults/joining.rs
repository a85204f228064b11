use std::{
    pin::{Pin, pin},
    sync::{Arc, Mutex, mpsc},
    task::{Context, Poll, Wake, Waker},
    thread,
    time::Duration,
};

use anyrt_benches::Meter;
use futures_concurrency::future::Join;
use futures_util::future::{join_all, ready};

use crate::{children, poll, polls};

/// How often the children of `join` are polled for one wake-up of each.
fn polls_for_a_wake_of_each(count: usize, join: impl Future, all: &[crate::Child]) -> usize {
    let mut join = pin!(join);
    assert!(poll(join.as_mut()).is_pending());
    for child in all {
        child.wake();
        assert!(poll(join.as_mut()).is_pending());
    }
    polls(all) - count
}

#[test]
fn join_all_of_futures_util_polls_every_child_for_each_wake() {
    let all = children(30);
    let polled = polls_for_a_wake_of_each(30, join_all(all.clone()), &all);
    assert_eq!(polled, 30 * 30);
}

#[test]
fn join_macros_poll_every_child_for_each_wake() {
    for tokio in [false, true] {
        let all = children(3);
        let [a, b, c] = [all[0].clone(), all[1].clone(), all[2].clone()];
        let polled = if tokio {
            polls_for_a_wake_of_each(3, async { tokio::join!(a, b, c) }, &all)
        } else {
            polls_for_a_wake_of_each(3, async { futures_util::join!(a, b, c) }, &all)
        };
        assert_eq!(polled, 3 * 3);
    }
}

#[test]
fn futures_concurrency_allocates_for_every_child_even_if_all_are_ready() {
    let meter = Meter::start();
    let mut join = pin!(std::array::from_fn::<_, 64, _>(|_| ready(())).join());
    assert!(poll(join.as_mut()).is_ready());
    assert!(meter.stop().allocations > 64);
}

/// A future that leaves its waker where another thread finds it.
struct Leaves(mpsc::Sender<Waker>);

impl Future for Leaves {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.0.send(cx.waker().clone()).ok();
        Poll::Pending
    }
}

/// A task that is polled by its waker, as on an executor that has but one thread.
struct Inline(Mutex<Joined>);

type Joined = Pin<Box<dyn Future<Output = [(); 2]> + Send>>;

impl Wake for Inline {
    fn wake(self: Arc<Self>) {
        let waker = Waker::from(self.clone());
        let mut task = self.0.lock().expect("nobody panics with it");
        let _polled = task.as_mut().poll(&mut Context::from_waker(&waker));
    }
}

#[test]
fn futures_concurrency_calls_the_parents_waker_under_its_lock() {
    let (leave, left) = mpsc::channel();
    let (done, ended) = mpsc::channel();
    let join = [Leaves(leave.clone()), Leaves(leave)].join();
    let task = Arc::new(Inline(Mutex::new(Box::pin(join))));
    task.wake();
    let child = left.recv().expect("both were polled");
    // The thread is left to itself: it never ends.
    thread::spawn(move || {
        child.wake();
        done.send(()).ok();
    });
    let ended = ended.recv_timeout(Duration::from_millis(500));
    assert_eq!(ended, Err(mpsc::RecvTimeoutError::Timeout));
}
