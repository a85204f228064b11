use std::{
    pin::pin,
    sync::{Arc, mpsc},
    task::{Wake, Waker},
    thread,
    time::Duration,
};

use postage::{sink::Sink, stream::Stream};

use crate::{Count, counting, poll, poll_with};

const SENDERS: usize = 100;

/// How many of the waiting are woken when one message is taken.
fn woken(counts: &[Arc<Count>]) -> usize {
    counts.iter().map(|count| count.wakes()).sum()
}

#[test]
fn postage_wakes_every_sender_for_one_place() {
    let (mut sender, mut receiver) = postage::mpsc::channel(1);
    assert!(sender.try_send(0).is_ok());
    let mut senders: Vec<_> = (0..SENDERS).map(|_| sender.clone()).collect();
    let (wakers, counts): (Vec<_>, Vec<_>) = (0..SENDERS).map(|_| counting()).unzip();
    let mut sends: Vec<_> = senders
        .iter_mut()
        .map(|sender| Box::pin(sender.send(1)))
        .collect();
    for (send, waker) in sends.iter_mut().zip(&wakers) {
        assert!(poll_with(send.as_mut(), waker).is_pending());
    }
    assert!(poll(pin!(receiver.recv())).is_ready());
    assert_eq!(woken(&counts), SENDERS);
    let polled = sends.iter_mut().map(|send| poll(send.as_mut()));
    let sent = polled.map(|polled| usize::from(polled.is_ready()));
    assert_eq!(sent.sum::<usize>(), 1);
}

/// A waker that asks the channel how full it is.
struct Asks(kanal::AsyncSender<u64>);

impl Wake for Asks {
    fn wake(self: Arc<Self>) {
        self.0.len();
    }
}

#[test]
fn kanal_wakes_under_its_lock_when_it_closes() {
    let (sender, receiver) = kanal::bounded_async(1);
    let (done, ended) = mpsc::channel();
    // The thread is left to itself: it never ends.
    thread::spawn(move || {
        let waker = Waker::from(Arc::new(Asks(sender.clone())));
        let mut recv = pin!(receiver.recv());
        assert!(poll_with(recv.as_mut(), &waker).is_pending());
        sender.close().ok();
        done.send(()).ok();
    });
    let ended = ended.recv_timeout(Duration::from_millis(500));
    assert_eq!(ended, Err(mpsc::RecvTimeoutError::Timeout));
}
