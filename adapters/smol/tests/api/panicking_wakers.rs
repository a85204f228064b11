//! A waker that panics ends nothing but its own task, also where async-task calls it: it ends the process
//! at a panic.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    task::{Context, Wake, Waker},
    thread,
};

use anyrt_smol::Smol;
use anyrt_traits::task::{BlockOn, JoinHandle, Spawn, yield_now};

struct Panics(AtomicUsize);

impl Wake for Panics {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
        panic!("this waker panics on purpose");
    }
}

/// Polls a handle with a waker that panics, waits until it has, and makes sure that the runtime goes on.
fn survives(make_task: impl Future<Output = ()> + Send + 'static, cause: impl FnOnce(&dyn Fn())) {
    let owner = Smol::new().expect("threads to start");
    let mut handle = owner.handle().spawn(make_task);
    let panics = Arc::new(Panics(AtomicUsize::new(0)));
    let waker = Waker::from(panics.clone());
    let polled = Pin::new(&mut handle).poll(&mut Context::from_waker(&waker));
    assert!(polled.is_pending(), "it waits");
    cause(&|| handle.abort());
    while panics.0.load(Ordering::SeqCst) == 0 {
        thread::yield_now();
    }
    let output = owner.block_on(async |rt| rt.spawn(async { 42 }).await);
    assert_eq!(output.expect("the runtime goes on"), 42);
}

#[test]
fn a_task_that_ends_survives_the_waker_of_who_awaits_it() {
    let go = Arc::new(AtomicBool::new(false));
    let gone = go.clone();
    let task = async move {
        while !gone.load(Ordering::SeqCst) {
            yield_now().await;
        }
    };
    survives(task, |_| go.store(true, Ordering::SeqCst));
}

#[test]
fn a_task_that_is_aborted_survives_the_waker_of_who_awaits_it() {
    survives(std::future::pending(), |abort| abort());
}
