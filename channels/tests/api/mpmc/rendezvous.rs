use std::task::Poll;

use anyrt_channels::mpmc;

use crate::poller::Polled;

#[test]
fn a_message_that_comes_back_calls_off_the_sender_whose_receiver_it_takes() {
    let (tx, rx) = mpmc::bounded(0);
    let mut first = Polled::new(rx.recv());
    assert!(first.poll().is_pending());
    assert_eq!(tx.try_send(1), Ok(()));
    let mut send = Polled::new(tx.send(2));
    assert!(send.poll().is_pending());
    let mut second = Polled::new(rx.recv());
    assert!(second.poll().is_pending());
    assert_eq!(send.wakes(), 1, "it is called");
    drop(first);
    assert_eq!(second.wakes(), 1);
    assert!(send.poll().is_pending(), "nobody waits");
    assert_eq!(second.poll(), Poll::Ready(Ok(1)));
    let mut third = Polled::new(rx.recv());
    assert!(third.poll().is_pending());
    assert_eq!(send.wakes(), 1);
    assert_eq!(send.poll(), Poll::Ready(Ok(())));
    assert_eq!(third.poll(), Poll::Ready(Ok(2)));
}
