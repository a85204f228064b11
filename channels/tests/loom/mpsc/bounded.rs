//! The bounded channel with one receiver.

use anyrt_channels::mpsc::{self, Sender, error::TryRecvError};
use loom::{future::block_on, thread};

use super::{
    operations::{
        Operation, TAKES, cancel, clone, close_and_recv, drop_permit, forget, recv, recv_twice,
        reserve_many, send, send_by_permit, send_twice, try_reserve, try_send,
    },
    outcome::{Outcome, Taking},
    pairs::{model, nothing, pair, with_each, with_each_take},
};
use crate::model::run;

fn full(tx: &Sender<u8>, _taking: &mut Taking) -> Outcome {
    let mut outcome = Outcome::default();
    tx.try_send(1).expect("there is room");
    outcome.sent.push(1);
    outcome
}

/// The place is granted to a send that was not polled since.
fn granted(tx: &Sender<u8>, taking: &mut Taking) -> Outcome {
    let mut outcome = full(tx, taking);
    outcome.add(send(tx.clone(), 2));
    taking.got.extend(taking.rx.try_recv());
    outcome
}

/// The receiver waits.
fn parked(_tx: &Sender<u8>, taking: &mut Taking) -> Outcome {
    taking.poll();
    Outcome::default()
}

fn in_each_state(name: &str, operation: Operation) {
    let [but_try_recv @ .., _] = &TAKES;
    with_each_take(name, nothing, operation, &TAKES);
    with_each_take(&format!("full {name}"), full, operation, &TAKES);
    with_each_take(&format!("granted {name}"), granted, operation, but_try_recv);
    with_each_take(&format!("parked {name}"), parked, operation, &TAKES);
    with_each(name, nothing, operation);
    with_each(&format!("full {name}"), full, operation);
    with_each(&format!("granted {name}"), granted, operation);
}

#[test]
fn send_and_each() {
    in_each_state("send", send);
}

#[test]
fn send_twice_and_each() {
    in_each_state("send twice", send_twice);
}

#[test]
fn cancel_and_each() {
    in_each_state("cancel", cancel);
}

#[test]
fn try_send_and_each() {
    in_each_state("try_send", try_send);
}

#[test]
fn permit_and_each() {
    in_each_state("permit", send_by_permit);
}

#[test]
fn drop_permit_and_each() {
    in_each_state("drop permit", drop_permit);
}

#[test]
fn reserve_many_and_each() {
    in_each_state("reserve_many", reserve_many);
}

#[test]
fn try_reserve_and_each() {
    in_each_state("try_reserve", try_reserve);
}

#[test]
fn clone_and_each() {
    with_each("clone", nothing, clone);
    pair("clone/drop", nothing, clone, forget);
}

#[test]
fn two_sends_and_a_receive() {
    model(
        "send/send/recv",
        Some(2),
        1,
        nothing,
        [send, send],
        recv_twice,
    );
}

#[test]
fn two_sends_that_wait_and_a_receive() {
    model("full send/send/recv", Some(2), 1, full, [send, send], recv);
}

#[test]
fn a_grant_is_passed_on() {
    let operations: [Operation; 2] = [cancel, send];
    model("full cancel/send/recv", Some(2), 1, full, operations, recv);
}

#[test]
fn a_request_for_two_places_meets_a_send() {
    let operations: [Operation; 2] = [reserve_many, send];
    model(
        "full reserve_many/send/recv",
        Some(2),
        2,
        full,
        operations,
        recv,
    );
}

#[test]
fn two_sends_and_the_close() {
    let operations: [Operation; 2] = [send, send_by_permit];
    model(
        "full send/permit/close",
        Some(2),
        1,
        full,
        operations,
        close_and_recv,
    );
}

#[test]
fn the_slot_of_a_message_is_used_again() {
    let operations: [Operation; 2] = [try_send, try_send];
    model(
        "try_send/try_send/recv",
        Some(2),
        1,
        nothing,
        operations,
        recv_twice,
    );
}

#[test]
fn a_message_wakes_the_receiver() {
    run("mpsc send/recv", Some(3), || {
        let (tx, mut rx) = mpsc::channel(2);
        let sender = thread::spawn(move || tx.try_send(1).expect("there is room"));
        assert_eq!(block_on(rx.recv()), Some(1));
        assert_eq!(block_on(rx.recv()), None);
        sender.join().expect("no panic");
    });
}

#[test]
fn room_wakes_the_sender() {
    run("mpsc full send/recv", Some(2), || {
        let (tx, mut rx) = mpsc::channel(1);
        let sender = thread::spawn(move || {
            for n in 0..2 {
                block_on(tx.send(n)).expect("it is open");
            }
        });
        for n in 0..2 {
            assert_eq!(block_on(rx.recv()), Some(n));
        }
        assert_eq!(block_on(rx.recv()), None);
        sender.join().expect("no panic");
    });
}

#[test]
fn the_close_meets_a_send() {
    run("mpsc send/close", Some(3), || {
        let (tx, mut rx) = mpsc::channel(1);
        tx.try_send(0).expect("there is room");
        let sender = thread::spawn(move || block_on(tx.send(1)));
        rx.close();
        let mut got = Vec::new();
        while let Some(n) = block_on(rx.recv()) {
            got.push(n);
        }
        let sent = sender.join().expect("no panic");
        assert_eq!(got.len(), 1 + usize::from(sent.is_ok()));
    });
}

#[test]
fn a_permit_that_is_dropped_makes_room() {
    run("mpsc reserve/drop/send", Some(3), || {
        let (tx, mut rx) = mpsc::channel(1);
        let permit = tx.clone().try_reserve_owned().expect("there is room");
        let sender = thread::spawn(move || block_on(tx.send(2)).expect("it is open"));
        drop(permit);
        assert_eq!(block_on(rx.recv()), Some(2));
        assert_eq!(block_on(rx.recv()), None);
        sender.join().expect("no panic");
    });
}

#[test]
fn a_permit_outlives_the_close() {
    run("mpsc permit/close/recv", Some(3), || {
        let (tx, mut rx) = mpsc::channel(2);
        let used = tx.clone().try_reserve_owned().expect("there is room");
        let unused = tx.try_reserve_owned().expect("there is room");
        let sender = thread::spawn(move || {
            drop(used.send(1));
            drop(unused);
        });
        rx.close();
        assert_eq!(block_on(rx.recv()), Some(1));
        assert_eq!(block_on(rx.recv()), None);
        sender.join().expect("no panic");
    });
}

#[test]
fn a_send_that_returned_is_not_missed() {
    run("mpsc send/try_recv", Some(3), || {
        let (tx, mut rx) = mpsc::channel(2);
        let other = tx.clone();
        let sender = thread::spawn(move || other.try_send(1).expect("there is room"));
        tx.try_send(2).expect("there is room");
        let first = rx.try_recv().expect("a send returned");
        sender.join().expect("no panic");
        let second = rx.try_recv().expect("a send returned");
        assert_eq!(first + second, 3);
        assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
    });
}

#[test]
fn the_receiver_goes_while_a_sender_waits() {
    run("mpsc send/drop receiver", Some(3), || {
        let (tx, rx) = mpsc::channel(1);
        tx.try_send(Box::new(0)).expect("there is room");
        let sender = thread::spawn(move || {
            let sent = block_on(tx.send(Box::new(1)));
            block_on(tx.closed());
            sent.is_ok()
        });
        drop(rx);
        sender.join().expect("no panic");
    });
}
