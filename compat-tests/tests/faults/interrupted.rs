//! System calls that signals interrupt, on every thread, all the time.

use std::{
    fs::File as StdFile,
    io::{Read, Write},
    thread,
    time::Duration,
};

use anyrt_traits::{
    fs::{FileExt, Fs, OpenOptions},
    net::{DatagramSocketExt, ListenerExt, Resolve, TcpConnectOptions, TcpNet},
    process::{ChildExt, Command},
    task::SpawnBlocking,
    time::Timer,
};
use futures_util::{AsyncReadExt, AsyncWriteExt, future::join};
use rustix::fs::{CWD, Mode, mkfifoat};

use super::flavour::{Owner, spawn};
use crate::{
    harness::{TempDir, tcp_listener, tcp_pair, udp_pair},
    signals::Signals,
};

pub(crate) fn reads_and_writes<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (mut a, mut b) = tcp_pair(&rt).await;
        let (one, two) = udp_pair(&rt);
        let sent = vec![7; 300_000];
        let signals = Signals::start();
        while !signals.are_enough() {
            let mut got = vec![0; sent.len()];
            let (written, read) = join(a.write_all(&sent), b.read_exact(&mut got)).await;
            written.expect("the peer reads");
            read.expect("the peer writes");
            assert!(got == sent);
            let mut buf = [0; 4];
            let (sent, received) = join(one.send(b"ping"), two.recv(&mut buf)).await;
            assert_eq!(
                (sent.expect("a free way"), received.expect("it was sent")),
                (4, 4)
            );
        }
        drop(signals);
        "none is told; every byte and every datagram arrives".into()
    })
}

pub(crate) fn accepts_and_connects<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let options = TcpConnectOptions::new();
        let signals = Signals::start();
        while !signals.are_enough() {
            let (accepted, connected) =
                join(listener.accept(), rt.tcp_connect(addr, &options)).await;
            let (mut accepted, _) = accepted.expect("somebody connects");
            let mut connected = connected.expect("somebody listens");
            connected.write_all(b"ping").await.expect("the peer reads");
            accepted.read_exact(&mut [0; 4]).await.expect("it was sent");
            rt.resolve("localhost", 80)
                .await
                .expect("every machine has it");
        }
        drop(signals);
        "none is told; every connection is made, and every name found".into()
    })
}

pub(crate) fn sleeps<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let signals = Signals::start();
        while !signals.are_enough() {
            let tasks: Vec<_> = (1..20)
                .map(|millis| {
                    let timer = rt.clone();
                    spawn(&rt, async move {
                        let deadline = timer.now() + Duration::from_millis(millis);
                        timer.sleep_until(deadline).await;
                        assert!(timer.now() >= deadline, "it was early");
                    })
                })
                .collect();
            for task in tasks {
                task.await.expect("it is not early");
            }
            let blocking = rt.spawn_blocking(|| 1).await;
            assert_eq!(blocking.expect("it runs"), 1);
        }
        drop(signals);
        "no sleep ends early, and each ends".into()
    })
}

pub(crate) fn file_operations<O: Owner>(make: fn() -> O) -> String {
    let dir = TempDir::new();
    make().block_on(async |rt| {
        let (path, other) = (dir.path("file"), dir.path("other"));
        let bytes = vec![7; 200_000];
        let options = OpenOptions::creating().read(true);
        let signals = Signals::start();
        while !signals.are_enough() {
            let mut file = rt.open_file(&path, &options).await.expect("opens");
            file.write_all(&bytes).await.expect("is accepted");
            file.flush().await.expect("is written");
            file.sync_all().await.expect("is on the disk");
            assert!(rt.read_file(&path).await.expect("reads") == bytes);
            for _ in 0..10 {
                let copied = rt.copy_file(&path, &other).await.expect("copies");
                assert_eq!(copied, bytes.len() as u64);
            }
            assert!(rt.read_file(&other).await.expect("reads") == bytes);
            rt.replace_file(&path, bytes.clone()).await.expect("writes");
            rt.remove_file(&path).await.expect("is there");
        }
        drop(signals);
        "none is told; what was written is read".into()
    })
}

pub(crate) fn files_that_block<O: Owner>(make: fn() -> O) -> String {
    let dir = TempDir::new();
    make().block_on(async |rt| {
        let (there, back) = (dir.path("there"), dir.path("back"));
        for path in [&there, &back] {
            mkfifoat(CWD, path, Mode::RUSR | Mode::WUSR).expect("a fresh path");
        }
        let bytes = vec![7; 500_000];
        let (ours, theirs) = ((there.clone(), back.clone()), (there, back));
        let signals = Signals::start();
        // A pipe with a name: opening it waits for the other side, and so do reads and writes.
        let peer = thread::spawn(move || {
            let (mut all, mut buf) = (Vec::new(), [0; 4096]);
            let mut from = StdFile::open(theirs.0).expect("is there");
            let mut to = StdFile::options()
                .write(true)
                .open(theirs.1)
                .expect("is there");
            while all.len() < 500_000 {
                let count = match from.read(&mut buf) {
                    Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                    count => count.expect("reads"),
                };
                all.extend_from_slice(&buf[..count]);
                thread::park_timeout(Duration::from_micros(100));
            }
            for chunk in all.chunks(10_000) {
                to.write_all(chunk).expect("is read");
                thread::park_timeout(Duration::from_micros(500));
            }
        });
        let options = OpenOptions::new().write(true);
        let mut to = rt.open_file(ours.0, &options).await.expect("opens");
        let mut from = rt
            .open_file(ours.1, &OpenOptions::reading())
            .await
            .expect("opens");
        to.write_all(&bytes).await.expect("is accepted");
        to.flush().await.expect("is written");
        let mut all = Vec::new();
        from.read_to_end(&mut all).await.expect("an end");
        assert!(all == bytes);
        while !signals.are_enough() {
            rt.sleep(Duration::from_millis(1)).await;
        }
        drop(signals);
        peer.join().expect("it was there");
        "none is told; every byte goes through a pipe with a name, opened as a file".into()
    })
}

pub(crate) fn waits_for_children<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let signals = Signals::start();
        while !signals.are_enough() {
            let output = Command::new("sh")
                .args(["-c", "head -c 100000 /dev/zero; exit 7"])
                .output(&rt)
                .await
                .expect("runs");
            assert_eq!(
                (output.stdout.len(), output.status.code()),
                (100_000, Some(7))
            );
            let mut child = Command::new("true").spawn(&rt).expect("starts");
            assert!(child.wait().await.expect("ends").success());
        }
        drop(signals);
        "none is told; every child starts, is read to its end, and gives its status".into()
    })
}
