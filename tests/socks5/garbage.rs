//! Claims about proxies that do not keep to the protocol.

use std::io::ErrorKind;

use crate::harness::{connect, credentials, on_every_runtime, proxied, reason};
use crate::proxy::ProxyError;
use crate::scripted::{self, GREETING, GREETING_WITH_PASSWORD, PASSWORD, REQUEST, Turn};

/// Tries a talk with and without credentials, which ends in garbage, and expects the message.
fn is_garbage(turns: &[Turn<'_>], has_credentials: bool, message: &str) {
    on_every_runtime(async |rt| {
        let (proxy, serving) = scripted::start_and_close(&rt, turns);
        let shown = has_credentials.then(credentials);
        let error = connect(&proxied(&rt, proxy, shown)).await;
        let error = error.expect_err("garbage");
        assert!(matches!(reason(&error), ProxyError::Garbage { .. }));
        assert_eq!(error.kind(), ErrorKind::InvalidData);
        assert_eq!(
            error.to_string(),
            format!("the proxy does not keep to SOCKS 5: {message}")
        );
        serving.await.expect("no panic");
    });
}

/// A talk without authentication, up to this outcome.
fn is_no_outcome(outcome: &[u8], message: &str) {
    let turns = [(GREETING, b"\x05\x00".as_slice()), (REQUEST, outcome)];
    is_garbage(&turns, false, message);
}

#[test]
fn another_protocol_is_recognised_at_its_first_byte() {
    let turns = [(GREETING, b"HTTP/1.1 400 Bad Request\r\n\r\n".as_slice())];
    is_garbage(&turns, false, "the version is 0x48");
    // SOCKS 4, which refuses.
    let turns = [(GREETING, b"\x00\x5b\0\0\0\0\0\0".as_slice())];
    is_garbage(&turns, false, "the version is 0x00");
}

#[test]
fn a_method_that_was_not_offered_is_garbage() {
    let message = "the method of authentication, which was not offered, is 0x02";
    is_garbage(&[(GREETING, b"\x05\x02")], false, message);
    let message = "the method of authentication, which was not offered, is 0x01";
    is_garbage(&[(GREETING_WITH_PASSWORD, b"\x05\x01")], true, message);
}

#[test]
fn the_authentication_has_a_version_of_its_own() {
    let turns = [
        (GREETING_WITH_PASSWORD, b"\x05\x02".as_slice()),
        (PASSWORD, b"\x05\x00"),
    ];
    is_garbage(&turns, true, "the version of the authentication is 0x05");
}

#[test]
fn each_byte_of_the_outcome_is_looked_at() {
    is_no_outcome(
        b"\x04\x00\x00\x01\0\0\0\0\0\0",
        "the version of the reply is 0x04",
    );
    is_no_outcome(b"\x05\x00\x01\x01\0\0\0\0\0\0", "the reserved byte is 0x01");
    is_no_outcome(
        b"\x05\x00\x00\x02\0\0\0\0\0\0",
        "the type of the address is 0x02",
    );
}

#[test]
fn a_code_without_a_meaning_is_garbage() {
    for code in [9, 0x5a, 0xff] {
        is_no_outcome(
            &[5, code, 0, 1, 0, 0, 0, 0, 0, 0],
            &format!("the reply code is {code:#04x}"),
        );
    }
}
