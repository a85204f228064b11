use anyrt_channels::mpmc::{self, Receiver, Sender};

use super::{
    operations::{
        Operation, cancel_send, clone, close, drop_recv, force_send, recv, recv_twice, send,
        send_twice, try_recv, try_send,
    },
    outcome::Outcome,
    pairs::{model, nothing, with_each},
};

fn make() -> (Sender<u8>, Receiver<u8>) {
    mpmc::bounded(1)
}

fn full(tx: &Sender<u8>, _rx: &Receiver<u8>) -> Outcome {
    let mut outcome = Outcome::default();
    assert_eq!(tx.try_send(1), Ok(()));
    outcome.sent.push(1);
    outcome
}

/// The place is granted to a send that was not polled since.
fn granted(tx: &Sender<u8>, rx: &Receiver<u8>) -> Outcome {
    let mut outcome = full(tx, rx);
    outcome.add(send(tx.clone(), rx.clone(), 2));
    outcome.got.extend(rx.try_recv());
    outcome
}

/// Two receives wait.
fn receiving(tx: &Sender<u8>, rx: &Receiver<u8>) -> Outcome {
    let mut outcome = recv(tx.clone(), rx.clone(), 0);
    outcome.add(recv(tx.clone(), rx.clone(), 0));
    outcome
}

fn in_each_state(name: &str, operation: Operation) {
    with_each(&format!("bounded {name}"), make, nothing, operation);
    with_each(&format!("full {name}"), make, full, operation);
    with_each(&format!("granted {name}"), make, granted, operation);
    with_each(&format!("receiving {name}"), make, receiving, operation);
}

#[test]
fn send_and_each() {
    in_each_state("send", send);
}

#[test]
fn cancel_and_each() {
    in_each_state("cancel", cancel_send);
}

#[test]
fn try_send_and_each() {
    in_each_state("try_send", try_send);
}

#[test]
fn force_send_and_each() {
    in_each_state("force_send", force_send);
}

#[test]
fn recv_and_each() {
    in_each_state("recv", recv);
}

#[test]
fn drop_recv_and_each() {
    in_each_state("drop recv", drop_recv);
}

#[test]
fn try_recv_and_each() {
    in_each_state("try_recv", try_recv);
}

#[test]
fn close_and_each() {
    in_each_state("close", close);
}

#[test]
fn clone_and_each() {
    in_each_state("clone", clone);
}

#[test]
fn two_sends_and_a_receive() {
    model("send/send/recv", Some(2), make, full, [send, send, recv]);
}

#[test]
fn a_send_and_two_receives() {
    model("send/recv/recv", Some(2), make, nothing, [send, recv, recv]);
}

#[test]
fn a_send_a_receive_and_a_close() {
    model("send/recv/close", Some(2), make, full, [send, recv, close]);
}

#[test]
fn a_send_comes_back_between_a_send_and_a_receive() {
    model(
        "cancel/send/recv",
        Some(2),
        make,
        full,
        [cancel_send, send, recv],
    );
}

#[test]
fn a_receive_is_dropped_between_a_send_and_a_receive() {
    let operations: [Operation; 3] = [send, drop_recv, recv];
    model("send/drop recv/recv", Some(2), make, nothing, operations);
}

#[test]
fn two_that_force_and_a_receive() {
    let operations: [Operation; 3] = [force_send, force_send, try_recv];
    model("force/force/try_recv", Some(2), make, full, operations);
}

#[test]
fn one_that_forces_a_granted_send_and_a_close() {
    let operations: [Operation; 2] = [force_send, close];
    model("granted force/close", Some(3), make, granted, operations);
}

#[test]
fn a_send_follows_one_that_was_received() {
    let operations: [Operation; 3] = [recv_twice, send_twice, try_send];
    model("recv/send/try_send", Some(2), make, nothing, operations);
    let operations: [Operation; 3] = [try_recv, send, try_send];
    model("try_recv/send/try_send", Some(3), make, nothing, operations);
}
