//! Claims about proxies that close the connection in the middle of the talk.

use std::io::ErrorKind;
use std::time::Duration;

use anyrt::prelude::*;

use crate::harness::{connect, credentials, on_every_runtime, proxied, reason};
use crate::proxy::ProxyError;
use crate::scripted::{self, GREETING, GREETING_WITH_PASSWORD, PASSWORD, REQUEST, Turn};

/// Tries a talk that is cut short after each of its bytes in turn, up to the last, and expects what the
/// proxy was doing at each cut of each turn.
fn is_cut_short(turns: &[Turn<'_>], doing: &[&str]) {
    on_every_runtime(async |rt| {
        for (index, ((len, said), doing)) in turns.iter().zip(doing).enumerate() {
            for cut in 0..said.len() {
                let mut talk = turns[..index].to_vec();
                talk.push((*len, &said[..cut]));
                let (proxy, serving) = scripted::start_and_close(&rt, &talk);
                let error = connect(&proxied(&rt, proxy, Some(credentials()))).await;
                let error = error.expect_err("cut short");
                assert_eq!(error.kind(), ErrorKind::UnexpectedEof, "{cut} of {said:?}");
                assert!(matches!(reason(&error), ProxyError::Broken { .. }));
                assert_eq!(
                    error.to_string(),
                    format!("the proxy closed the connection while {doing}")
                );
                serving.await.expect("no panic");
            }
        }
    });
}

#[test]
fn every_cut_says_what_the_proxy_was_doing() {
    const IPV4: &[u8] = b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00";
    const IPV6: &[u8] = b"\x05\x00\x00\x04\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    const DOMAIN: &[u8] = b"\x05\x00\x00\x03\x04host\x00\x50";
    for outcome in [IPV4, IPV6, DOMAIN] {
        is_cut_short(
            &[
                (GREETING_WITH_PASSWORD, b"\x05\x02"),
                (PASSWORD, b"\x01\x00"),
                (REQUEST, outcome),
            ],
            &[
                "answering the greeting",
                "checking the password",
                "connecting",
            ],
        );
    }
}

#[test]
fn a_reset_is_told_as_one() {
    on_every_runtime(async |rt| {
        let (proxy, serving) = scripted::start(&rt, &[(GREETING, b"\x05")]);
        let rt = proxied(&rt, proxy, None);
        let reset = async {
            let client = serving.await.expect("no panic");
            let no_time = Some(Duration::ZERO);
            client.set_linger(no_time).expect("a socket option");
            drop(client);
        };
        let (outcome, ()) = (connect(&rt), reset).join().await;
        let error = outcome.expect_err("reset");
        assert_eq!(error.kind(), ErrorKind::ConnectionReset);
        let message = error.to_string();
        let expected = "the connection to the proxy failed while answering the greeting: ";
        assert!(message.starts_with(expected), "{message}");
    });
}
