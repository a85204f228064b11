//! Reads and writes that take a part of what they were given.

use std::{
    io::{IoSlice, IoSliceMut, Read},
    pin::pin,
    thread,
};

use anyrt_combinators::io::copy_bytes;
use anyrt_traits::{
    fs::{Fs, OpenOptions},
    io::{AsyncWrite, ByteWrite},
    net::TcpStream,
    process::{Child, ChildExt, Command, Stdio},
};
use futures_util::{AsyncReadExt, AsyncWriteExt};

use super::flavour::Owner;
use crate::harness::{TempDir, tcp_pair, tcp_with_peer};

const MANY: usize = 1_500_000;

/// Bytes that differ from place to place.
fn pattern(count: usize) -> Vec<u8> {
    (0..count).map(|at| (at % 251) as u8).collect()
}

/// Writes in one to four parts at a time, and returns how many writes took less than they were given.
async fn write_in_parts<W: AsyncWrite + Unpin>(stream: &mut W, mut bytes: &[u8]) -> usize {
    let mut partial = 0;
    while !bytes.is_empty() {
        let (first, rest) = bytes.split_at(bytes.len().min(3));
        let (second, third) = rest.split_at(rest.len() / 2);
        let parts = [first, &[], second, third].map(IoSlice::new);
        let count = stream.write_vectored(&parts).await.expect("it is read");
        assert!(count > 0 && count <= bytes.len(), "{count}");
        partial += usize::from(count < bytes.len());
        bytes = &bytes[count..];
    }
    partial
}

pub(crate) fn vectored_writes_to_a_slow_peer<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        stream
            .set_send_buffer_size(8 << 10)
            .expect("an open socket");
        assert!(stream.is_write_vectored());
        let sent = pattern(MANY);
        let peer = thread::spawn(move || {
            let (mut all, mut buf) = (Vec::new(), [0; 4_001]);
            loop {
                match peer.read(&mut buf).expect("the stream is there") {
                    0 => return all,
                    count => all.extend_from_slice(&buf[..count]),
                }
            }
        });
        let partial = write_in_parts(&mut stream, &sent).await;
        assert!(partial > 0, "the buffer is smaller than what is sent");
        stream.close().await.expect("closes");
        assert!(peer.join().expect("it reads") == sent);
        "writes take a part, and say how much; every byte arrives once and in its place".into()
    })
}

pub(crate) fn vectored_reads<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (mut to, mut from) = tcp_pair(&rt).await;
        let sent = pattern(100_000);
        let write = async {
            to.write_all(&sent).await.expect("it is read");
            to.close().await.expect("closes");
        };
        let read = async {
            let (mut all, mut one, mut two) = (Vec::new(), [0; 7], [0; 1_013]);
            loop {
                let mut bufs = [
                    IoSliceMut::new(&mut one),
                    IoSliceMut::new(&mut []),
                    IoSliceMut::new(&mut two),
                ];
                let count = from.read_vectored(&mut bufs).await.expect("it is written");
                if count == 0 {
                    return all;
                }
                all.extend_from_slice(&one[..count.min(7)]);
                all.extend_from_slice(&two[..count.saturating_sub(7)]);
            }
        };
        let ((), all) = futures_util::future::join(write, read).await;
        assert!(all == sent);
        "each fills the buffers in their order, and says how far; every byte arrives once".into()
    })
}

pub(crate) fn vectored_writes_to_a_child<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let mut command = Command::new("cat");
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.kill_on_drop(true).spawn(&rt).expect("starts");
        let mut stdin = child.stdin().take().expect("is piped");
        let mut stdout = child.stdout().take().expect("is piped");
        let sent = pattern(500_000);
        let write = async {
            let partial = write_in_parts(&mut stdin, &sent).await;
            stdin.close().await.expect("closes");
            partial
        };
        let mut all = Vec::new();
        let read = stdout.read_to_end(&mut all);
        let (partial, read) = futures_util::future::join(write, read).await;
        read.expect("an end");
        assert!(partial > 0, "a pipe is smaller than what is sent");
        assert!(all == sent);
        assert!(child.wait().await.expect("ends").success());
        "writes take what the pipe holds, and say how much; every byte arrives once and in its place"
            .into()
    })
}

pub(crate) fn vectored_writes_to_a_file<O: Owner>(make: fn() -> O) -> String {
    let dir = TempDir::new();
    make().block_on(async |rt| {
        let path = dir.path("file");
        let options = OpenOptions::creating();
        let mut file = rt.open_file(&path, &options).await.expect("opens");
        let sent = pattern(MANY);
        write_in_parts(&mut file, &sent).await;
        file.flush().await.expect("is written");
        assert!(std::fs::read(&path).expect("is there") == sent);
        "every byte that is said to be taken is in the file after the flush, in its place".into()
    })
}

pub(crate) fn a_copy_between_slow_peers<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (mut from, from_peer) = tcp_with_peer(&rt).await;
        let (mut to, mut to_peer) = tcp_with_peer(&rt).await;
        to.set_send_buffer_size(8 << 10).expect("an open socket");
        let sent = pattern(MANY);
        let copy = sent.clone();
        let writes = thread::spawn(move || {
            use std::io::Write;
            let mut peer = from_peer;
            for chunk in copy.chunks(7_919) {
                peer.write_all(chunk).expect("it is copied");
            }
        });
        let reads = thread::spawn(move || {
            let mut all = Vec::new();
            to_peer.read_to_end(&mut all).expect("it is copied");
            all
        });
        let copied = pin!(copy_bytes(&mut from, &mut to).close_at_end()).await;
        assert_eq!(copied.expect("both peers are there"), MANY as u64);
        writes.join().expect("it writes");
        assert!(reads.join().expect("it reads") == sent);
        "every byte arrives once and in its place, and the count is true".into()
    })
}
