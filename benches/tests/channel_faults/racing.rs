use std::{
    hint::spin_loop,
    pin::pin,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use crate::{counting, poll_with};

/// How often it is tried at most; about one in a hundred shows it.
const TRIES: usize = 3_000_000;

/// Waits until a turn has come.
fn await_turn(turn: &AtomicUsize, wanted: usize) {
    let mut looks = 0;
    while turn.load(Ordering::Acquire) < wanted {
        spin_loop();
        looks += 1;
        if looks % 1000 == 0 {
            thread::yield_now();
        }
    }
}

/// Statistical: two threads race until it shows.
///
/// A receive was woken, but another receiver was faster. It looks, finds nothing, and puts itself back in the
/// list of those that wait; a message that comes between the two wakes nobody.
#[test]
fn a_receive_of_flume_sleeps_beside_a_message_when_there_are_two_receivers() {
    let (sender, receiver) = flume::unbounded::<usize>();
    let faster = receiver.clone();
    let (begun, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let mut lost = 0;
    thread::scope(|scope| {
        scope.spawn(|| {
            for turn in 1.. {
                await_turn(&begun, turn);
                if sender.send(turn).is_err() {
                    break;
                }
                done.store(turn, Ordering::Release);
            }
        });
        let mut tried = 0;
        for turn in 1..=TRIES {
            let (waker, count) = counting();
            let mut recv = pin!(receiver.recv_async());
            assert!(poll_with(recv.as_mut(), &waker).is_pending());
            assert_eq!(sender.send(0), Ok(()));
            assert_eq!(count.wakes(), 1);
            assert_eq!(faster.try_recv(), Ok(0));

            begun.store(turn, Ordering::Release);
            let polled = poll_with(recv.as_mut(), &waker);
            await_turn(&done, turn);
            tried = turn;
            if polled.is_pending() && count.wakes() == 1 {
                assert_eq!(receiver.len(), 1, "a message, and nobody was told");
                lost += 1;
                break;
            }
            drop(receiver.drain());
        }
        // The thread finds that nobody receives.
        drop((receiver, faster));
        begun.store(tried + 1, Ordering::Release);
    });
    assert_eq!(lost, 1, "of {TRIES} tries");
}
