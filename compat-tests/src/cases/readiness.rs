//! R1: a registered descriptor serves any number of waiters in either direction, and comes back open.

use std::{
    cell::Cell,
    fs::File,
    io::{self, ErrorKind, Read, Write},
    net::TcpListener,
    os::{
        fd::{AsFd, BorrowedFd, OwnedFd},
        unix::net::UnixStream,
    },
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Waker},
};

use anyrt_traits::{
    net::{Interest, Readiness, ReadySource, ReadySourceExt, SendReadiness},
    task::{BlockOn, Shutdown},
};
use futures_util::{AsyncReadExt, AsyncWriteExt};
use rustix::{
    fs::{OFlags, fcntl_getfl},
    io::{Errno, read, write},
};

use super::flavour::Owner;
use crate::harness::{
    Counter, Event, HookedWaker, LOCALHOST, TempDir, expect_ready, is_pending, limit, poll,
    poll_up_to, tcp_pair, until, wait,
};

const MANY: usize = 16;

/// Registers one end of a connection; the other blocks.
fn pair<R: Readiness>(rt: &R) -> (R::Source, UnixStream) {
    let (ours, theirs) = UnixStream::pair().expect("the system has sockets left");
    theirs
        .set_read_timeout(Some(limit() / 2))
        .expect("the time is not zero");
    let source = rt.register(ours.into()).expect("a socket registers");
    (source, theirs)
}

fn read_one(fd: BorrowedFd<'_>) -> io::Result<u8> {
    let mut byte = [0];
    match read(fd, &mut byte)? {
        0 => Err(ErrorKind::UnexpectedEof.into()),
        _ => Ok(byte[0]),
    }
}

/// Writes until there is no room, and returns how many bytes there was room for.
fn fill<S: ReadySource>(source: &S) -> usize {
    let chunk = [7; 4096];
    let mut total = 0;
    loop {
        match write(source.as_fd(), &chunk) {
            Ok(count) => total += count,
            Err(Errno::AGAIN) => return total,
            Err(error) => panic!("the peer is there: {error}"),
        }
    }
}

fn drain(peer: &mut UnixStream, count: usize) {
    io::copy(&mut peer.take(count as u64), &mut io::sink()).expect("it was written");
}

pub fn every_reader_of_a_descriptor_is_served<O>(make: fn() -> O)
where
    O: Owner + BlockOn<Handle: Readiness>,
{
    make().block_on(async |rt| {
        let (source, mut peer) = pair(&rt);
        let mut waiters: Vec<_> = (0..MANY)
            .map(|_| {
                let read = source.async_io(Interest::Readable, read_one);
                (Box::pin(read), Counter::new())
            })
            .collect();
        for (read, counter) in &mut waiters {
            assert!(is_pending(read.as_mut(), counter), "nobody writes");
        }
        let sent: Vec<_> = (0..MANY).map(|i| i as u8).collect();
        peer.write_all(&sent).expect("it is open");
        let mut received = Vec::new();
        for (read, counter) in waiters {
            counter.woken().await;
            received.push(read.await.expect("there is a byte for each"));
        }
        received.sort_unstable();
        assert_eq!(received, sent);
    });
}

pub fn every_writer_of_a_descriptor_is_served<O>(make: fn() -> O)
where
    O: Owner + BlockOn<Handle: Readiness>,
{
    make().block_on(async |rt| {
        let (source, mut peer) = pair(&rt);
        let filled = fill(&source);
        let mut waiters: Vec<_> = (0..MANY)
            .map(|_| {
                let write_one = |fd: BorrowedFd<'_>| Ok(write(fd, b"x")?);
                (
                    Box::pin(source.async_io(Interest::Writable, write_one)),
                    Counter::new(),
                )
            })
            .collect();
        for (write, counter) in &mut waiters {
            assert!(is_pending(write.as_mut(), counter), "there is no room");
        }
        drain(&mut peer, filled);
        for (write, counter) in waiters {
            counter.woken().await;
            assert_eq!(write.await.expect("there is room"), 1);
        }
        drain(&mut peer, MANY);
    });
}

pub fn the_directions_of_a_descriptor_do_not_mix<O>(make: fn() -> O)
where
    O: Owner + BlockOn<Handle: Readiness>,
{
    make().block_on(async |rt| {
        let (source, mut peer) = pair(&rt);
        let filled = fill(&source);
        let (one, two) = (Counter::new(), Counter::new());
        let mut read = pin!(source.async_io(Interest::Readable, read_one));
        let mut room = pin!(source.async_io(Interest::Writable, |fd| Ok(write(fd, b"x")?)));
        assert!(is_pending(read.as_mut(), &one), "nobody writes");
        assert!(is_pending(room.as_mut(), &two), "there is no room");
        peer.write_all(b"r").expect("it is open");
        one.woken().await;
        assert_eq!(read.await.expect("there is a byte"), b'r');
        assert!(is_pending(room.as_mut(), &two), "there is still no room");
        drain(&mut peer, filled);
        two.woken().await;
        room.await.expect("there is room");
    });
}

pub fn idle_waiters_on_a_descriptor_stay_asleep<O>(make: fn() -> O)
where
    O: Owner + BlockOn<Handle: Readiness>,
{
    make().block_on(async |rt| {
        let (source, _peer) = pair(&rt);
        let tries = Cell::new(0);
        let mut waiters: Vec<_> = (0..4)
            .map(|_| {
                let operation = |fd: BorrowedFd<'_>| {
                    tries.set(tries.get() + 1);
                    read_one(fd)
                };
                (
                    Box::pin(source.async_io(Interest::Readable, operation)),
                    Counter::new(),
                )
            })
            .collect();
        for (read, counter) in &mut waiters {
            assert!(is_pending(read.as_mut(), counter), "nobody writes");
        }
        let (mut a, mut b) = tcp_pair(&rt).await;
        // Whoever is woken polls again, as an executor would, while other traffic turns the reactor.
        let mut polled = [0; 4];
        for _ in 0..50 {
            for ((read, counter), polled) in waiters.iter_mut().zip(&mut polled) {
                if counter.wakes() > *polled {
                    *polled = counter.wakes();
                    assert!(is_pending(read.as_mut(), counter), "nobody writes");
                }
            }
            a.write_all(b"ping").await.expect("the peer reads");
            b.read_exact(&mut [0; 4]).await.expect("the peer writes");
        }
        let wakes: usize = waiters.iter().map(|(_, counter)| counter.wakes()).sum();
        assert!(wakes <= 4, "{wakes} wake-ups for nothing");
        assert!(tries.get() <= 12, "{} tries for nothing", tries.get());
    });
}

pub fn readiness_is_told_and_asked_again_after_it_was_used_up<O>(make: fn() -> O)
where
    O: Owner + BlockOn<Handle: Readiness>,
{
    make().block_on(async |rt| {
        let (source, mut peer) = pair(&rt);
        source.writable().await.expect("there is room");
        for round in 0..5 {
            let counter = Counter::new();
            {
                let mut ready = pin!(source.readable());
                assert!(is_pending(ready.as_mut(), &counter), "nobody writes");
                peer.write_all(&[round]).expect("it is open");
                counter.woken().await;
                ready.await.expect("there is a byte");
            }
            let got = source
                .try_io(Interest::Readable, read_one)
                .expect("there is a byte");
            assert_eq!(got, round);
            let again = source.try_io(Interest::Readable, read_one);
            assert_eq!(
                again.map_err(|error| error.kind()),
                Err(ErrorKind::WouldBlock)
            );
        }
    });
}

pub fn the_end_of_a_peer_wakes_who_waits_for_a_descriptor<O>(make: fn() -> O)
where
    O: Owner + BlockOn<Handle: Readiness>,
{
    make().block_on(async |rt| {
        let (source, peer) = pair(&rt);
        let counter = Counter::new();
        let mut read = pin!(source.async_io(Interest::Readable, read_one));
        assert!(is_pending(read.as_mut(), &counter), "nobody writes");
        drop(peer);
        counter.woken().await;
        let end = read.await.map_err(|error| error.kind());
        assert_eq!(end, Err(ErrorKind::UnexpectedEof));
    });
}

pub fn a_waiter_on_a_descriptor_that_is_dropped_hands_on<O>(make: fn() -> O)
where
    O: Owner + BlockOn<Handle: Readiness>,
{
    make().block_on(async |rt| {
        let (source, mut peer) = pair(&rt);
        let (one, two) = (Counter::new(), Counter::new());
        let mut first = Box::pin(source.async_io(Interest::Readable, read_one));
        let mut second = Box::pin(source.async_io(Interest::Readable, read_one));
        assert!(is_pending(first.as_mut(), &one), "nobody writes");
        assert!(is_pending(second.as_mut(), &two), "nobody writes");
        peer.write_all(b"x").expect("it is open");
        until("a wake-up", || one.wakes() + two.wakes() > 0).await;
        let (woken, other, counter) = if one.wakes() > 0 {
            (first, second, two)
        } else {
            (second, first, one)
        };
        drop(woken);
        counter.woken().await;
        assert_eq!(other.await.expect("the byte is still there"), b'x');
    });
}

pub fn a_waiter_on_a_descriptor_is_woken_through_its_latest_waker<O>(make: fn() -> O)
where
    O: Owner + BlockOn<Handle: Readiness>,
{
    make().block_on(async |rt| {
        let (source, mut peer) = pair(&rt);
        let mut read = pin!(source.async_io(Interest::Readable, read_one));
        let (first, last) = (Counter::new(), Counter::new());
        assert!(is_pending(read.as_mut(), &first), "nobody writes");
        assert!(is_pending(read.as_mut(), &last), "nobody writes");
        peer.write_all(b"x").expect("it is open");
        last.woken().await;
        assert_eq!(read.await.expect("there is a byte"), b'x');
    });
}

pub fn an_operation_on_a_descriptor_dropped_at_any_point_loses_nothing<O>(make: fn() -> O)
where
    O: Owner + BlockOn<Handle: Readiness>,
{
    make().block_on(async |rt| {
        let (source, mut peer) = pair(&rt);
        let mut received = Vec::new();
        for polls in 0..4 {
            let counter = Counter::new();
            {
                let mut read = pin!(source.async_io(Interest::Readable, read_one));
                let early = poll_up_to(polls.min(1), read.as_mut(), &counter).await;
                assert!(early.is_none(), "nobody writes");
                peer.write_all(&[polls as u8]).expect("it is open");
                if polls > 1 {
                    counter.woken().await;
                    let read = poll_up_to(polls - 1, read.as_mut(), &counter).await;
                    received.extend(read.map(|byte| byte.expect("there is a byte")));
                }
            }
            if received.len() <= polls {
                let read = source.async_io(Interest::Readable, read_one).await;
                received.push(read.expect("it was not lost"));
            }
        }
        assert_eq!(received, [0, 1, 2, 3]);
    });
}

pub fn a_descriptor_comes_back_open_and_non_blocking<O>(make: fn() -> O)
where
    O: Owner + BlockOn<Handle: Readiness>,
{
    make().block_on(async |rt| {
        let (mut source, mut peer) = pair(&rt);
        for _ in 0..3 {
            let counter = Counter::new();
            let read = source.async_io(Interest::Readable, read_one);
            assert!(is_pending(pin!(read), &counter), "nobody writes");
            let fd: OwnedFd = source.into_fd().expect("nobody else has it");
            let flags = fcntl_getfl(&fd).expect("it is open");
            assert!(flags.contains(OFlags::NONBLOCK), "it would block");
            source = rt.register(fd).expect("it registers again");
            peer.write_all(b"x").expect("it is open");
            let read = source.async_io(Interest::Readable, read_one).await;
            assert_eq!(read.expect("it is served again"), b'x');
        }
        drop(source);
        assert_eq!(
            peer.read(&mut [0]).expect("the end is no error"),
            0,
            "a registered descriptor is closed when it is dropped"
        );
    });
}

pub fn a_duplicate_is_ready_when_the_original_is<O>(make: fn() -> O)
where
    O: Owner + BlockOn<Handle: Readiness>,
{
    make().block_on(async |rt| {
        let listener = TcpListener::bind(LOCALHOST).expect("a free port");
        let addr = listener.local_addr().expect("a bound socket");
        let duplicate = listener.as_fd().try_clone_to_owned().expect("one is left");
        let source = rt.register(duplicate).expect("a socket registers");
        let counter = Counter::new();
        let mut accept = pin!(source.async_io(Interest::Readable, |_| listener.accept()));
        assert!(is_pending(accept.as_mut(), &counter), "nobody connects");
        let client = std::net::TcpStream::connect(addr).expect("somebody listens");
        counter.woken().await;
        let (_, peer) = accept.await.expect("somebody connected");
        assert_eq!(peer, client.local_addr().expect("it is connected"));
    });
}

pub fn an_interrupted_operation_is_tried_again_and_an_error_is_told<O>(make: fn() -> O)
where
    O: Owner + BlockOn<Handle: Readiness>,
{
    make().block_on(async |rt| {
        let (source, _peer) = pair(&rt);
        let tries = Cell::new(0);
        let told = source.async_io(Interest::Writable, |_| {
            tries.set(tries.get() + 1);
            match tries.get() {
                1 => Err::<(), _>(ErrorKind::Interrupted.into()),
                _ => Err(ErrorKind::StorageFull.into()),
            }
        });
        let told = told.await.map_err(|error| error.kind());
        assert_eq!((told, tries.get()), (Err(ErrorKind::StorageFull), 2));
    });
}

pub fn what_is_always_ready_is_refused<O>(make: fn() -> O)
where
    O: Owner + BlockOn<Handle: Readiness>,
{
    make().block_on(async |rt| {
        let dir = TempDir::new();
        let file = File::create(dir.path("file")).expect("the directory is ours");
        let refused = rt.register(file.into()).map(|_| ());
        if cfg!(target_os = "linux") {
            let kind = refused.map_err(|error| error.kind());
            assert_eq!(kind, Err(ErrorKind::PermissionDenied));
        }
    });
}

pub fn a_waker_that_asks_the_descriptor_again_meets_no_lock<O>(make: fn() -> O)
where
    O: Owner + BlockOn<Handle: SendReadiness>,
{
    make().block_on(async |rt| {
        let (source, mut peer) = pair(&rt);
        let source = Arc::new(source);
        let (inside, woken) = (source.clone(), Event::new());
        let set = woken.clone();
        let waker = HookedWaker::on_wake(move || {
            let mut asked = pin!(inside.readable());
            drop(asked.as_mut().poll(&mut Context::from_waker(Waker::noop())));
            set.set();
        });
        let (mut first, mut second) = (source.readable(), source.readable());
        for waiter in [&mut first, &mut second] {
            let polled = Pin::new(waiter).poll(&mut Context::from_waker(&waker));
            assert!(polled.is_pending(), "nobody writes");
        }
        peer.write_all(b"x").expect("it is open");
        woken.wait().await;
        drop((first, second));
        source.readable().await.expect("there is a byte");
    });
}

pub fn who_waits_for_a_descriptor_is_told_of_the_shutdown<O>(make: fn() -> O)
where
    O: Owner + Shutdown + BlockOn<Handle: Readiness>,
{
    let owner = make();
    let rt = owner.handle();
    let (source, _peer) = pair(&rt);
    let counter = Counter::new();
    {
        let mut ready = pin!(source.readable());
        owner.block_on(async |_| assert!(is_pending(ready.as_mut(), &counter), "no writer"));
        drop(owner);
        counter.woken_blocking();
        wait(ready).expect_err("nobody serves it");
    }
    let late = expect_ready(poll(pin!(source.readable()), &counter), "nobody serves it");
    late.expect_err("nobody serves it");
    source
        .try_io(Interest::Writable, |_| Ok(()))
        .expect_err("nobody serves it");
    let (ours, _theirs) = UnixStream::pair().expect("the system has sockets left");
    rt.register(ours.into())
        .map(|_| ())
        .expect_err("nobody serves it");
}
