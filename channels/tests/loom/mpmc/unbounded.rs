use anyrt_channels::mpmc;

use super::{
    operations::{Operation, close, drop_recv, recv, send, try_recv},
    pairs::{model, nothing, with_each},
};

/// In each block there is place for two messages.
fn with_each_from(at: usize, name: &str, operation: Operation) {
    if at == 0 {
        with_each(
            &format!("unbounded {name}"),
            mpmc::unbounded,
            nothing,
            operation,
        );
        return;
    }
    with_each(
        &format!("unbounded {name}"),
        mpmc::unbounded,
        |tx, _rx| {
            let mut outcome = super::outcome::Outcome::default();
            assert_eq!(tx.try_send(1), Ok(()));
            outcome.sent.push(1);
            outcome
        },
        operation,
    );
}

#[test]
fn send_and_each() {
    with_each_from(0, "send", send);
    with_each_from(1, "send", send);
}

#[test]
fn recv_and_each() {
    with_each_from(0, "recv", recv);
}

#[test]
fn drop_recv_and_each() {
    with_each_from(0, "drop recv", drop_recv);
}

#[test]
fn close_and_each() {
    with_each_from(0, "close", close);
}

#[test]
fn two_sends_and_a_receive() {
    let operations: [Operation; 3] = [send, send, recv];
    model(
        "unbounded send/send/recv",
        Some(2),
        mpmc::unbounded,
        nothing,
        operations,
    );
}

#[test]
fn a_send_and_two_receives() {
    let operations: [Operation; 3] = [send, recv, recv];
    model(
        "unbounded send/recv/recv",
        Some(2),
        mpmc::unbounded,
        nothing,
        operations,
    );
}

#[test]
fn a_send_a_close_and_a_receive() {
    let operations: [Operation; 3] = [send, close, try_recv];
    model(
        "unbounded send/close/try_recv",
        Some(2),
        mpmc::unbounded,
        nothing,
        operations,
    );
}
