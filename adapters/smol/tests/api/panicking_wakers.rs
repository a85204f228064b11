//! A waker that panics ends nothing but its own task, also where async-task calls it: it ends the process
//! at a panic.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Wake, Waker},
    thread,
    time::Duration,
};

use anyrt_smol::Smol;
use anyrt_traits::{
    task::{BlockOn, JoinHandle, Spawn},
    time::Timer,
};

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
    let timer = Smol::new().expect("threads to start");
    let rt = timer.handle();
    survives(
        async move { rt.sleep(Duration::from_millis(20)).await },
        |_| (),
    );
}

#[test]
fn a_task_that_is_aborted_survives_the_waker_of_who_awaits_it() {
    survives(std::future::pending(), |abort| abort());
}
