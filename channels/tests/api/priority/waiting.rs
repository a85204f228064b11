//! Sends and receives that wait.

use std::{future::ready, task::Poll, thread};

use anyrt_channels::priority::{
    self,
    error::{RecvTimeoutError, SendError, SendTimeoutError, TrySendError},
};

use crate::poller::Polled;

#[test]
fn a_message_wakes_the_receiver_by_its_last_waker_alone() {
    let (tx, mut rx) = priority::unbounded();
    let mut recv = Polled::new(rx.recv());
    for _ in 0..3 {
        assert!(recv.poll().is_pending());
    }
    assert_eq!(recv.clones(), 1);
    assert!(tx.try_send(1, 'a').is_ok());
    assert!(tx.try_send(2, 'b').is_ok());
    assert_eq!(recv.wakes(), 1);
    assert_eq!(recv.poll(), Poll::Ready(Some((2, 'b'))));
}

#[test]
fn room_goes_to_the_most_urgent_sender_and_to_equal_ones_in_their_order() {
    let (tx, mut rx) = priority::channel(1);
    assert!(tx.try_send(9, 'x').is_ok());
    let mut sends: Vec<_> = [(1, 'd'), (3, 'a'), (2, 'b'), (2, 'c')]
        .into_iter()
        .map(|(priority, message)| Polled::new(tx.send(priority, message)))
        .collect();
    for send in &mut sends {
        assert!(send.poll().is_pending());
        assert!(send.poll().is_pending());
        assert_eq!(send.clones(), 1);
    }
    for (index, message) in [(1, 'a'), (2, 'b'), (3, 'c'), (0, 'd')] {
        assert!(rx.try_recv().is_ok());
        assert_eq!(tx.try_send(9, 'y'), Err(TrySendError::Full((9, 'y'))));
        for (other, send) in sends.iter().enumerate() {
            assert!(other == index || send.clones() <= 1);
        }
        assert_eq!(sends[index].wakes(), 1);
        assert_eq!(sends[index].poll(), Poll::Ready(Ok(())));
        assert_eq!(tx.len(), 1, "{message}");
    }
    assert_eq!(rx.try_recv(), Ok((1, 'd')));
}

#[test]
fn a_grant_that_is_dropped_goes_to_the_next_sender() {
    let (tx, mut rx) = priority::channel(1);
    assert!(tx.try_send(0, 'x').is_ok());
    let mut first = Polled::new(tx.send(2, 'a'));
    let mut second = Polled::new(tx.send(1, 'b'));
    let mut third = Polled::new(tx.send(0, 'c'));
    assert!(first.poll().is_pending());
    assert!(second.poll().is_pending());
    assert!(third.poll().is_pending());
    assert!(rx.try_recv().is_ok());
    assert_eq!((first.wakes(), second.wakes(), third.wakes()), (1, 0, 0));
    assert_eq!(first.pinned().cancel(), Some((2, 'a')));
    assert_eq!((second.wakes(), third.wakes()), (1, 0));
    drop(second);
    assert_eq!(third.wakes(), 1);
    assert_eq!(third.poll(), Poll::Ready(Ok(())));
    assert_eq!(rx.try_recv(), Ok((0, 'c')));
}

#[test]
fn a_send_that_is_cancelled_gives_its_message_back_polled_or_not() {
    let (tx, _rx) = priority::channel(1);
    assert!(tx.try_send(0, 'x').is_ok());
    let mut send = Polled::new(tx.send(1, 'a'));
    assert_eq!(send.pinned().cancel(), Some((1, 'a')));
    assert_eq!(send.pinned().cancel(), None);
    let mut send = Polled::new(tx.send(2, 'b'));
    assert!(send.poll().is_pending());
    assert_eq!(send.pinned().cancel(), Some((2, 'b')));
    assert_eq!(send.clones(), 0);
}

#[test]
fn the_close_turns_away_those_that_wait() {
    let (tx, rx) = priority::channel(1);
    assert!(tx.try_send(0, 0).is_ok());
    let mut sends: Vec<_> = (1..100).map(|n| Polled::new(tx.send(n, n))).collect();
    for send in &mut sends {
        assert!(send.poll().is_pending());
    }
    let mut closed = Polled::new(tx.closed());
    assert!(closed.poll().is_pending());
    assert!(closed.poll().is_pending());
    drop(rx);
    for (send, n) in sends.iter_mut().zip(1..) {
        assert_eq!(send.wakes(), 1);
        assert_eq!(send.poll(), Poll::Ready(Err(SendError((n, n)))));
    }
    assert_eq!(closed.wakes(), 1);
    assert_eq!(closed.poll(), Poll::Ready(()));
}

#[test]
fn a_grant_outlives_the_close_and_the_receiver_waits_for_it() {
    let (tx, mut rx) = priority::channel(1);
    assert!(tx.try_send(0, 'x').is_ok());
    let mut used = Polled::new(tx.send(1, 'a'));
    assert!(used.poll().is_pending());
    assert!(rx.try_recv().is_ok());
    rx.close();
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll().is_pending());
    assert_eq!(used.poll(), Poll::Ready(Ok(())));
    assert_eq!(recv.wakes(), 1);
    assert_eq!(recv.poll(), Poll::Ready(Some((1, 'a'))));
    assert_eq!(recv.poll(), Poll::Ready(None));
}

#[test]
fn a_grant_that_is_dropped_after_the_close_ends_the_receive() {
    let (tx, mut rx) = priority::channel(1);
    assert!(tx.try_send(0, 'x').is_ok());
    let mut unused = Polled::new(tx.send(1, 'a'));
    assert!(unused.poll().is_pending());
    assert!(rx.try_recv().is_ok());
    rx.close();
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll().is_pending());
    drop(unused);
    assert_eq!(recv.wakes(), 1);
    assert_eq!(recv.poll(), Poll::Ready(None));
}

#[test]
fn timers_end_sends_and_receives() {
    let (tx, mut rx) = priority::channel(1);
    let mut recv = Polled::new(rx.recv_timeout(ready(())));
    assert_eq!(recv.poll(), Poll::Ready(Err(RecvTimeoutError)));
    drop(recv);
    let mut send = Polled::new(tx.send_timeout(1, 'a', ready(())));
    assert_eq!(send.poll(), Poll::Ready(Ok(())));
    let mut send = Polled::new(tx.send_timeout(2, 'b', ready(())));
    assert_eq!(
        send.poll(),
        Poll::Ready(Err(SendTimeoutError::Timeout((2, 'b'))))
    );
    let mut recv = Polled::new(rx.recv_timeout(ready(())));
    assert_eq!(recv.poll(), Poll::Ready(Ok(Some((1, 'a')))));
}

#[test]
fn threads_lose_nothing() {
    const MESSAGES: usize = 10_000;
    let (tx, mut rx) = priority::channel(4);
    let sending = [0, 1, 2].map(|sender| {
        let tx = tx.clone();
        thread::spawn(move || {
            for n in 0..MESSAGES {
                assert!(tx.blocking_send(sender, n).is_ok());
            }
        })
    });
    drop(tx);
    let mut next = [0; 3];
    while let Some((sender, n)) = rx.blocking_recv() {
        assert_eq!(next[sender], n);
        next[sender] += 1;
    }
    assert_eq!(next, [MESSAGES; 3]);
    for thread in sending {
        thread.join().expect("no panic");
    }
}
