use std::pin::pin;

use crate::{counting, poll, poll_with};

#[test]
fn a_send_of_kanal_keeps_the_waker_of_its_first_poll() {
    let (sender, receiver) = kanal::bounded_async(1);
    assert!(poll(pin!(sender.send(0_u64))).is_ready());
    let mut send = pin!(sender.send(1));
    let ((first, old), (second, new)) = (counting(), counting());
    assert!(poll_with(send.as_mut(), &first).is_pending());
    assert!(poll_with(send.as_mut(), &second).is_pending());
    assert_eq!(receiver.try_recv(), Ok(Some(0)));
    assert_eq!(
        (old.wakes(), new.wakes()),
        (1, 0),
        "the task of now sleeps on"
    );
}

#[test]
fn a_receive_of_kanal_that_is_dropped_takes_the_message_with_it() {
    let (sender, receiver) = kanal::bounded_async(1);
    {
        let mut recv = pin!(receiver.recv());
        assert!(poll(recv.as_mut()).is_pending());
        let sent = poll(pin!(sender.send(7_u64)));
        assert!(sent.is_ready(), "it says that it was sent");
    }
    assert_eq!(receiver.try_recv(), Ok(None));
    assert_eq!(receiver.len(), 0);
}

#[test]
fn a_send_that_is_dropped_was_received_all_the_same() {
    // A receiver takes what a waiting send holds; that the send never was ready does not mean that it was not
    // sent.
    let (sender, receiver) = flume::bounded(1);
    assert_eq!(sender.try_send(0), Ok(()));
    {
        let mut send = pin!(sender.send_async(1));
        assert!(poll(send.as_mut()).is_pending());
        assert_eq!(receiver.try_recv(), Ok(0));
    }
    assert_eq!(receiver.try_recv(), Ok(1));

    let (sender, receiver) = loole::bounded(1);
    assert_eq!(sender.try_send(0), Ok(()));
    {
        let mut send = pin!(sender.send_async(1));
        assert!(poll(send.as_mut()).is_pending());
        assert_eq!(receiver.try_recv(), Ok(0));
    }
    assert_eq!(receiver.try_recv(), Ok(1));

    let (sender, receiver) = kanal::bounded_async(1);
    assert!(poll(pin!(sender.send(0_u64))).is_ready());
    {
        let mut send = pin!(sender.send(1));
        assert!(poll(send.as_mut()).is_pending());
        assert_eq!(receiver.try_recv(), Ok(Some(0)));
    }
    assert_eq!(receiver.try_recv(), Ok(Some(1)));
}
