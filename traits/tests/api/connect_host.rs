use std::io::ErrorKind;

use anyrt_traits::net::{TcpConnectOptions, connect_host};

use crate::mock::{FailingTcp, Log, Tcp, addr, now};

fn network(addresses: &[u16], good: Option<u16>) -> (FailingTcp, Log) {
    let log = Log::default();
    let net = FailingTcp {
        net: Tcp(log.clone()),
        good,
        addresses: addresses.iter().copied().map(addr).collect(),
    };
    (net, log)
}

fn tried(log: &Log) -> Vec<String> {
    let strip = |entry: String| entry.split(' ').nth(1).unwrap_or_default().to_owned();
    log.take().into_iter().map(strip).collect()
}

#[test]
fn addresses_are_tried_in_order_until_one_answers() {
    let (net, log) = network(&[1, 2, 3], Some(2));
    now(connect_host(&net, "host", 80, &TcpConnectOptions::new())).expect("the second answers");
    assert_eq!(tried(&log), ["127.0.0.1:1", "127.0.0.1:2"]);
}

#[test]
fn when_none_answers_the_last_error_is_told() {
    let (net, log) = network(&[1, 2], None);
    let result = now(connect_host(&net, "host", 80, &TcpConnectOptions::new()));
    let error = result.map(drop).expect_err("none answers");
    assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
    assert_eq!(error.to_string(), "127.0.0.1:2");
    assert_eq!(tried(&log).len(), 2);
}

#[test]
fn a_host_without_an_address_is_not_found() {
    let (net, _log) = network(&[], None);
    let result = now(connect_host(&net, "host", 80, &TcpConnectOptions::new()));
    let error = result.map(drop).expect_err("there is no address");
    assert_eq!(error.kind(), ErrorKind::NotFound);
}
