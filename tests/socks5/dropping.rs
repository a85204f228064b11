//! Claims about connections that are given up.

use std::io::ErrorKind;

use anyrt::combinators::future::Race;
use futures_util::io::AsyncReadExt;

use crate::harness::{connect, credentials, on_every_runtime, proxied};
use crate::scripted::{self, GREETING_WITH_PASSWORD, PASSWORD, REQUEST, Turn};

#[test]
fn a_dropped_connect_closes_the_connection_wherever_it_is() {
    const TALK: [Turn<'_>; 6] = [
        (GREETING_WITH_PASSWORD, b""),
        (0, b"\x05\x02"),
        (PASSWORD, b""),
        (0, b"\x01\x00"),
        (REQUEST, b""),
        (0, b"\x05\x00\x00\x01\x00\x00\x00\x00\x00"),
    ];
    on_every_runtime(async |rt| {
        for turns in (0..=TALK.len()).map(|count| &TALK[..count]) {
            let (proxy, serving) = scripted::start(&rt, turns);
            let rt = proxied(&rt, proxy, Some(credentials()));
            // The proxy has had its turns when it is done, and the client then waits for more.
            let connecting = async {
                let outcome = connect(&rt).await;
                panic!("nobody answers: {:?}", outcome.err());
            };
            let talking = async { serving.await.expect("no panic") };
            let mut client = (connecting, talking).race().await;
            // The end comes because the other end was dropped, and for no other reason. It is a reset if the
            // client had not yet read all that it was told.
            if let Err(error) = client.read_to_end(&mut Vec::new()).await {
                assert_eq!(error.kind(), ErrorKind::ConnectionReset);
            }
        }
    });
}
