use anyrt::{
    Backend, Runtime,
    net::{ListenerExt, TcpConnectOptions, TcpListenOptions, TcpListener},
};
use async_tungstenite::{accept_async, client_async, tungstenite::Message};
use futures_util::StreamExt;

use crate::running::{Folder, Running};

#[test]
fn a_websocket_goes_through() {
    for backend in Backend::available() {
        anyrt::run_on(*backend, |rt| through(rt, backend.to_string())).expect("it starts");
    }
}

async fn through<R: Runtime>(rt: R, runtime: String) {
    let listener = rt
        .tcp_listen(([127, 0, 0, 1], 0).into(), &TcpListenOptions::new())
        .expect("a free port");
    let upstream = listener.local_addr().expect("it is bound");
    let echo = rt.spawn(async move {
        let (stream, _) = listener.accept().await.expect("it connects");
        let mut socket = accept_async(stream).await.expect("they agree");
        while let Some(Ok(message)) = socket.next().await {
            if message.is_text() || message.is_binary() {
                socket.send(message).await.expect("it is open");
            }
        }
    });
    let folder = Folder::new();
    let config = format!("[[route]]\nprefix = '/chat'\nupstreams = ['http://{upstream}']\n");
    let web = Running::start(&runtime, &folder.write("web.toml", config));
    let stream = rt
        .tcp_connect(web.address, &TcpConnectOptions::new())
        .await
        .expect("it listens");
    let address = format!("ws://{}/chat", web.address);
    let (mut socket, _) = client_async(address, stream).await.expect("they agree");
    for size in [1, 1000, 300_000] {
        let message = Message::binary(vec![7; size]);
        socket.send(message.clone()).await.expect("it is open");
        let back = socket
            .next()
            .await
            .expect("it is open")
            .expect("it is whole");
        assert!(back == message, "{size} bytes come back");
    }
    socket.close(None).await.expect("it is open");
    while let Some(Ok(_)) = socket.next().await {}
    drop(socket);
    echo.await.expect("no panic");
    web.end();
}
