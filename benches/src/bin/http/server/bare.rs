use std::{io, net::TcpListener};

use hyper::{
    rt::{Read, Write},
    server::conn::{http1, http2},
    service::service_fn,
};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::net::TcpStream;

use super::service::answer;

/// Serves by hyper-util's own means, on what `wrap` makes of each stream.
pub(super) async fn serve<I>(
    one: TcpListener,
    two: TcpListener,
    wrap: fn(TcpStream) -> I,
) -> io::Result<()>
where
    I: Read + Write + Unpin + Send + 'static,
{
    let listener = |listener: TcpListener| {
        listener.set_nonblocking(true)?;
        tokio::net::TcpListener::from_std(listener)
    };
    let (one, two) = (listener(one)?, listener(two)?);
    tokio::spawn(async move {
        loop {
            let (stream, _) = two.accept().await?;
            stream.set_nodelay(true)?;
            tokio::spawn(async move {
                http2::Builder::new(TokioExecutor::new())
                    .timer(TokioTimer::new())
                    .serve_connection(wrap(stream), service_fn(answer))
                    .await
                    .ok();
            });
        }
        #[expect(unreachable_code, reason = "it says what the loop may end with")]
        io::Result::Ok(())
    });
    loop {
        let (stream, _) = one.accept().await?;
        stream.set_nodelay(true)?;
        tokio::spawn(async move {
            http1::Builder::new()
                .timer(TokioTimer::new())
                .serve_connection(wrap(stream), service_fn(answer))
                .await
                .ok();
        });
    }
}
