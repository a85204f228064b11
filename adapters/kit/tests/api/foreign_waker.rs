use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex},
    task::{Wake, Waker},
};

use anyrt_adapter_kit::{
    context::{self, RuntimeId},
    life::{Lifetime, Scope},
    task::ForeignWaker,
};

use crate::resource::Count;

/// What a reactor keeps of a poll by `waker`.
fn kept(foreign: &mut ForeignWaker, lifetime: &Lifetime, waker: &Waker) -> Waker {
    foreign.guard(lifetime, waker).clone()
}

#[test]
fn who_polled_last_is_woken_once() {
    let (mut foreign, life) = (ForeignWaker::new(), Lifetime::GLOBAL);
    let (first, last) = (Count::new(), Count::new());
    let one = kept(&mut foreign, &life, &first.clone().into());
    let other = kept(&mut foreign, &life, &last.clone().into());
    assert!(one.will_wake(&other), "the reactor sees one waker");
    one.wake();
    assert_eq!((first.get(), last.get()), (0, 1));
    other.wake();
    assert_eq!((first.get(), last.get()), (0, 1), "nobody has polled since");
}

#[test]
fn a_replaced_waker_is_let_go_at_once() {
    let (mut foreign, life) = (ForeignWaker::new(), Lifetime::GLOBAL);
    let (first, last) = (Count::new(), Count::new());
    let reactor = kept(&mut foreign, &life, &first.clone().into());
    assert_eq!(Arc::strong_count(&first), 2);
    drop(kept(&mut foreign, &life, &last.clone().into()));
    assert_eq!(Arc::strong_count(&first), 1);
    drop(foreign);
    assert_eq!(
        Arc::strong_count(&last),
        1,
        "although the reactor keeps one"
    );
    reactor.wake();
    assert_eq!(last.get(), 0);
}

#[test]
fn the_waker_of_the_task_that_is_polled_passes_as_it_is() {
    let (mut foreign, life) = (ForeignWaker::new(), Lifetime::GLOBAL);
    let (elsewhere, own) = (Count::new(), Waker::from(Count::new()));
    let before = kept(&mut foreign, &life, &elsewhere.clone().into());
    let polling = context::enter(RuntimeId::GLOBAL, &own);
    assert!(kept(&mut foreign, &life, &own).will_wake(&own));
    drop(polling);
    before.wake();
    assert_eq!(elsewhere.get(), 0, "another one waits now");
}

#[test]
fn a_task_of_another_runtime_is_woken_at_the_end_of_an_owned_one() {
    let scope = Scope::new();
    let (mut foreign, life) = (ForeignWaker::new(), Lifetime::of(scope.clone()));
    let task = Count::new();
    let waker = Waker::from(task.clone());
    let polling = context::enter(RuntimeId::unique(), &waker);
    assert!(!kept(&mut foreign, &life, &waker).will_wake(&waker));
    drop(polling);
    scope.close();
    assert_eq!(task.get(), 1);
}

#[test]
fn a_task_of_the_runtime_itself_is_left_to_its_end() {
    let scope = Scope::new();
    let (mut foreign, life) = (ForeignWaker::new(), Lifetime::of(scope.clone()));
    let task = Count::new();
    let waker = Waker::from(task.clone());
    let polling = context::enter(scope.id(), &waker);
    assert!(kept(&mut foreign, &life, &waker).will_wake(&waker));
    drop(polling);
    scope.close();
    assert_eq!(task.get(), 0);
}

#[test]
fn a_panicking_waker_stays_inside() {
    struct Panics;
    impl Wake for Panics {
        fn wake(self: Arc<Self>) {
            panic!("a waker");
        }
    }
    let (mut foreign, life) = (ForeignWaker::new(), Lifetime::GLOBAL);
    let reactor = kept(&mut foreign, &life, &Arc::new(Panics).into());
    assert!(catch_unwind(AssertUnwindSafe(|| reactor.wake_by_ref())).is_ok());
}

#[test]
fn a_panicking_destructor_of_a_waker_stays_inside() {
    struct Panics;
    impl Wake for Panics {
        fn wake(self: Arc<Self>) {}
    }
    impl Drop for Panics {
        fn drop(&mut self) {
            panic!("the destructor of a waker");
        }
    }
    let (mut foreign, life) = (ForeignWaker::new(), Lifetime::GLOBAL);
    let reactor = kept(&mut foreign, &life, &Arc::new(Panics).into());
    assert!(catch_unwind(AssertUnwindSafe(|| reactor.wake_by_ref())).is_ok());
    drop(kept(&mut foreign, &life, &Arc::new(Panics).into()));
    assert!(catch_unwind(AssertUnwindSafe(|| drop(foreign))).is_ok());
}

#[test]
fn a_waker_may_replace_itself() {
    struct Replaces(Mutex<ForeignWaker>, Arc<Count>);
    impl Wake for Replaces {
        fn wake(self: Arc<Self>) {
            let mut foreign = self.0.lock().expect("no panic under the lock");
            foreign.guard(&Lifetime::GLOBAL, &self.1.clone().into());
        }
    }
    let count = Count::new();
    let waker = Arc::new(Replaces(Mutex::default(), count.clone()));
    let reactor = {
        let mut foreign = waker.0.lock().expect("no panic under the lock");
        kept(&mut foreign, &Lifetime::GLOBAL, &waker.clone().into())
    };
    reactor.wake_by_ref();
    assert_eq!(count.get(), 0);
    reactor.wake_by_ref();
    assert_eq!(count.get(), 1);
}

#[test]
fn one_that_a_reactor_keeps_serves_nobody_else() {
    let (first, last) = (Count::new(), Count::new());
    let mut foreign = ForeignWaker::new();
    let stale = kept(&mut foreign, &Lifetime::GLOBAL, &first.into());
    drop(foreign);
    let mut foreign = ForeignWaker::new();
    let reactor = kept(&mut foreign, &Lifetime::GLOBAL, &last.clone().into());
    stale.wake();
    assert_eq!(last.get(), 0, "the spare one was not spare");
    reactor.wake();
    assert_eq!(last.get(), 1);
}

#[test]
fn one_of_a_timer_is_spare_although_its_waker_is_kept() {
    let (first, last) = (Count::new(), Count::new());
    let mut timer = ForeignWaker::of_timer();
    let stale = kept(&mut timer, &Lifetime::GLOBAL, &first.clone().into());
    drop(timer);
    assert_eq!(Arc::strong_count(&first), 1, "its own waker is let go");
    let mut timer = ForeignWaker::of_timer();
    let current = kept(&mut timer, &Lifetime::GLOBAL, &last.clone().into());
    assert!(current.will_wake(&stale));
    current.wake();
    assert_eq!((first.get(), last.get()), (0, 1));
}
