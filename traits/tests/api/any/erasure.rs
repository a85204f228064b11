use anyrt_traits::{AnyRuntime, OsRuntime, Runtime, task::Spawn};

use crate::{
    mock::{Mock, now},
    raw::allocations,
};

/// What a library does with it.
fn start_in<R: Runtime>(rt: &R) -> R::JoinHandle<u32> {
    let inner = rt.clone();
    rt.spawn(async move {
        let inner = inner.spawn(async { 5 });
        inner.await.unwrap_or(0)
    })
}

fn erase(rt: impl OsRuntime) -> AnyRuntime {
    AnyRuntime::new(rt)
}

#[test]
fn it_is_a_runtime_like_any_other() {
    let mock = Mock::<1>::new();
    let (direct, erased) = (start_in(&mock), start_in(&AnyRuntime::new(mock.clone())));
    mock.tasks.run();
    assert_eq!(now(direct).expect("the task ran"), 5);
    assert_eq!(now(erased).expect("the task ran"), 5);
}

#[test]
fn it_is_not_wrapped_twice() {
    let mock = Mock::<1>::new();
    let once = AnyRuntime::new(mock.clone());
    let (count, twice) = allocations(|| erase(once.clone()));
    assert_eq!(count, 0);
    assert_eq!(format!("{once:?}"), format!("{twice:?}"));
    let handle = twice.spawn(async { 6 });
    mock.tasks.run();
    assert_eq!(now(handle).expect("the task ran"), 6);
}

#[test]
fn a_clone_is_the_same_runtime() {
    let mock = Mock::<1>::new();
    let rt = AnyRuntime::new(mock.clone());
    let handle = rt.clone().spawn(async { 7 });
    drop(rt);
    mock.tasks.run();
    assert_eq!(now(handle).expect("the task ran"), 7);
}

#[test]
fn debug_shows_what_serves_each_part() {
    let mock = Mock::<1>::new();
    let rt = AnyRuntime::builder(mock).build();
    let text = format!("{rt:?}");
    assert!(text.starts_with("AnyRuntime {"), "{text}");
    assert!(text.contains("Mock<1>"), "{text}");
    assert!(text.contains("Absent"), "{text}");
}
