use std::{
    pin::pin,
    task::{Context, Poll},
};

use anyrt_traits::task::yield_now;

use crate::mock::CountingWaker;

#[test]
fn it_pends_once_and_wakes_its_task_at_once() {
    let (count, waker) = CountingWaker::new();
    let mut cx = Context::from_waker(&waker);
    let mut turn = pin!(yield_now());
    assert_eq!(turn.as_mut().poll(&mut cx), Poll::Pending);
    assert_eq!(count.count(), 1);
    assert_eq!(turn.as_mut().poll(&mut cx), Poll::Ready(()));
    assert_eq!(count.count(), 1);
}

#[test]
fn it_is_ready_again_when_polled_after_completion() {
    let (_count, waker) = CountingWaker::new();
    let mut cx = Context::from_waker(&waker);
    let mut turn = pin!(yield_now());
    assert!(turn.as_mut().poll(&mut cx).is_pending());
    assert!(turn.as_mut().poll(&mut cx).is_ready());
    assert!(turn.as_mut().poll(&mut cx).is_ready());
}

#[test]
fn a_new_waker_at_the_second_poll_is_not_needed() {
    let (first, waker) = CountingWaker::new();
    let mut turn = pin!(yield_now());
    assert!(
        turn.as_mut()
            .poll(&mut Context::from_waker(&waker))
            .is_pending()
    );
    let (second, waker) = CountingWaker::new();
    assert!(
        turn.as_mut()
            .poll(&mut Context::from_waker(&waker))
            .is_ready()
    );
    assert_eq!((first.count(), second.count()), (1, 0));
}
