use std::{
    pin::pin,
    sync::{
        Arc, Mutex, Weak,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, Waker},
};

use anyrt_adapter_kit::life::{Interrupt, Lifetime, Membership, Scope};

use crate::resource::Count;

#[derive(Default)]
struct Interrupts(AtomicUsize);

impl Interrupts {
    fn get(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

impl Interrupt for Interrupts {
    fn interrupt(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

fn weakly<I: Interrupt + 'static>(member: &Arc<I>) -> Weak<dyn Interrupt> {
    let member: Arc<dyn Interrupt> = member.clone();
    Arc::downgrade(&member)
}

#[test]
fn closing_interrupts_each_member_once() {
    let (scope, member) = (Scope::new(), Arc::new(Interrupts::default()));
    let place = scope.join(weakly(&member)).expect("it is open");
    assert!(!scope.is_closed() && member.get() == 0);
    scope.close();
    scope.close();
    assert!(scope.is_closed());
    assert_eq!(member.get(), 1);
    drop(place);
}

#[test]
fn who_left_is_not_interrupted() {
    let (scope, member) = (Scope::new(), Arc::new(Interrupts::default()));
    drop(scope.join(weakly(&member)));
    scope.close();
    assert_eq!(member.get(), 0);
}

#[test]
fn a_member_that_is_gone_hinders_nobody() {
    let (scope, stays) = (Scope::new(), Arc::new(Interrupts::default()));
    let gone = Arc::new(Interrupts::default());
    let places = [scope.join(weakly(&gone)), scope.join(weakly(&stays))];
    drop(gone);
    scope.close();
    assert_eq!(stays.get(), 1);
    drop(places);
}

#[test]
fn nobody_joins_a_closed_scope() {
    let (scope, member) = (Scope::new(), Arc::new(Interrupts::default()));
    scope.close();
    assert!(scope.join(weakly(&member)).is_none());
    assert!(Lifetime::of(scope).check().is_err());
    assert!(Lifetime::GLOBAL.check().is_ok());
}

#[test]
fn a_member_may_use_the_scope_that_interrupts_it() {
    struct Uses(Arc<Scope>, Mutex<Option<Membership>>);
    impl Interrupt for Uses {
        fn interrupt(&self) {
            drop(self.1.lock().expect("no panic under the lock").take());
            assert!(self.0.join(Weak::<Interrupts>::new()).is_none());
            panic!("the others go on");
        }
    }
    let (scope, last) = (Scope::new(), Arc::new(Interrupts::default()));
    let uses = Arc::new(Uses(scope.clone(), Mutex::default()));
    let place = scope.join(weakly(&uses));
    *uses.1.lock().expect("no panic under the lock") = place;
    let place = scope.join(weakly(&last));
    scope.close();
    assert_eq!(last.get(), 1);
    drop(place);
}

#[test]
fn who_waits_for_the_end_is_woken_by_the_waker_of_the_last_poll() {
    let scope = Scope::new();
    let (first, last) = (Count::new(), Count::new());
    let mut closed = pin!(scope.closed());
    for count in [&first, &last] {
        let waker = Waker::from(count.clone());
        let polled = closed.as_mut().poll(&mut Context::from_waker(&waker));
        assert!(polled.is_pending());
    }
    scope.close();
    assert_eq!((first.get(), last.get()), (0, 1));
    let polled = closed.poll(&mut Context::from_waker(Waker::noop()));
    assert_eq!(polled, Poll::Ready(()));
    assert_eq!(Arc::strong_count(&last), 1, "its waker is not kept");
}
