//! What one thread did before is seen by another one that learns of it through a queue.

use std::task::Poll;

use anyrt_channels::{mpmc, mpsc};
use futures_util::stream::FusedStream as _;
use loom::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use crate::{count::Polled, model::run};

/// Runs `first` after something was done, in another thread than `second`, which returns whether it knows that
/// `first` is over. What only loads is spawned, since it has to come second.
fn model<A: 'static, B: Send + 'static>(
    name: &str,
    make: fn() -> (A, B),
    first: fn(A),
    second: fn(&mut B) -> bool,
) {
    run(&format!("seen {name}"), Some(3), move || {
        let (one, mut other) = make();
        let work = Arc::new(AtomicUsize::new(0));
        let done = work.clone();
        let thread = thread::spawn(move || {
            if second(&mut other) {
                assert_eq!(work.load(Ordering::Relaxed), 1);
            }
        });
        done.store(1, Ordering::Relaxed);
        first(one);
        thread.join().expect("no panic");
    });
}

#[test]
fn the_end_shows_what_the_senders_did() {
    model(
        "mpsc end",
        || mpsc::channel::<u8>(1),
        drop,
        |rx| rx.try_recv() == Err(mpsc::error::TryRecvError::Disconnected),
    );
    model(
        "mpsc unbounded end",
        mpsc::unbounded_channel::<u8>,
        drop,
        |rx| rx.try_recv() == Err(mpsc::error::TryRecvError::Disconnected),
    );
    model(
        "mpsc polled end",
        || mpsc::channel::<u8>(1),
        drop,
        |rx| Polled::new(rx.recv()).poll().is_ready(),
    );
    model(
        "mpsc unbounded polled end",
        mpsc::unbounded_channel::<u8>,
        drop,
        |rx| Polled::new(rx.recv()).poll().is_ready(),
    );
    for (name, make) in MPMC {
        model(&format!("{name} end"), make, drop, |rx| {
            rx.try_recv() == Err(mpmc::TryRecvError::Closed)
        });
        model(&format!("{name} polled end"), make, drop, |rx| {
            Polled::new(rx.recv()).poll().is_ready()
        });
        model(&format!("{name} terminated"), make, drop, |rx| {
            rx.is_terminated()
        });
    }
}

type Make = fn() -> (mpmc::Sender<u8>, mpmc::Receiver<u8>);
const MPMC: [(&str, Make); 3] = [
    ("rendezvous", || mpmc::bounded(0)),
    ("mpmc", || mpmc::bounded(1)),
    ("mpmc unbounded", mpmc::unbounded),
];

#[test]
fn the_end_shows_what_the_last_permit_did() {
    let make = || {
        let (tx, mut rx) = mpsc::channel::<u8>(1);
        let permit = tx.clone().try_reserve_owned().expect("there is room");
        rx.close();
        (permit, (rx, tx))
    };
    model("mpsc permit, end", make, drop, |(rx, _tx)| {
        rx.try_recv() == Err(mpsc::error::TryRecvError::Disconnected)
    });
    run("mpsc permit, polled end", Some(3), move || {
        let (permit, (mut rx, _tx)) = make();
        let permit = thread::spawn(move || drop(permit));
        let mut recv = Polled::new(rx.recv());
        let poll = recv.poll();
        permit.join().expect("no panic");
        assert!(poll == Poll::Ready(None) || recv.woken().is_none());
    });
}

#[test]
fn the_close_shows_what_the_receiver_did() {
    model(
        "mpsc close",
        || swap(mpsc::channel::<u8>(1)),
        drop,
        |tx| tx.is_closed(),
    );
    model(
        "mpsc unbounded close",
        || swap(mpsc::unbounded_channel::<u8>()),
        drop,
        |tx| tx.is_closed(),
    );
    model(
        "mpsc closed",
        || swap(mpsc::channel::<u8>(1)),
        drop,
        |tx| Polled::new(tx.closed()).poll().is_ready(),
    );
    model(
        "mpmc close",
        || swap(mpmc::bounded::<u8>(1)),
        drop,
        |tx| tx.is_closed(),
    );
    model(
        "mpmc unbounded close",
        || swap(mpmc::unbounded::<u8>()),
        drop,
        |tx| tx.is_closed(),
    );
    model(
        "rendezvous close",
        || swap(mpmc::bounded::<u8>(0)),
        drop,
        |tx| tx.is_closed(),
    );
}

fn swap<A, B>((one, other): (A, B)) -> (B, A) {
    (other, one)
}

#[test]
fn a_length_is_never_below_nothing() {
    for (name, make) in MPMC.into_iter().skip(1) {
        run(&format!("seen {name} len"), Some(2), move || {
            let (tx, rx) = make();
            let (other_tx, other_rx) = (tx.clone(), rx.clone());
            let reader = thread::spawn(move || assert!(other_tx.len() <= 1));
            let receiver = thread::spawn(move || other_rx.try_recv().ok());
            tx.try_send(1).expect("there is room");
            reader.join().expect("no panic");
            receiver.join().expect("no panic");
        });
    }
}

#[test]
fn the_last_sender_goes_while_the_receiver_waits() {
    run("mpsc recv/drop sender", Some(3), || {
        let (tx, mut rx) = mpsc::channel::<u8>(1);
        let sender = thread::spawn(move || drop(tx));
        let mut recv = Polled::new(rx.recv());
        let poll = recv.poll();
        sender.join().expect("no panic");
        assert!(poll == Poll::Ready(None) || recv.woken().is_none());
    });
    run("mpsc unbounded recv/drop sender", Some(3), || {
        let (tx, mut rx) = mpsc::unbounded_channel::<u8>();
        let sender = thread::spawn(move || drop(tx));
        let mut recv = Polled::new(rx.recv());
        let poll = recv.poll();
        sender.join().expect("no panic");
        assert!(poll == Poll::Ready(None) || recv.woken().is_none());
    });
}

/// What any of the senders did is seen at the end, not only what the last one did.
#[test]
fn the_end_shows_what_every_sender_did() {
    fn model<A: Clone + Send + 'static, B: Send + 'static>(
        name: &str,
        make: fn() -> (A, B),
        is_over: fn(&mut B) -> bool,
    ) {
        run(&format!("seen {name}, two senders"), Some(3), move || {
            let (tx, mut rx) = make();
            let work = Arc::new(AtomicUsize::new(0));
            let (done, other) = (work.clone(), tx.clone());
            let working = thread::spawn(move || {
                done.store(1, Ordering::Relaxed);
                drop(other);
            });
            let receiving = thread::spawn(move || {
                if is_over(&mut rx) {
                    assert_eq!(work.load(Ordering::Relaxed), 1);
                }
            });
            drop(tx);
            working.join().expect("no panic");
            receiving.join().expect("no panic");
        });
    }
    model(
        "mpsc end",
        || mpsc::channel::<u8>(1),
        |rx| rx.try_recv() == Err(mpsc::error::TryRecvError::Disconnected),
    );
    model("mpsc unbounded end", mpsc::unbounded_channel::<u8>, |rx| {
        rx.try_recv() == Err(mpsc::error::TryRecvError::Disconnected)
    });
}

/// The two words of a bounded queue are looked at as they were at one time.
#[test]
fn a_length_is_one_that_there_was() {
    run("seen mpsc length", Some(3), || {
        let (tx, mut rx) = mpsc::channel::<u8>(4);
        tx.try_send(1).expect("there is room");
        let other = tx.clone();
        let thread = thread::spawn(move || {
            other.try_send(2).expect("there is room");
            other.try_send(3).expect("there is room");
            assert_eq!(rx.try_recv(), Ok(1));
            rx
        });
        thread::yield_now();
        assert!(tx.capacity() < 4, "it was never empty");
        drop(thread.join().expect("no panic"));
    });
    run("seen mpsc length of one", Some(3), || {
        let (tx, mut rx) = mpsc::channel::<u8>(4);
        let other = tx.clone();
        let busy = thread::spawn(move || {
            other.try_send(1).expect("there is room");
            assert_eq!(rx.try_recv(), Ok(1));
            other.try_send(2).expect("there is room");
            rx
        });
        let reader = thread::spawn(move || assert!(tx.capacity() >= 3, "there was never more"));
        reader.join().expect("no panic");
        drop(busy.join().expect("no panic"));
    });
}

#[test]
fn a_length_is_one_that_there_was_in_others_too() {
    let kinds: [(&str, Make); 2] = [
        ("mpmc", || mpmc::bounded(4)),
        ("mpmc unbounded", mpmc::unbounded),
    ];
    for (name, make) in kinds {
        run(&format!("seen {name} length of one"), Some(3), move || {
            let (tx, rx) = make();
            let other = tx.clone();
            let busy = thread::spawn(move || {
                other.try_send(1).expect("there is room");
                assert_eq!(rx.try_recv(), Ok(1));
                other.try_send(2).expect("there is room");
                rx
            });
            let reader = thread::spawn(move || assert!(tx.len() <= 1, "there was never more"));
            reader.join().expect("no panic");
            drop(busy.join().expect("no panic"));
        });
    }
}

/// Who finds no room: there was none at one time.
#[test]
fn a_queue_that_was_never_full_takes_a_message() {
    run("seen mpmc room", Some(3), || {
        let (tx, rx) = mpmc::bounded::<u8>(2);
        let other = tx.clone();
        let busy = thread::spawn(move || {
            other.try_send(1).expect("there is room");
            rx.try_recv().expect("there is a message");
            other.try_send(2).expect("there is room");
            rx
        });
        let sender = thread::spawn(move || tx.try_send(3).expect("there is room"));
        sender.join().expect("no panic");
        drop(busy.join().expect("no panic"));
    });
    run("seen mpsc room", Some(3), || {
        let (tx, mut rx) = mpsc::channel::<u8>(2);
        let other = tx.clone();
        let busy = thread::spawn(move || {
            other.try_send(1).expect("there is room");
            rx.try_recv().expect("there is a message");
            other.try_send(2).expect("there is room");
            rx
        });
        let sender = thread::spawn(move || drop(tx.try_reserve().expect("there is room")));
        sender.join().expect("no panic");
        drop(busy.join().expect("no panic"));
    });
}

/// A sender that comes late to a block finds it, or a later one, and none that was freed: the receiver keeps the
/// block before meanwhile, and a third sender has it begin at another place.
#[test]
fn two_senders_meet_at_the_end_of_a_block() {
    run("seen mpsc unbounded blocks", Some(2), || {
        let (tx, mut rx) = mpsc::unbounded_channel();
        for number in 0..4 {
            tx.send(number).expect("it is open");
        }
        let mut received: Vec<u8> = Vec::new();
        // The first block is the spare one from here on, and the next that is needed.
        for _ in 0..4 {
            received.extend(rx.try_recv());
        }
        let (first, second) = (tx.clone(), tx.clone());
        let one = thread::spawn(move || first.send(4).expect("it is open"));
        let two = thread::spawn(move || second.send(4).expect("it is open"));
        for _ in 0..2 {
            received.extend(rx.try_recv());
        }
        tx.send(4).expect("it is open");
        one.join().expect("no panic");
        two.join().expect("no panic");
        while let Ok(number) = rx.try_recv() {
            received.push(number);
        }
        assert_eq!(received, [0, 1, 2, 3, 4, 4, 4]);
    });
}
