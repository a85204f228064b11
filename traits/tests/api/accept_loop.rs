use std::{
    io::{self, ErrorKind},
    pin::pin,
    task::Poll,
    time::Duration,
};

use anyrt_traits::net::ListenerExt;

use crate::mock::{Clock, Log, Script, addr, now, poll_once};

/// The number of EMFILE, which the standard library has no kind for.
const TOO_MANY_OPEN_FILES: i32 = 24;

fn full() -> io::Result<u8> {
    Err(io::Error::from_raw_os_error(TOO_MANY_OPEN_FILES))
}

fn failed(kind: ErrorKind) -> io::Result<u8> {
    Err(kind.into())
}

fn listener(script: impl IntoIterator<Item = io::Result<u8>>) -> (Script<u8>, Clock, Log) {
    let log = Log::default();
    (Script::new(&log, script), Clock::new(&log), log)
}

#[test]
fn it_gives_each_connection_with_its_peer() {
    let (listener, clock, _log) = listener([Ok(1), Ok(2)]);
    let mut connections = listener.accept_loop(clock);
    assert_eq!(now(connections.next()).ok(), Some((1, addr(8))));
    assert_eq!(now(connections.next()).ok(), Some((2, addr(8))));
    assert!(poll_once(pin!(connections.next())).is_pending());
}

#[test]
fn aborted_connections_are_passed_over_without_a_pause() {
    let (listener, clock, log) = listener([
        failed(ErrorKind::ConnectionAborted),
        failed(ErrorKind::ConnectionReset),
        failed(ErrorKind::Interrupted),
        Ok(1),
    ]);
    let mut connections = listener.accept_loop(clock);
    assert_eq!(now(connections.next()).ok(), Some((1, addr(8))));
    assert!(log.take().is_empty());
}

#[test]
fn the_last_error_passed_over_is_told_once() {
    let (listener, clock, _log) = listener([
        failed(ErrorKind::ConnectionAborted),
        failed(ErrorKind::ConnectionReset),
        Ok(1),
    ]);
    let mut connections = listener.accept_loop(clock);
    assert!(connections.last_error().is_none());
    now(connections.next()).expect("a connection comes");
    let error = connections.last_error().expect("errors were passed over");
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    assert!(connections.last_error().is_none());
}

#[test]
fn a_shortage_of_descriptors_pauses_twice_as_long_each_time_up_to_a_second() {
    let script = std::iter::repeat_with(full).take(10).chain([Ok(1)]);
    let (listener, clock, log) = listener(script);
    let mut connections = listener.accept_loop(clock.clone());
    let mut next = pin!(connections.next());
    for pause in [5, 10, 20, 40, 80, 160, 320, 640, 1000, 1000] {
        let pause = Duration::from_millis(pause);
        assert!(poll_once(next.as_mut()).is_pending());
        assert_eq!(log.take(), [format!("sleep {pause:?}")]);
        clock.advance(pause.saturating_sub(Duration::from_millis(1)));
        assert!(poll_once(next.as_mut()).is_pending());
        assert!(log.take().is_empty());
        clock.advance(Duration::from_millis(1));
    }
    assert!(matches!(poll_once(next.as_mut()), Poll::Ready(Ok((1, _)))));
}

#[test]
fn a_connection_ends_the_doubling() {
    let (listener, clock, log) = listener([full(), full(), Ok(1), full(), Ok(2)]);
    let mut connections = listener.accept_loop(clock.clone());
    {
        let mut next = pin!(connections.next());
        for _ in 0..2 {
            assert!(poll_once(next.as_mut()).is_pending());
            clock.advance(Duration::from_millis(10));
        }
        assert!(poll_once(next.as_mut()).is_ready());
    }
    assert_eq!(log.take(), ["sleep 5ms", "sleep 10ms"]);
    assert!(poll_once(pin!(connections.next())).is_pending());
    assert_eq!(log.take(), ["sleep 5ms"]);
}

#[test]
fn a_shortage_of_memory_pauses() {
    let (listener, clock, log) = listener([failed(ErrorKind::OutOfMemory)]);
    let mut connections = listener.accept_loop(clock);
    assert!(poll_once(pin!(connections.next())).is_pending());
    assert_eq!(log.take(), ["sleep 5ms"]);
}

#[test]
fn the_error_of_a_shutdown_ends_it() {
    let (listener, clock, log) = listener([Err(io::Error::other("the runtime is gone")), Ok(1)]);
    let mut connections = listener.accept_loop(clock);
    let error = now(connections.next()).expect_err("no waiting mends it");
    assert_eq!(error.to_string(), "the runtime is gone");
    assert!(connections.last_error().is_none());
    assert!(log.take().is_empty());
}

#[test]
fn dropped_while_pending_it_leaves_the_list_and_loses_no_connection() {
    let (listener, clock, log) = listener([]);
    let mut connections = listener.accept_loop(clock);
    assert!(poll_once(pin!(connections.next())).is_pending());
    assert_eq!(log.take(), ["waiter joins", "waiter 7 leaves"]);
}

#[test]
fn dropped_in_a_pause_it_goes_on_with_the_next_connection() {
    let (listener, clock, log) = listener([full(), Ok(1)]);
    let mut connections = listener.accept_loop(clock);
    assert!(poll_once(pin!(connections.next())).is_pending());
    assert_eq!(log.take(), ["sleep 5ms"]);
    assert_eq!(now(connections.next()).ok(), Some((1, addr(8))));
}
