use std::{
    io::{IoSlice, IoSliceMut},
    pin::{Pin, pin},
    task::{Context, Waker},
    time::Duration,
};

use anyrt_traits::{
    AnyRuntime, Runtime,
    io::{AsyncRead, AsyncWrite},
    net::{TcpConnectOptions, TcpNet},
    time::{Sleep, Timer},
};

use crate::{
    mock::{Mock, addr, now},
    raw::allocations,
};

/// Counts what spawning a task, running it and taking its output allocate.
fn spawn_and_join(rt: &impl Runtime, mock: &Mock<1>) -> usize {
    let (count, output) = allocations(|| {
        let handle = rt.spawn(async { [1_u64; 16] });
        mock.tasks.run();
        now(handle)
    });
    assert_eq!(output.expect("the task ran"), [1; 16]);
    count
}

/// The same for a closure.
fn call_and_join(rt: &impl Runtime, mock: &Mock<1>) -> usize {
    let (count, output) = allocations(|| {
        let handle = rt.spawn_blocking(|| [1_u64; 16]);
        mock.calls.run();
        now(handle)
    });
    assert_eq!(output.expect("the closure ran"), [1; 16]);
    count
}

#[test]
fn an_erased_spawn_costs_two_allocations_more() {
    let mock = Mock::new();
    let direct = spawn_and_join(&mock, &mock);
    let erased = spawn_and_join(&AnyRuntime::new(mock.clone()), &mock);
    assert_eq!(erased - direct, 2);
}

#[test]
fn an_erased_blocking_call_costs_two_allocations_more() {
    let mock = Mock::new();
    let direct = call_and_join(&mock, &mock);
    let erased = call_and_join(&AnyRuntime::new(mock.clone()), &mock);
    assert_eq!(erased - direct, 2);
}

#[test]
fn an_erased_connection_costs_two_allocations_more() {
    let mock = Mock::<1>::new();
    let rt = AnyRuntime::new(mock.clone());
    let options = TcpConnectOptions::new();
    now(rt.tcp_connect(addr(1), &options)).expect("the mock connects");
    mock.log.take();
    let (direct, _) = allocations(|| now(mock.tcp_connect(addr(1), &options)));
    mock.log.take();
    let (erased, _) = allocations(|| now(rt.tcp_connect(addr(1), &options)));
    assert_eq!(erased - direct, 2);
}

#[test]
fn resetting_and_polling_a_sleep_allocates_nothing() {
    let mock = Mock::<1>::new();
    let rt = AnyRuntime::new(mock);
    let mut sleep = pin!(rt.sleep(Duration::from_secs(1)));
    let mut cx = Context::from_waker(Waker::noop());
    let (count, ()) = allocations(|| {
        let deadline = rt.now() + Duration::from_secs(2);
        assert!(sleep.as_mut().poll(&mut cx).is_pending());
        sleep.as_mut().reset(deadline);
        assert!(sleep.as_mut().poll(&mut cx).is_pending());
        sleep.as_mut().reset_never();
    });
    assert_eq!(count, 0);
}

#[test]
fn erased_reads_and_writes_allocate_no_more_than_direct_ones() {
    fn use_stream<S: AsyncRead + AsyncWrite + Unpin>(mut stream: S) {
        let mut cx = Context::from_waker(Waker::noop());
        let mut stream = Pin::new(&mut stream);
        let mut buf = [0; 8];
        assert!(stream.as_mut().poll_read(&mut cx, &mut buf).is_ready());
        let mut bufs = [IoSliceMut::new(&mut buf)];
        assert!(
            stream
                .as_mut()
                .poll_read_vectored(&mut cx, &mut bufs)
                .is_ready()
        );
        assert!(stream.as_mut().poll_write(&mut cx, b"1").is_ready());
        let bufs = [IoSlice::new(b"2")];
        assert!(
            stream
                .as_mut()
                .poll_write_vectored(&mut cx, &bufs)
                .is_ready()
        );
    }

    let mock = Mock::<1>::new();
    let rt = AnyRuntime::new(mock.clone());
    let options = TcpConnectOptions::new();
    let stream = now(mock.tcp_connect(addr(1), &options)).expect("the mock connects");
    mock.log.take();
    let (direct, ()) = allocations(|| use_stream(stream));
    let stream = now(rt.tcp_connect(addr(1), &options)).expect("the mock connects");
    mock.log.take();
    let (erased, ()) = allocations(|| use_stream(stream));
    assert_eq!(erased, direct);
}
