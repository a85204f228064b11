use std::{
    panic::panic_any,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use anyrt_traits::{
    AnyRuntime,
    task::{JoinHandle, SpawnBlocking},
};

use crate::mock::{Mock, now};

fn erased() -> (AnyRuntime, Mock<1>) {
    let mock = Mock::new();
    (AnyRuntime::new(mock.clone()), mock)
}

#[test]
fn the_handle_gives_what_the_closure_returns() {
    let (rt, mock) = erased();
    let input = [1, 2, 3];
    let handle = rt.spawn_blocking(move || input.iter().sum::<i32>());
    mock.calls.run();
    assert_eq!(now(handle).expect("the closure ran"), 6);
}

#[test]
fn a_panic_reaches_the_handle_with_its_payload() {
    let (rt, mock) = erased();
    let handle = rt.spawn_blocking(|| -> () { panic_any(42_u32) });
    mock.calls.run();
    let error = now(handle).expect_err("the closure panicked");
    let payload = error.into_panic().expect("it is a panic");
    assert_eq!(payload.downcast_ref(), Some(&42_u32));
}

#[test]
fn aborting_before_the_start_drops_the_closure() {
    let (rt, mock) = erased();
    let alive = Arc::new(());
    let inside = alive.clone();
    let handle = rt.spawn_blocking(move || drop(inside));
    handle.abort();
    mock.calls.run();
    assert_eq!(Arc::strong_count(&alive), 1);
    assert!(now(handle).expect_err("it was aborted").is_cancelled());
}

#[test]
fn dropping_the_handle_detaches() {
    let (rt, mock) = erased();
    let ran = Arc::new(AtomicBool::new(false));
    let inside = ran.clone();
    drop(rt.spawn_blocking(move || inside.store(true, Ordering::Relaxed)));
    mock.calls.run();
    assert!(ran.load(Ordering::Relaxed));
}

#[test]
fn detach_lets_the_closure_run() {
    let (rt, mock) = erased();
    let ran = Arc::new(AtomicBool::new(false));
    let inside = ran.clone();
    rt.spawn_blocking(move || inside.store(true, Ordering::Relaxed))
        .detach();
    mock.calls.run();
    assert!(ran.load(Ordering::Relaxed));
}
