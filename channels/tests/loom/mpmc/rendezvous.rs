use anyrt_channels::mpmc::{self, Receiver, Sender};

use super::{
    operations::{
        Operation, cancel_send, close, drop_recv, force_send, recv, send, try_recv, try_send,
    },
    outcome::Outcome,
    pairs::{model, nothing, with_each},
};

fn make() -> (Sender<u8>, Receiver<u8>) {
    mpmc::bounded(0)
}

/// A send waits, and was called.
fn called(tx: &Sender<u8>, rx: &Receiver<u8>) -> Outcome {
    let mut outcome = send(tx.clone(), rx.clone(), 1);
    outcome.add(recv(tx.clone(), rx.clone(), 0));
    outcome
}

fn in_each_state(name: &str, operation: Operation) {
    with_each(&format!("rendezvous {name}"), make, nothing, operation);
    with_each(&format!("called {name}"), make, called, operation);
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
fn two_sends_and_a_receive() {
    let operations: [Operation; 3] = [send, send, recv];
    model(
        "rendezvous send/send/recv",
        Some(2),
        make,
        nothing,
        operations,
    );
}

#[test]
fn a_send_and_two_receives() {
    let operations: [Operation; 3] = [send, recv, drop_recv];
    model(
        "rendezvous send/recv/drop recv",
        Some(2),
        make,
        nothing,
        operations,
    );
}

#[test]
fn a_send_a_receive_and_a_close() {
    let operations: [Operation; 3] = [send, recv, close];
    model(
        "rendezvous send/recv/close",
        Some(2),
        make,
        nothing,
        operations,
    );
}
