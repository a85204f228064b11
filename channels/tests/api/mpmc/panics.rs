use std::task::Poll;

use anyrt_channels::mpmc::{self, RecvError, SendError};

use crate::poller::{Polled, Run, panics};

/// More than are woken in one go.
const MANY: usize = 100;
/// Whose waker panics.
const BAD: usize = 7;

/// Polls each of them once, one of them with a waker that panics.
fn poll_all<F: Future>(futures: &mut [Polled<F>]) {
    let bad = Run::waker(|| panic!("the waker panics"));
    for (at, future) in futures.iter_mut().enumerate() {
        let poll = if at == BAD {
            future.poll_with(&bad)
        } else {
            future.poll()
        };
        assert!(poll.is_pending());
    }
}

fn woken<F: Future>(futures: &[Polled<F>]) -> usize {
    futures.iter().filter(|future| future.wakes() == 1).count()
}

#[test]
fn a_waker_that_panics_at_the_close_keeps_no_receive_from_it() {
    for (tx, rx) in [mpmc::bounded::<u8>(0), mpmc::bounded(1), mpmc::unbounded()] {
        let mut receives: Vec<_> = (0..MANY).map(|_| Polled::new(rx.recv())).collect();
        poll_all(&mut receives);
        let mut closed = Polled::new(tx.closed());
        assert!(closed.poll().is_pending());
        assert!(panics(|| assert!(tx.close())));
        assert_eq!(woken(&receives), MANY - 1);
        assert_eq!(closed.wakes(), 1);
        for receive in &mut receives {
            assert_eq!(receive.poll(), Poll::Ready(Err(RecvError)));
        }
    }
}

#[test]
fn a_waker_that_panics_at_the_close_keeps_no_send_from_it() {
    for capacity in [0, 1] {
        let (tx, rx) = mpmc::bounded(capacity);
        for _ in 0..capacity {
            assert_eq!(tx.try_send(MANY), Ok(()));
        }
        let mut sends: Vec<_> = (0..MANY).map(|n| Polled::new(tx.send(n))).collect();
        poll_all(&mut sends);
        let mut closed = Polled::new(tx.closed());
        assert!(closed.poll().is_pending());
        assert!(panics(|| assert!(rx.close())));
        assert_eq!(woken(&sends), MANY - 1);
        assert_eq!(closed.wakes(), 1);
        for (n, send) in sends.iter_mut().enumerate() {
            assert_eq!(send.poll(), Poll::Ready(Err(SendError(n))));
        }
    }
}

#[test]
fn a_waker_that_panics_at_the_close_keeps_nobody_on_the_other_side() {
    let (tx, rx) = mpmc::unbounded::<u8>();
    let mut closed = Polled::new(tx.closed());
    let bad = Run::waker(|| panic!("the waker panics"));
    assert!(closed.poll_with(&bad).is_pending());
    let mut receive = Polled::new(rx.recv());
    assert!(receive.poll().is_pending());
    assert!(panics(|| assert!(tx.close())));
    assert_eq!(receive.wakes(), 1);
}
