use anyrt::{Runtime, net::ListenerExt};
use anyrt_recipes::websocket;
use async_tungstenite::tungstenite::Message;
use futures_util::StreamExt;

use crate::support::listen;
use anyrt_testing::in_time;

anyrt_testing::on_each_runtime! { messages_come_back }

async fn messages_come_back<R: Runtime>(rt: R) {
    let (listener, address) = listen(&rt);
    let echo = rt.spawn(async move {
        let (stream, _) = listener.accept().await.expect("somebody connects");
        let mut socket = websocket::accept(stream).await.expect("they agree");
        while let Some(message) = socket.next().await {
            let message = message.expect("it is open");
            if message.is_text() || message.is_binary() {
                socket.send(message).await.expect("it is open");
            }
        }
    });
    let address = format!("ws://localhost:{}/chat", address.port());
    let mut socket = in_time(&rt, websocket::connect(&rt, &address))
        .await
        .expect("they agree");
    for size in [0, 1, 125, 126, 65_536, 1 << 20] {
        let message = Message::binary(vec![7; size]);
        socket.send(message.clone()).await.expect("it is open");
        let back = in_time(&rt, socket.next()).await.expect("it is open");
        assert!(
            back.expect("it is whole") == message,
            "{size} bytes come back"
        );
    }
    socket.close(None).await.expect("it is open");
    while let Some(Ok(_)) = in_time(&rt, socket.next()).await {}
    in_time(&rt, echo).await.expect("no panic");
}
