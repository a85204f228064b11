use std::{
    pin::pin,
    sync::{Arc, Mutex, PoisonError},
};

use anyrt_traits::net::{ListenerExt, WaitList, Waiter};

use crate::mock::{Log, Script, poll_once};

/// Remembers the keys that left.
#[derive(Default)]
struct List(Mutex<Vec<usize>>);

impl List {
    fn left(&self) -> Vec<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl WaitList for List {
    fn leave(&self, key: usize) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(key);
    }
}

#[test]
fn a_new_waiter_is_on_no_list() {
    let list = Arc::new(List::default());
    let mut waiter = Waiter::new();
    assert_eq!(waiter.key(&list), None);
    waiter.leave();
    drop(waiter);
    assert_eq!(list.left(), []);
}

#[test]
fn its_list_finds_it_by_its_key() {
    let list = Arc::new(List::default());
    let mut waiter = Waiter::new();
    waiter.join(list.clone(), 3);
    assert_eq!(waiter.key(&list), Some(3));
}

#[test]
fn another_list_does_not_find_it() {
    let (list, other) = (Arc::new(List::default()), Arc::new(List::default()));
    let mut waiter = Waiter::new();
    waiter.join(list, 3);
    assert_eq!(waiter.key(&other), None);
}

#[test]
fn leaving_tells_the_list_once() {
    let list = Arc::new(List::default());
    let mut waiter = Waiter::new();
    waiter.join(list.clone(), 3);
    waiter.leave();
    assert_eq!(waiter.key(&list), None);
    waiter.leave();
    drop(waiter);
    assert_eq!(list.left(), [3]);
}

#[test]
fn dropping_it_tells_the_list() {
    let list = Arc::new(List::default());
    let mut waiter = Waiter::new();
    waiter.join(list.clone(), 3);
    drop(waiter);
    assert_eq!(list.left(), [3]);
}

#[test]
fn joining_another_list_leaves_the_first() {
    let (first, second) = (Arc::new(List::default()), Arc::new(List::default()));
    let mut waiter = Waiter::new();
    waiter.join(first.clone(), 3);
    waiter.join(second.clone(), 4);
    assert_eq!((first.left(), second.left()), (vec![3], vec![]));
    assert_eq!(waiter.key(&second), Some(4));
}

#[test]
fn an_accept_dropped_while_pending_leaves_the_list() {
    let log = Log::default();
    let listener = Script::<()>::new(&log, []);
    {
        let mut accept = pin!(listener.accept());
        assert!(poll_once(accept.as_mut()).is_pending());
        assert_eq!(log.take(), ["waiter joins"]);
    }
    assert_eq!(log.take(), ["waiter 7 leaves"]);
}

#[test]
fn debug_shows_the_key() {
    let list = Arc::new(List::default());
    let mut waiter = Waiter::new();
    assert_eq!(format!("{waiter:?}"), "Waiter { key: None }");
    waiter.join(list, 3);
    assert_eq!(format!("{waiter:?}"), "Waiter { key: Some(3) }");
}
