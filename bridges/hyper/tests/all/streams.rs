use std::{
    future::poll_fn,
    io::IoSlice,
    mem::MaybeUninit,
    pin::{Pin, pin},
    task::Poll,
    time::Duration,
};

use anyrt::{
    Runtime,
    io::{AsyncRead, AsyncWrite, ByteRead, ByteWrite, ReadCursor},
};
use anyrt_hyper::{AnyrtIo, AnyrtTimer, server::Server};
use axum::{Router, extract::Request, response::IntoResponse, routing::post};
use futures_util::{AsyncReadExt, AsyncWriteExt};
use hyper::{
    StatusCode,
    rt::{Read, ReadBuf, Timer, Write},
};

use crate::support::{client1, connect, get, start};
use anyrt_testing::in_time;

anyrt_testing::on_each_runtime! {
    bytes_go_into_memory_that_is_not_initialised vectored_writes_stay_vectored
    an_upgraded_connection_is_a_stream a_sleep_is_moved_in_its_place
}

async fn bytes_go_into_memory_that_is_not_initialised<R: Runtime>(rt: R) {
    let (near, mut far) = pair(&rt).await;
    let mut near = AnyrtIo::new(near);
    far.write_all(b"0123456789").await.expect("it is open");
    let mut memory = [MaybeUninit::uninit(); 8];
    let mut buf = ReadBuf::uninit(&mut memory);
    buf.unfilled().put_slice(b"ab");
    while buf.filled().len() < 8 {
        let read = poll_fn(|cx| Read::poll_read(Pin::new(&mut near), cx, buf.unfilled()));
        read.await.expect("it is open");
    }
    assert_eq!(buf.filled(), b"ab012345");
    // And back: hyper's stream as one of ours.
    let mut back = AnyrtIo::new(near);
    let mut memory = [MaybeUninit::uninit(); 8];
    let mut cursor = ReadCursor::new(&mut memory);
    cursor.put_slice(b"c");
    poll_fn(|cx| Pin::new(&mut back).poll_read_uninit(cx, &mut cursor))
        .await
        .expect("it is open");
    assert_eq!(cursor.filled(), b"c6789");
    drop(far);
    let mut buf = [0; 4];
    let end = poll_fn(|cx| AsyncRead::poll_read(Pin::new(&mut back), cx, &mut buf)).await;
    assert_eq!(end.expect("the end is no error"), 0);
}

async fn vectored_writes_stay_vectored<R: Runtime>(rt: R) {
    let (near, mut far) = pair(&rt).await;
    let near = AnyrtIo::new(near);
    assert!(Write::is_write_vectored(&near));
    let mut back = AnyrtIo::new(near);
    assert!(ByteWrite::is_write_vectored(&back));
    let parts = [
        IoSlice::new(b"one "),
        IoSlice::new(b""),
        IoSlice::new(b"two"),
    ];
    let count = poll_fn(|cx| Pin::new(&mut back).poll_write_vectored(cx, &parts)).await;
    assert_eq!(count.expect("it is open"), 7, "both go in one call");
    let count = poll_fn(|cx| Write::poll_write_vectored(Pin::new(back.inner_mut()), cx, &parts));
    assert_eq!(count.await.expect("it is open"), 7, "both go in one call");
    poll_fn(|cx| AsyncWrite::poll_close(Pin::new(&mut back), cx))
        .await
        .expect("it is open");
    let mut text = String::new();
    far.read_to_string(&mut text).await.expect("it was closed");
    assert_eq!(text, "one twoone two");
    // Only one direction was closed.
    far.write_all(b"x").await.expect("it is still open");
    let mut byte = [0];
    back.read_exact(&mut byte).await.expect("it is still open");
}

async fn pair<R: Runtime>(rt: &R) -> (R::TcpStream, R::TcpStream) {
    use anyrt::net::{ListenerExt, TcpListenOptions, TcpListener};

    let listener = rt
        .tcp_listen(([127, 0, 0, 1], 0).into(), &TcpListenOptions::new())
        .expect("a free port");
    let address = listener.local_addr().expect("a bound socket");
    let near = connect(rt, address).await;
    let (far, _) = in_time(rt, listener.accept()).await.expect("it connects");
    (near, far)
}

async fn an_upgraded_connection_is_a_stream<R: Runtime>(rt: R) {
    let tasks = rt.clone();
    let router = Router::new().route(
        "/",
        post(async move |mut request: Request| {
            use anyrt::task::JoinHandle;

            let upgrade = hyper::upgrade::on(&mut request);
            tasks
                .spawn(async move {
                    let mut stream = AnyrtIo::new(upgrade.await.expect("it is upgraded"));
                    let mut text = [0; 4];
                    stream.read_exact(&mut text).await.expect("it is sent");
                    text.reverse();
                    stream.write_all(&text).await.expect("it is read");
                    stream.close().await.expect("it is open");
                })
                .detach();
            (StatusCode::SWITCHING_PROTOCOLS, [("upgrade", "reverse")]).into_response()
        }),
    );
    let running = start(&rt, Server::new(rt.clone()), router);
    let mut client = client1(&rt, running.address).await;
    let mut request = get("/");
    let headers = request.headers_mut();
    headers.insert("connection", "upgrade".parse().expect("valid"));
    headers.insert("upgrade", "reverse".parse().expect("valid"));
    let response = in_time(&rt, client.send_request(request))
        .await
        .expect("an answer");
    assert_eq!(response.status(), StatusCode::SWITCHING_PROTOCOLS);
    let upgraded = hyper::upgrade::on(response).await.expect("it is upgraded");
    let mut stream = AnyrtIo::new(upgraded);
    stream.write_all(b"abcd").await.expect("it is read");
    let mut text = String::new();
    in_time(&rt, stream.read_to_string(&mut text))
        .await
        .expect("it is closed");
    assert_eq!(text, "dcba");
    drop(stream);
    running.end(&rt).await;
}

async fn a_sleep_is_moved_in_its_place<R: Runtime>(rt: R) {
    let timer = AnyrtTimer::new(rt.clone());
    let mut sleep = timer.sleep(Duration::from_secs(600));
    let before = &raw const *sleep;
    let polled = poll_fn(|cx| Poll::Ready(sleep.as_mut().poll(cx))).await;
    assert!(polled.is_pending(), "ten minutes are not over");
    timer.reset(&mut sleep, timer.now() + Duration::from_millis(5));
    assert!(
        std::ptr::addr_eq(before, &raw const *sleep),
        "it is the same"
    );
    in_time(&rt, sleep).await;
    // A sleep of another timer is replaced.
    let mut sleep: Pin<Box<dyn hyper::rt::Sleep>> = Box::pin(Never);
    timer.reset(&mut sleep, timer.now());
    in_time(&rt, pin!(sleep)).await;
}

struct Never;

impl Future for Never {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _cx: &mut std::task::Context<'_>) -> Poll<()> {
        Poll::Pending
    }
}

impl hyper::rt::Sleep for Never {}
