//! Operations on nothing: empty buffers, empty datagrams, empty copies.

use std::io::{IoSlice, IoSliceMut, Read, Write};

use anyrt_combinators::io::copy_bytes;
use anyrt_traits::{
    fs::{Fs, OpenOptions},
    net::DatagramSocketExt,
    process::{Child, ChildExt, Command, Stdio},
};
use futures_util::{AsyncReadExt, AsyncWriteExt};

use super::flavour::Owner;
use crate::harness::{TempDir, tcp_with_peer, udp_pair};

pub(crate) fn on_a_socket<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        assert_eq!(stream.read(&mut []).await.expect("nothing"), 0);
        assert_eq!(stream.write(&[]).await.expect("nothing"), 0);
        let nothing = [IoSlice::new(&[]), IoSlice::new(&[])];
        assert_eq!(stream.write_vectored(&nothing).await.expect("nothing"), 0);
        assert_eq!(stream.write_vectored(&[]).await.expect("nothing"), 0);
        let (mut one, mut two) = ([], []);
        let mut nothing = [IoSliceMut::new(&mut one), IoSliceMut::new(&mut two)];
        assert_eq!(
            stream.read_vectored(&mut nothing).await.expect("nothing"),
            0
        );
        peer.write_all(b"data").expect("the stream is there");
        let mut buf = [0; 4];
        assert_eq!(stream.read(&mut []).await.expect("nothing"), 0);
        stream.read_exact(&mut buf).await.expect("it was sent");
        assert_eq!(&buf, b"data");
        stream.write_all(b"back").await.expect("the peer reads");
        peer.read_exact(&mut buf).expect("it was sent");
        assert_eq!(&buf, b"back");
        "each gives 0 at once, waits for nothing, and takes and sends no byte".into()
    })
}

pub(crate) fn on_a_file<O: Owner>(make: fn() -> O) -> String {
    let dir = TempDir::new();
    make().block_on(async |rt| {
        let path = dir.path("file");
        let options = OpenOptions::creating().read(true);
        let mut file = rt.open_file(&path, &options).await.expect("opens");
        assert_eq!(file.write(&[]).await.expect("nothing"), 0);
        assert_eq!(file.read(&mut []).await.expect("nothing"), 0);
        file.write_all(b"data").await.expect("is accepted");
        assert_eq!(file.write(&[]).await.expect("nothing"), 0);
        file.flush().await.expect("is written");
        file.flush().await.expect("there is nothing more");
        assert_eq!(std::fs::read(&path).expect("is there"), b"data");
        rt.write_file(&path, b"".as_slice()).await.expect("writes");
        assert_eq!(rt.read_file(&path).await.expect("reads"), b"");
        "each gives 0; a flush of nothing succeeds; an empty file is written and read".into()
    })
}

pub(crate) fn on_a_pipe_of_a_child<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let mut command = Command::new("cat");
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.kill_on_drop(true).spawn(&rt).expect("starts");
        let mut stdin = child.stdin().take().expect("is piped");
        let mut stdout = child.stdout().take().expect("is piped");
        assert_eq!(stdin.write(&[]).await.expect("nothing"), 0);
        assert_eq!(stdout.read(&mut []).await.expect("nothing"), 0);
        stdin.write_all(b"data").await.expect("is read");
        stdin.close().await.expect("closes");
        let mut said = String::new();
        stdout.read_to_string(&mut said).await.expect("an end");
        assert_eq!(said, "data");
        assert!(child.wait().await.expect("ends").success());
        "each gives 0 at once, and takes and sends no byte".into()
    })
}

pub(crate) fn on_a_datagram_socket<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (a, b) = udp_pair(&rt);
        assert_eq!(a.send(&[]).await.expect("a free way"), 0);
        assert_eq!(b.recv(&mut [0; 4]).await.expect("it was sent"), 0);
        a.send(b"more").await.expect("a free way");
        let received = b.recv_from(&mut []).await.expect("it was sent");
        assert_eq!((received.len, received.truncated), (0, true));
        a.send(b"last").await.expect("a free way");
        assert_eq!(b.recv(&mut [0; 4]).await.expect("it was sent"), 4);
        "an empty datagram is sent and received; an empty buffer takes a datagram, said to be truncated"
            .into()
    })
}

pub(crate) fn a_copy<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (mut from, from_peer) = tcp_with_peer(&rt).await;
        let (mut to, mut to_peer) = tcp_with_peer(&rt).await;
        drop(from_peer);
        let copied = copy_bytes(&mut from, &mut to).await.expect("an end");
        assert_eq!(copied, 0);
        to.write_all(b"on").await.expect("it is still open");
        to.close().await.expect("closes");
        let mut text = String::new();
        to_peer.read_to_string(&mut text).expect("an end");
        assert_eq!(text, "on");
        "it ends with 0 bytes and leaves the writer open".into()
    })
}
