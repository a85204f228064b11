use std::{
    future::{pending, ready},
    task::Poll,
};

use anyrt_channels::oneshot::{self, error::RecvTimeoutError};

use crate::poller::Polled;

#[test]
fn the_value_comes_before_the_timer() {
    let (sender, mut receiver) = oneshot::channel();
    assert_eq!(sender.send(1), Ok(()));
    let mut timely = Polled::new(receiver.recv_timeout(ready(())));
    assert_eq!(timely.poll(), Poll::Ready(Ok(1)));
}

#[test]
fn the_timer_leaves_the_receiver() {
    let (sender, mut receiver) = oneshot::channel();
    let mut late = Polled::new(receiver.recv_timeout(ready(())));
    assert_eq!(late.poll(), Poll::Ready(Err(RecvTimeoutError::Timeout)));
    drop(late);
    assert_eq!(sender.send(1), Ok(()));
    assert_eq!(receiver.try_recv(), Ok(1));
}

#[test]
fn a_value_that_is_sent_later_wakes_once() {
    let (sender, mut receiver) = oneshot::channel();
    let mut timely = Polled::new(receiver.recv_timeout(pending::<()>()));
    assert_eq!(timely.poll(), Poll::Pending);
    assert_eq!(timely.poll(), Poll::Pending);
    assert_eq!(sender.send(1), Ok(()));
    assert_eq!(timely.wakes(), 1);
    assert_eq!(timely.poll(), Poll::Ready(Ok(1)));
}

#[test]
fn the_end_of_the_sender_is_told() {
    let (sender, mut receiver) = oneshot::channel::<u8>();
    drop(sender);
    let mut timely = Polled::new(receiver.recv_timeout(pending::<()>()));
    assert_eq!(timely.poll(), Poll::Ready(Err(RecvTimeoutError::Closed)));
    assert_eq!(
        RecvTimeoutError::Timeout.to_string(),
        "timed out waiting on channel"
    );
}
