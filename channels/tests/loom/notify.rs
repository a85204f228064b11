use std::{pin::pin, sync::Arc, task::Poll};

use anyrt_channels::Notify;
use loom::{
    future::block_on,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
};

use crate::{
    count::{Count, Polled},
    model::run,
};

/// Runs `first` on this thread and `second` on another, then `end`.
fn pair<R: 'static>(
    name: &str,
    bound: Option<usize>,
    first: fn(Arc<Notify>) -> R,
    second: fn(Arc<Notify>),
    end: fn(Arc<Notify>, R),
) {
    run(&format!("notify {name}"), bound, move || {
        let notify = Arc::new(Notify::new());
        let other = notify.clone();
        let thread = thread::spawn(move || second(other));
        let result = first(notify.clone());
        thread.join().expect("it does not panic");
        end(notify, result);
    });
}

fn wait(notify: Arc<Notify>) {
    block_on(notify.notified());
}

fn notify_one(notify: Arc<Notify>) {
    notify.notify_one();
}

fn notify_last(notify: Arc<Notify>) {
    notify.notify_last();
}

fn notify_waiters(notify: Arc<Notify>) {
    notify.notify_waiters();
}

/// Polls twice with two wakers, and drops the future. Returns whether it was notified.
fn poll_twice_then_drop(notify: Arc<Notify>) -> bool {
    let mut notified = Polled::new(notify.notified_owned());
    notified.poll().is_ready() || notified.poll().is_ready()
}

fn has_permit(notify: &Notify) -> bool {
    let mut notified = pin!(notify.notified());
    notified.as_mut().enable()
}

fn no_permit(notify: Arc<Notify>, _result: ()) {
    assert!(!has_permit(&notify));
}

/// What was not returned is still there.
fn permit_if_dropped(notify: Arc<Notify>, was_notified: bool) {
    assert_eq!(has_permit(&notify), !was_notified);
}

#[test]
fn notify_one_against_notified() {
    pair(
        "notify_one_against_notified",
        None,
        wait,
        notify_one,
        no_permit,
    );
}

#[test]
fn notify_last_against_notified() {
    pair(
        "notify_last_against_notified",
        None,
        wait,
        notify_last,
        no_permit,
    );
}

#[test]
fn notify_one_against_drop() {
    pair(
        "notify_one_against_drop",
        None,
        poll_twice_then_drop,
        notify_one,
        permit_if_dropped,
    );
}

#[test]
fn notify_last_against_drop() {
    pair(
        "notify_last_against_drop",
        None,
        poll_twice_then_drop,
        notify_last,
        permit_if_dropped,
    );
}

#[test]
fn notify_waiters_against_drop() {
    pair(
        "notify_waiters_against_drop",
        None,
        poll_twice_then_drop,
        notify_waiters,
        |notify, _| assert!(!has_permit(&notify)),
    );
}

#[test]
fn notify_one_against_notify_one() {
    pair(
        "notify_one_against_notify_one",
        None,
        notify_one,
        notify_one,
        |notify, ()| {
            assert!(has_permit(&notify));
            assert!(!has_permit(&notify));
        },
    );
}

#[test]
fn notify_one_against_notify_waiters() {
    pair(
        "notify_one_against_notify_waiters",
        None,
        notify_one,
        notify_waiters,
        |notify, ()| {
            assert!(has_permit(&notify));
        },
    );
}

/// The future was made before, so it is reached however far it is.
#[test]
fn notify_waiters_against_notified_that_was_made_before() {
    run(
        "notify notify_waiters_against_notified_that_was_made_before",
        None,
        || {
            let notify = Arc::new(Notify::new());
            let notified = notify.clone().notified_owned();
            let other = notify.clone();
            let thread = thread::spawn(move || other.notify_waiters());
            block_on(notified);
            thread.join().expect("it does not panic");
        },
    );
}

/// The last waker is the one that is woken, and it is woken.
#[test]
fn the_last_waker_is_woken() {
    for wake in [notify_one, notify_last, notify_waiters] {
        run("notify the_last_waker_is_woken", None, move || {
            let notify = Arc::new(Notify::new());
            let mut notified = Polled::new(notify.clone().notified_owned());
            assert!(notified.poll().is_pending());
            let other = notify.clone();
            let thread = thread::spawn(move || wake(other));
            let poll = notified.poll();
            thread.join().expect("it does not panic");
            if poll.is_pending() {
                notified.woken();
            }
        });
    }
}

/// What was done before a notification is seen after it, in each way to get it.
#[test]
fn a_notification_passes_on_what_was_done() {
    for wake in [Notify::notify_one as fn(&Notify), Notify::notify_waiters] {
        for polls_before in [false, true] {
            let name = "notify a_notification_passes_on_what_was_done";
            run(name, None, move || {
                let notify = Arc::new(Notify::new());
                let is_done = Arc::new(AtomicBool::new(false));
                let mut notified = Polled::new(notify.clone().notified_owned());
                if polls_before {
                    assert!(notified.poll().is_pending());
                }
                let done = is_done.clone();
                let polling = thread::spawn(move || {
                    if (0..2).any(|_| notified.poll().is_ready()) {
                        assert!(done.load(Ordering::Relaxed));
                    }
                });
                is_done.store(true, Ordering::Relaxed);
                wake(&notify);
                polling.join().expect("it does not panic");
            });
        }
    }
}

/// A future that is made while `notify_waiters` is called either belongs to it or knows what was done before.
#[test]
fn a_future_of_the_next_round_knows_what_was_done() {
    let name = "notify a_future_of_the_next_round_knows_what_was_done";
    run(name, None, || {
        let notify = Arc::new(Notify::new());
        let is_done = Arc::new(AtomicBool::new(false));
        let (other, done) = (notify.clone(), is_done.clone());
        let making = thread::spawn(move || {
            let notified = other.notified_owned();
            (notified, done.load(Ordering::Relaxed))
        });
        is_done.store(true, Ordering::Relaxed);
        notify.notify_waiters();
        let (notified, knows) = making.join().expect("it does not panic");
        let poll = Count::new().poll(pin!(notified));
        assert!(knows || poll.is_ready());
    });
}

/// Three threads: what was done before `notify_waiters` is seen although another waiter has left since.
#[test]
fn a_waiter_that_leaves_hands_on_what_was_done() {
    let name = "notify a_waiter_that_leaves_hands_on_what_was_done";
    run(name, Some(2), || {
        let notify = Arc::new(Notify::new());
        let is_done = Arc::new(AtomicBool::new(false));
        let mut notified = Polled::new(notify.clone().notified_owned());
        let done = is_done.clone();
        let polling = thread::spawn(move || {
            if notified.poll().is_ready() {
                assert!(done.load(Ordering::Relaxed));
            }
        });
        let other = notify.clone();
        let leaving = thread::spawn(move || {
            let _poll = Polled::new(other.notified_owned()).poll();
        });
        is_done.store(true, Ordering::Relaxed);
        notify.notify_waiters();
        polling.join().expect("it does not panic");
        leaving.join().expect("it does not panic");
    });
}

/// Three threads: two permits, two waiters, one each.
#[test]
fn two_waiters_against_two_calls_of_notify_one() {
    run(
        "notify two_waiters_against_two_calls_of_notify_one",
        Some(2),
        || {
            let notify = Arc::new(Notify::new());
            let waiters = [(); 2].map(|()| {
                let mut notified = Polled::new(notify.clone().notified_owned());
                assert!(notified.poll().is_pending());
                notified
            });
            let threads = [(); 2].map(|()| {
                let notify = notify.clone();
                thread::spawn(move || notify.notify_one())
            });
            for notified in waiters {
                block_on(notified.future);
            }
            for thread in threads {
                thread.join().expect("it does not panic");
            }
            assert!(!has_permit(&notify));
        },
    );
}

/// Three threads: one waiter is dropped, the other one gets what it was given.
#[test]
fn a_permit_is_passed_on_against_two_waiters() {
    run(
        "notify a_permit_is_passed_on_against_two_waiters",
        Some(2),
        || {
            let notify = Arc::new(Notify::new());
            let mut first = Polled::new(notify.clone().notified_owned());
            assert!(first.poll().is_pending());
            let mut second = Polled::new(notify.clone().notified_owned());
            assert!(second.poll().is_pending());
            let dropping = thread::spawn(move || {
                let poll = first.poll();
                drop(first);
                poll.is_ready()
            });
            let other = notify.clone();
            let notifying = thread::spawn(move || other.notify_one());
            let poll = second.poll();
            let was_first = dropping.join().expect("it does not panic");
            notifying.join().expect("it does not panic");
            if poll.is_pending() && !was_first {
                second.woken();
            }
            assert!(!has_permit(&notify));
        },
    );
}

/// Three threads: `notify_waiters` takes no permit that `notify_one` gives.
#[test]
fn notify_waiters_against_notify_one_and_a_new_waiter() {
    run(
        "notify notify_waiters_against_notify_one_and_a_new_waiter",
        Some(2),
        || {
            let notify = Arc::new(Notify::new());
            let mut old = Polled::new(notify.clone().notified_owned());
            assert!(old.poll().is_pending());
            let woken = Arc::new(AtomicUsize::new(0));
            let other = notify.clone();
            let all = thread::spawn(move || other.notify_waiters());
            let other = notify.clone();
            let one = thread::spawn(move || other.notify_one());
            let mut new = Polled::new(notify.clone().notified_owned());
            let polls = [new.poll(), old.poll()];
            all.join().expect("it does not panic");
            one.join().expect("it does not panic");
            for (poll, future) in polls.iter().zip([&mut new, &mut old]) {
                if poll.is_ready() || future.poll() == Poll::Ready(()) {
                    woken.fetch_add(1, Ordering::Relaxed);
                }
            }
            // The old one is notified by either; the permit is with the new one, or left, or went to the old one.
            assert!(woken.load(Ordering::Relaxed) > 0);
        },
    );
}
