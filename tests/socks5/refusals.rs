//! Claims about what a proxy says of a target.

use std::io::ErrorKind;

use anyrt::net::TcpConnectOptions;
use anyrt::prelude::*;

use crate::harness::{connect, listen, on_every_runtime, proxied, reason};
use crate::proxy::{ProxyError, Refusal};
use crate::scripted::{self, GREETING, REQUEST};
use crate::server::{self, Door};

/// Every code of RFC 1928 that is not success.
const REFUSALS: [(u8, Refusal, ErrorKind, &str); 8] = [
    (
        1,
        Refusal::General,
        ErrorKind::Other,
        "it failed, and does not say why",
    ),
    (
        2,
        Refusal::NotAllowed,
        ErrorKind::PermissionDenied,
        "its rules do not allow the connection",
    ),
    (
        3,
        Refusal::NetworkUnreachable,
        ErrorKind::NetworkUnreachable,
        "the network cannot be reached from there",
    ),
    (
        4,
        Refusal::HostUnreachable,
        ErrorKind::HostUnreachable,
        "the host cannot be reached from there",
    ),
    (
        5,
        Refusal::ConnectionRefused,
        ErrorKind::ConnectionRefused,
        "the host refused the connection",
    ),
    (
        6,
        Refusal::TimeToLiveExpired,
        ErrorKind::TimedOut,
        "the time to live of a packet expired on the way",
    ),
    (
        7,
        Refusal::CommandNotSupported,
        ErrorKind::Unsupported,
        "it does not support the command CONNECT",
    ),
    (
        8,
        Refusal::AddressTypeNotSupported,
        ErrorKind::Unsupported,
        "it does not support addresses of this type",
    ),
];

#[test]
fn every_code_has_its_kind_and_its_words() {
    on_every_runtime(async |rt| {
        for (code, refusal, kind, words) in REFUSALS {
            // A proxy that closes after the code has said enough.
            for said in [&[5, code, 0, 1, 0, 0, 0, 0, 0, 0], [5, code].as_slice()] {
                let turns = [(GREETING, b"\x05\x00".as_slice()), (REQUEST, said)];
                let (proxy, serving) = scripted::start_and_close(&rt, &turns);
                let error = connect(&proxied(&rt, proxy, None)).await;
                let error = error.expect_err("refused");
                assert_eq!(error.kind(), kind, "{error}");
                assert_eq!(
                    error.to_string(),
                    format!("the proxy did not connect to 192.0.2.1:7: {words}")
                );
                let inside = reason(&error);
                let ProxyError::Refused { reason, target } = inside else {
                    panic!("{inside:?}");
                };
                assert_eq!((*reason, target.port()), (refusal, 7));
                serving.await.expect("no panic");
            }
        }
    });
}

#[test]
fn a_target_that_refuses_is_told_apart_from_a_proxy_that_does() {
    on_every_runtime(async |rt| {
        // The near end of a connection is an address that is taken, and that nobody listens on.
        let (_listener, address) = listen(&rt);
        let taken = std::net::TcpStream::connect(address).expect("somebody listens");
        let nobody = taken.local_addr().expect("connected");
        let options = TcpConnectOptions::new();

        let behind = proxied(&rt, server::start(&rt, Door::Open), None);
        let error = behind.tcp_connect(nobody, &options).await;
        let error = error.expect_err("nobody listens");
        assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
        let refused = ProxyError::Refused {
            target: nobody,
            reason: Refusal::ConnectionRefused,
        };
        assert_eq!(error.to_string(), refused.to_string());

        let error = proxied(&rt, nobody, None)
            .tcp_connect(nobody, &options)
            .await;
        let error = error.expect_err("nobody listens");
        assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
        assert!(matches!(reason(&error), ProxyError::Unreachable(_)));
        let message = error.to_string();
        assert!(
            message.starts_with("cannot connect to the proxy: "),
            "{message}"
        );
    });
}

#[test]
fn an_address_with_a_scope_is_refused_here() {
    on_every_runtime(async |rt| {
        let (_listener, proxy) = listen(&rt);
        let target = "[fe80::1%2]:80".parse().expect("an address");
        let rt = proxied(&rt, proxy, None);
        let error = rt.tcp_connect(target, &TcpConnectOptions::new()).await;
        let error = error.expect_err("the protocol has no scopes");
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert_eq!(
            error.to_string(),
            "[fe80::1%2]:80 has a scope, which means nothing to the proxy"
        );
    });
}
