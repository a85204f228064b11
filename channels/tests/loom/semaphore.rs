use std::sync::Arc;

use anyrt_channels::{Semaphore, TryAcquireError};
use loom::{
    cell::UnsafeCell,
    future::block_on,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use crate::{
    count::{Count, Polled},
    model::{run, run_orders},
};

/// Runs `first` on this thread and `second` on another, then checks how many permits there are.
fn pair(
    name: &str,
    permits: usize,
    first: fn(Arc<Semaphore>),
    second: fn(Arc<Semaphore>),
    permits_after: usize,
) {
    run(&format!("semaphore {name}"), Some(4), move || {
        let semaphore = Arc::new(Semaphore::new(permits));
        let other = semaphore.clone();
        let thread = thread::spawn(move || second(other));
        first(semaphore.clone());
        thread.join().expect("it does not panic");
        assert_eq!(semaphore.available_permits(), permits_after);
        let rest = u32::try_from(permits_after).expect("it is small");
        assert!(semaphore.is_closed() || semaphore.try_acquire_many(rest).is_ok());
    });
}

fn acquire(semaphore: Arc<Semaphore>) {
    drop(block_on(semaphore.acquire()));
}

fn acquire_two(semaphore: Arc<Semaphore>) {
    let permit = block_on(semaphore.acquire_many(2)).expect("it is not closed");
    assert_eq!(permit.num_permits(), 2);
}

fn try_acquire(semaphore: Arc<Semaphore>) {
    drop(semaphore.try_acquire());
}

fn add_one(semaphore: Arc<Semaphore>) {
    semaphore.add_permits(1);
}

fn add_one_twice(semaphore: Arc<Semaphore>) {
    semaphore.add_permits(1);
    semaphore.add_permits(1);
}

fn close(semaphore: Arc<Semaphore>) {
    semaphore.close();
}

fn forget_one(semaphore: Arc<Semaphore>) {
    assert_eq!(semaphore.forget_permits(1), 1);
}

/// Polls twice with two wakers, and drops the future.
fn poll_twice_then_drop(semaphore: Arc<Semaphore>) {
    let mut acquire = Polled::new(semaphore.acquire_many_owned(2));
    let _done = acquire.poll().is_ready() || acquire.poll().is_ready();
}

#[test]
fn acquire_against_acquire() {
    pair("acquire_against_acquire", 1, acquire, acquire, 1);
}

#[test]
fn acquire_against_try_acquire() {
    pair("acquire_against_try_acquire", 1, acquire, try_acquire, 1);
}

#[test]
fn acquire_many_against_acquire() {
    pair("acquire_many_against_acquire", 2, acquire_two, acquire, 2);
}

#[test]
fn acquire_against_add_permits() {
    pair("acquire_against_add_permits", 0, acquire, add_one, 1);
}

#[test]
fn acquire_many_against_permits_one_by_one() {
    pair(
        "acquire_many_against_permits_one_by_one",
        0,
        acquire_two,
        add_one_twice,
        2,
    );
}

#[test]
fn drop_against_permits_one_by_one() {
    pair(
        "drop_against_permits_one_by_one",
        0,
        poll_twice_then_drop,
        add_one_twice,
        2,
    );
}

#[test]
fn drop_against_acquire() {
    pair("drop_against_acquire", 1, poll_twice_then_drop, acquire, 1);
}

#[test]
fn drop_against_close() {
    pair("drop_against_close", 1, poll_twice_then_drop, close, 1);
}

#[test]
fn forget_permits_against_acquire() {
    pair("forget_permits_against_acquire", 2, forget_one, acquire, 1);
}

#[test]
fn acquire_against_close() {
    pair("acquire_against_close", 0, acquire, close, 0);
}

#[test]
fn add_permits_against_close() {
    pair("add_permits_against_close", 0, add_one, close, 1);
}

#[test]
fn add_permits_against_add_permits() {
    pair("add_permits_against_add_permits", 0, add_one, add_one, 2);
}

/// The last waker is the one that is woken, and it is woken.
#[test]
fn the_last_waker_is_woken() {
    for wake in [add_one, close] {
        run("semaphore the_last_waker_is_woken", None, move || {
            let semaphore = Arc::new(Semaphore::new(0));
            let mut acquire = Polled::new(semaphore.clone().acquire_owned());
            assert!(acquire.poll().is_pending());
            let other = semaphore.clone();
            let thread = thread::spawn(move || wake(other));
            let poll = acquire.poll();
            thread.join().expect("it does not panic");
            if poll.is_pending() {
                drop(acquire.woken());
            }
        });
    }
}

/// A permit guards what it stands for: loom reports two at once.
#[test]
fn permits_exclude_each_other() {
    for threads in [2, 3] {
        let bound = if threads == 2 { None } else { Some(2) };
        run("semaphore permits_exclude_each_other", bound, move || {
            let semaphore = Arc::new(Semaphore::new(1));
            let cell = Arc::new(UnsafeCell::new(0));
            let others: Vec<_> = (1..threads)
                .map(|_| {
                    let (semaphore, cell) = (semaphore.clone(), cell.clone());
                    thread::spawn(move || {
                        let permit = block_on(semaphore.acquire());
                        cell.with_mut(|_| ());
                        drop(permit);
                    })
                })
                .collect();
            let permit = block_on(semaphore.acquire());
            cell.with_mut(|_| ());
            drop(permit);
            for thread in others {
                thread.join().expect("it does not panic");
            }
        });
    }
}

#[test]
fn a_permit_that_is_tried_for_excludes_others() {
    run(
        "semaphore a_permit_that_is_tried_for_excludes_others",
        None,
        || {
            let semaphore = Arc::new(Semaphore::new(1));
            let cell = Arc::new(UnsafeCell::new(0));
            let (other, guarded) = (semaphore.clone(), cell.clone());
            let thread = thread::spawn(move || {
                if let Ok(_permit) = other.try_acquire() {
                    guarded.with_mut(|_| ());
                }
            });
            if let Ok(_permit) = semaphore.try_acquire() {
                cell.with_mut(|_| ());
            }
            thread.join().expect("it does not panic");
        },
    );
}

/// Has another thread look at the semaphore, and see what was done before if it finds what it looks for.
fn passes_on(name: &str, change: fn(&Semaphore), look: fn(&Arc<Semaphore>) -> bool) {
    run(&format!("semaphore {name}"), None, move || {
        let semaphore = Arc::new(Semaphore::new(0));
        let is_done = Arc::new(AtomicBool::new(false));
        let (other, done) = (semaphore.clone(), is_done.clone());
        let looking = thread::spawn(move || {
            if look(&other) {
                assert!(done.load(Ordering::Relaxed));
            }
        });
        is_done.store(true, Ordering::Relaxed);
        change(&semaphore);
        looking.join().expect("it does not panic");
    });
}

/// What was done before `close` is seen by who finds it closed.
#[test]
fn closing_passes_on_what_was_done() {
    let looks: [fn(&Arc<Semaphore>) -> bool; 3] = [
        |semaphore| semaphore.is_closed(),
        |semaphore| semaphore.try_acquire().err() == Some(TryAcquireError::Closed),
        |semaphore| {
            let mut acquire = Box::pin(semaphore.acquire());
            (0..2).any(|_| Count::new().poll(acquire.as_mut()).is_ready())
        },
    ];
    for look in looks {
        passes_on("closing_passes_on_what_was_done", Semaphore::close, look);
    }
}

/// What was done before permits were added is seen by who counts, forgets or takes them.
#[test]
fn permits_pass_on_what_was_done() {
    let looks: [fn(&Arc<Semaphore>) -> bool; 4] = [
        |semaphore| semaphore.available_permits() == 1,
        |semaphore| semaphore.forget_permits(1) == 1,
        |semaphore| semaphore.try_acquire().is_ok(),
        |semaphore| {
            let mut acquire = Box::pin(semaphore.acquire());
            (0..2).any(|_| Count::new().poll(acquire.as_mut()).is_ready())
        },
    ];
    for look in looks {
        passes_on(
            "permits_pass_on_what_was_done",
            |semaphore| semaphore.add_permits(1),
            look,
        );
    }
}

/// The same for who finds a permit, and that it was closed when it takes it.
#[test]
fn closing_passes_on_what_was_done_to_who_finds_a_permit() {
    let name = "semaphore closing_passes_on_what_was_done_to_who_finds_a_permit";
    run(name, None, || {
        let semaphore = Arc::new(Semaphore::new(1));
        let is_done = Arc::new(AtomicBool::new(false));
        let (other, done) = (semaphore.clone(), is_done.clone());
        let looking = thread::spawn(move || {
            if other.try_acquire().is_err() {
                assert!(done.load(Ordering::Relaxed));
            }
        });
        is_done.store(true, Ordering::Relaxed);
        semaphore.close();
        looking.join().expect("it does not panic");
    });
}

/// What was done before permits were added is seen also if who waited for them has left.
#[test]
fn permits_that_nobody_waits_for_any_more_pass_on_what_was_done() {
    let name = "semaphore permits_that_nobody_waits_for_any_more_pass_on_what_was_done";
    let model = |adds_first: bool| {
        move || {
            let semaphore = Arc::new(Semaphore::new(0));
            let is_done = Arc::new(AtomicBool::new(false));
            let mut acquire = Polled::new(semaphore.clone().acquire_owned());
            assert!(acquire.poll().is_pending());
            let (other, done) = (semaphore.clone(), is_done.clone());
            let add = move || {
                done.store(true, Ordering::Relaxed);
                other.add_permits(1);
            };
            let leave = move || {
                drop(acquire);
                // loom does not let the other thread in before what only loads.
                thread::yield_now();
                if semaphore.try_acquire().is_ok() {
                    assert!(is_done.load(Ordering::Relaxed));
                }
            };
            if adds_first {
                let leaving = thread::spawn(leave);
                add();
                leaving.join().expect("it does not panic");
            } else {
                let adding = thread::spawn(add);
                leave();
                adding.join().expect("it does not panic");
            }
        }
    };
    run_orders(name, None, [model(false), model(true)]);
}

/// A request for two sees what was done before each of its permits.
#[test]
fn permits_one_by_one_pass_on_what_was_done() {
    passes_on(
        "permits_one_by_one_pass_on_what_was_done",
        add_one_twice_to,
        |semaphore| {
            let mut acquire = Box::pin(semaphore.acquire_many(2));
            (0..2).any(|_| Count::new().poll(acquire.as_mut()).is_ready())
        },
    );
}

fn add_one_twice_to(semaphore: &Semaphore) {
    semaphore.add_permits(1);
    semaphore.add_permits(1);
}

/// Three threads: a request for two is not overtaken for ever, and what a dropped one has goes on.
#[test]
fn a_dropped_request_passes_on_against_two_threads() {
    run(
        "semaphore a_dropped_request_passes_on_against_two_threads",
        Some(2),
        || {
            let semaphore = Arc::new(Semaphore::new(0));
            let mut first = Polled::new(semaphore.clone().acquire_many_owned(2));
            assert!(first.poll().is_pending());
            let mut second = Polled::new(semaphore.clone().acquire_owned());
            assert!(second.poll().is_pending());
            let dropping = thread::spawn(move || drop(first));
            let other = semaphore.clone();
            let adding = thread::spawn(move || other.add_permits(1));
            let poll = second.poll();
            dropping.join().expect("it does not panic");
            adding.join().expect("it does not panic");
            if poll.is_pending() {
                assert!(second.woken().is_ok());
            } else {
                drop(poll);
            }
            assert_eq!(semaphore.available_permits(), 1);
        },
    );
}

/// Three threads: two that wait and one that adds for both.
#[test]
fn two_waiters_against_add_permits() {
    run("semaphore two_waiters_against_add_permits", Some(2), || {
        let semaphore = Arc::new(Semaphore::new(0));
        let threads = [(); 2].map(|()| {
            let semaphore = semaphore.clone();
            thread::spawn(move || {
                let permit = block_on(semaphore.acquire()).expect("it is not closed");
                permit.forget();
            })
        });
        semaphore.add_permits(2);
        for thread in threads {
            thread.join().expect("it does not panic");
        }
        assert_eq!(semaphore.available_permits(), 0);
    });
}
