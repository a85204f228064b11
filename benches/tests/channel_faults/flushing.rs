use std::pin::pin;

use futures_channel::mpsc;
use futures_util::SinkExt;

use crate::poll;

#[test]
fn a_send_of_futures_channel_waits_for_the_receiver_though_the_message_is_sent() {
    let (mut sender, mut receiver) = mpsc::channel(0);
    let mut send = pin!(sender.send(1));
    assert!(poll(send.as_mut()).is_pending());
    // The send that is not ready has sent.
    assert_eq!(receiver.try_recv(), Ok(1));
    assert!(poll(send.as_mut()).is_ready());
}

#[test]
fn a_channel_of_futures_channel_holds_one_more_for_each_sender() {
    let (sender, _receiver) = mpsc::channel(1);
    let senders: Vec<_> = (0..10).map(|_| sender.clone()).collect();
    let sent = senders
        .into_iter()
        .filter_map(|mut sender| sender.try_send(0).ok());
    assert_eq!(sent.count(), 10);
}
