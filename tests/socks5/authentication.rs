//! Claims about who is let in.

use std::io::ErrorKind;
use std::net::SocketAddr;

use anyrt::AnyRuntime;
use anyrt::net::TcpConnectOptions;
use anyrt::prelude::*;

use crate::harness::{connect, credentials, listen, on_every_runtime, proxied, reason};
use crate::proxy::{Credentials, ProxyError};
use crate::scripted::{self, GREETING_WITH_PASSWORD, PASSWORD};
use crate::server::{self, Door};

const LOCKED: Door = Door::Password("me", "secret");

/// Connects to a listener through a proxy with a door, and tells what came of it.
async fn through(
    rt: &AnyRuntime,
    door: Door,
    credentials: Option<Credentials>,
) -> Result<SocketAddr, std::io::Error> {
    let (_listener, target) = listen(rt);
    let proxy = server::start(rt, door);
    let rt = proxied(rt, proxy, credentials);
    rt.tcp_connect(target, &TcpConnectOptions::new())
        .await
        .map(|_| target)
}

#[test]
fn the_right_name_and_password_are_let_in() {
    on_every_runtime(async |rt| {
        through(&rt, LOCKED, Some(credentials()))
            .await
            .expect("let in");
    });
}

#[test]
fn an_open_proxy_is_not_shown_the_password() {
    on_every_runtime(async |rt| {
        // It would take the password for a request, and panic.
        through(&rt, Door::Open, Some(credentials()))
            .await
            .expect("let in");
    });
}

#[test]
fn a_wrong_password_is_told() {
    on_every_runtime(async |rt| {
        let wrong = Credentials::new("me".to_owned(), "Secret".to_owned());
        let error = through(&rt, LOCKED, Some(wrong.expect("they fit"))).await;
        let error = error.expect_err("not let in");
        assert_eq!(error.kind(), ErrorKind::PermissionDenied);
        assert!(matches!(reason(&error), ProxyError::WrongCredentials));
        assert_eq!(
            error.to_string(),
            "the proxy does not accept the user's name and the password"
        );
    });
}

#[test]
fn a_password_that_is_not_there_is_told() {
    on_every_runtime(async |rt| {
        let error = through(&rt, LOCKED, None).await.expect_err("not let in");
        assert_eq!(error.kind(), ErrorKind::PermissionDenied);
        assert_eq!(
            error.to_string(),
            "the proxy asks for authentication, and there are no credentials"
        );
    });
}

#[test]
fn a_proxy_that_wants_something_else_is_told() {
    on_every_runtime(async |rt| {
        let turns = [(GREETING_WITH_PASSWORD, b"\x05\xff".as_slice())];
        let (proxy, serving) = scripted::start_and_close(&rt, &turns);
        let error = connect(&proxied(&rt, proxy, Some(credentials()))).await;
        let error = error.expect_err("not let in");
        assert_eq!(error.kind(), ErrorKind::PermissionDenied);
        assert_eq!(
            error.to_string(),
            "the proxy asks for an authentication other than name and password"
        );
        serving.await.expect("no panic");
    });
}

#[test]
fn every_status_but_zero_is_a_refusal() {
    on_every_runtime(async |rt| {
        for status in [1, 5, 0xff] {
            let turns = [
                (GREETING_WITH_PASSWORD, b"\x05\x02".as_slice()),
                (PASSWORD, &[1, status]),
            ];
            let (proxy, serving) = scripted::start_and_close(&rt, &turns);
            let error = connect(&proxied(&rt, proxy, Some(credentials()))).await;
            let error = error.expect_err("not let in");
            assert!(matches!(reason(&error), ProxyError::WrongCredentials));
            serving.await.expect("no panic");
        }
    });
}
