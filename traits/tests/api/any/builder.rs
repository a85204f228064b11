use std::{
    io::{self, ErrorKind},
    path::Path,
    time::{Duration, SystemTime},
};

use anyrt_traits::{
    AnyRuntime,
    net::{
        PlatformNet, Resolve, TcpConnectOptions, TcpListenOptions, TcpNet, UdpNet, UdpOptions,
        UnixListenOptions,
    },
    random::Random,
    task::{JoinHandle, Spawn, SpawnBlocking},
    time::{SystemClock, Timer},
};

use crate::mock::{Mock, Tcp, addr, now};

/// A runtime of one kind with every part of another put in.
fn replaced() -> (AnyRuntime, Mock<1>, Mock<2>) {
    let (inside, other) = (Mock::<1>::new(), Mock::<2>::new());
    let rt = AnyRuntime::new(inside.clone())
        .to_builder()
        .spawn(other.clone())
        .spawn_blocking(other.clone())
        .timer(other.clone())
        .system_clock(other.clone())
        .random(other.clone())
        .tcp(other.clone())
        .udp(other.clone())
        .resolve(other.clone())
        .unix(other.clone())
        .build();
    (rt, inside, other)
}

fn assert_unsupported<T>(result: io::Result<T>, part: &str) {
    let Err(error) = result else {
        panic!("the part `{part}` is absent");
    };
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    let text = error.to_string();
    assert!(text.contains(&format!("`{part}`")), "{text}");
}

#[test]
fn absent_parts_answer_unsupported_and_name_themselves() {
    let rt = AnyRuntime::builder(Mock::<1>::new()).build();
    let path = Path::new("/socket");
    assert_unsupported(
        now(rt.tcp_connect(addr(1), &TcpConnectOptions::new())),
        "tcp",
    );
    assert_unsupported(rt.tcp_listen(addr(1), &TcpListenOptions::new()), "tcp");
    assert_unsupported(rt.udp_bind(addr(1), &UdpOptions::new()), "udp");
    assert_unsupported(now(rt.resolve("host", 1)), "resolve");
    assert_unsupported(now(rt.unix_connect(path)), "unix");
    assert_unsupported(rt.unix_listen(path, &UnixListenOptions::new()), "unix");
    assert_unsupported(rt.unix_pair(), "unix");
    assert_unsupported(rt.unix_datagram(Some(path)), "unix");
    assert_unsupported(rt.unix_datagram_pair(), "unix");
}

#[test]
fn the_core_gives_tasks_time_and_randomness() {
    let mock = Mock::<1>::new();
    let rt = AnyRuntime::builder(mock.clone()).build();
    let task = rt.spawn(async { 1 });
    let call = rt.spawn_blocking(|| 2);
    mock.tasks.run();
    mock.calls.run();
    assert_eq!(now(task).expect("the task ran"), 1);
    assert_eq!(now(call).expect("the closure ran"), 2);
    assert_eq!(rt.now(), mock.now());
    assert_eq!(rt.system_time(), mock.system_time());
}

#[test]
fn parts_put_in_are_no_longer_absent() {
    let mock = Mock::<1>::new();
    let rt = AnyRuntime::builder(mock.clone())
        .tcp(mock.net.clone())
        .resolve(Tcp::<2>(mock.log.clone()))
        .build();
    now(rt.tcp_connect(addr(1), &TcpConnectOptions::new())).expect("TCP is there");
    now(rt.resolve("host", 1)).expect("look-ups are there");
    assert_unsupported(rt.udp_bind(addr(1), &UdpOptions::new()), "udp");
    let expected = [
        "tcp_connect 127.0.0.1:1 nodelay false on 1",
        "resolve host on 2",
    ];
    assert_eq!(mock.log.take(), expected);
}

#[test]
fn replaced_network_parts_are_used() -> io::Result<()> {
    let (rt, inside, other) = replaced();
    now(rt.tcp_connect(addr(1), &TcpConnectOptions::new()))?;
    rt.tcp_listen(addr(2), &TcpListenOptions::new())?;
    rt.udp_bind(addr(3), &UdpOptions::new())?;
    now(rt.resolve("host", 4))?;
    rt.unix_pair()?;
    assert!(inside.log.take().is_empty());
    let used = other.log.take();
    assert_eq!(used.len(), 5);
    assert!(used.iter().all(|entry| entry.ends_with("on 2")), "{used:?}");
    Ok(())
}

#[test]
fn replaced_core_parts_are_used() {
    let (rt, inside, other) = replaced();
    rt.spawn(async {}).detach();
    assert_eq!((inside.tasks.count(), other.tasks.count()), (0, 1));
    let call = rt.spawn_blocking(|| ());
    inside.calls.run();
    assert!(!call.is_finished());
    other.calls.run();
    assert!(call.is_finished());
    other.clock.advance(Duration::from_secs(1));
    assert_eq!(rt.now(), other.now());
    let expected = SystemTime::UNIX_EPOCH + Duration::from_secs(2);
    assert_eq!(rt.system_time(), expected);
    let mut bytes = [0; 1];
    rt.fill_random(&mut bytes);
    assert_eq!(bytes, [2]);
}

#[test]
fn what_is_not_replaced_stays_and_the_original_is_untouched() -> io::Result<()> {
    let mock = Mock::<1>::new();
    let original = AnyRuntime::new(mock.clone());
    let changed = original
        .to_builder()
        .resolve(Tcp::<2>(mock.log.clone()))
        .build();
    now(changed.resolve("changed", 1))?;
    now(original.resolve("original", 1))?;
    changed.unix_pair()?;
    let expected = [
        "resolve changed on 2",
        "resolve original on 1",
        "unix_pair on 1",
    ];
    assert_eq!(mock.log.take(), expected);
    Ok(())
}

#[test]
fn a_part_of_an_erased_runtime_is_not_wrapped_twice() {
    let mock = Mock::<1>::new();
    let erased = AnyRuntime::new(mock.clone());
    let from_erased = AnyRuntime::builder(erased.clone()).tcp(erased).build();
    let direct = AnyRuntime::builder(mock.clone()).tcp(mock).build();
    assert_eq!(format!("{from_erased:?}"), format!("{direct:?}"));
    assert_unsupported(from_erased.udp_bind(addr(1), &UdpOptions::new()), "udp");
}
