use std::{io, net::SocketAddr};

use anyrt_hyper::{AnyrtExecutor, AnyrtIo, AnyrtTimer};
use anyrt_traits::{
    Runtime,
    net::{ListenerExt, TcpListenOptions, TcpStream},
    task::JoinHandle,
};
use hyper::{
    server::conn::{http1, http2},
    service::service_fn,
};

use super::service::answer;

/// Serves through the bridge, in the same way.
pub(super) async fn serve<R: Runtime>(rt: R, one: SocketAddr, two: SocketAddr) -> io::Result<()> {
    let one = rt.tcp_listen(one, &TcpListenOptions::new())?;
    let two = rt.tcp_listen(two, &TcpListenOptions::new())?;
    let inner = rt.clone();
    let second = async move {
        loop {
            let (stream, _) = two.accept().await?;
            stream.set_nodelay(true)?;
            let rt = inner.clone();
            inner
                .spawn(async move {
                    http2::Builder::new(AnyrtExecutor::new(rt.clone()))
                        .timer(AnyrtTimer::new(rt))
                        .serve_connection(AnyrtIo::new(stream), service_fn(answer))
                        .await
                        .ok();
                })
                .detach();
        }
        #[expect(unreachable_code, reason = "it says what the loop may end with")]
        io::Result::Ok(())
    };
    rt.spawn(second).detach();
    loop {
        let (stream, _) = one.accept().await?;
        stream.set_nodelay(true)?;
        let timer = AnyrtTimer::new(rt.clone());
        rt.spawn(async move {
            http1::Builder::new()
                .timer(timer)
                .serve_connection(AnyrtIo::new(stream), service_fn(answer))
                .await
                .ok();
        })
        .detach();
    }
}
