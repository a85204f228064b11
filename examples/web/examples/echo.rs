//! A WebSocket server that sends back what it gets, to stand behind the proxy.
//!
//! ```text
//! ANYRT_RUNTIME=smol cargo run -p anyrt-web --example echo
//! ```

use std::io;

use anyrt::{
    Runtime,
    net::{ListenerExt, TcpListenOptions, TcpListener},
    task::JoinHandle,
};
use async_tungstenite::accept_async;
use futures_util::StreamExt;

fn main() -> io::Result<()> {
    anyrt::run(app).map_err(io::Error::other)?
}

#[expect(clippy::print_stdout, reason = "who started it waits for this line")]
async fn app<R: Runtime>(rt: R) -> io::Result<()> {
    let listener = rt.tcp_listen(([127, 0, 0, 1], 0).into(), &TcpListenOptions::new())?;
    println!("listening on {}", listener.local_addr()?);
    let mut connections = listener.accept_loop(rt.clone());
    loop {
        let (stream, _) = connections.next().await?;
        rt.spawn(async move {
            let Ok(mut socket) = accept_async(stream).await else {
                return;
            };
            while let Some(Ok(message)) = socket.next().await {
                let is_data = message.is_text() || message.is_binary();
                if is_data && socket.send(message).await.is_err() {
                    return;
                }
            }
        })
        .detach();
    }
}
