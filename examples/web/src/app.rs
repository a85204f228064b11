//! The program, on whatever runtime it is given.

use std::{
    future::{Ready, ready},
    io,
    net::SocketAddr,
};

use anyrt::{
    OsRuntime,
    net::{TcpListenOptions, TcpListener, TcpStream},
    signal::SignalKind,
};
use anyrt_hyper::server::Server;
use futures_util::{
    StreamExt,
    future::{Either, select},
};

use crate::{config::Config, log::Log, options::Options, service::Web, site::Site, tls};

/// Serves until SIGTERM or SIGINT, and reads the settings anew at SIGHUP.
///
/// # Errors
///
/// What is wrong with the certificate or the log, and what the system says against listening or accepting.
///
/// # Cancel safety
///
/// Lossy: connections that are open are dropped, with the answers that are on their way.
#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program talks to its terminal"
)]
pub async fn app<R: OsRuntime>(rt: R, options: Options, config: Config) -> io::Result<()> {
    let mut hangups = rt.signal(SignalKind::Hangup)?;
    let mut terminations = rt.signal(SignalKind::Terminate)?;
    let mut interrupts = rt.ctrl_c()?;
    let (log, writing) = Log::open(&rt, config.log.clone()).await?;
    let web = Web::new(rt.clone(), Site::new(&rt, &config).await?, log.clone());
    let (listener, address) = listen::<R>(&rt, config.listen)?;
    println!("listening on {address}");

    let served = {
        let reloading = async {
            while hangups.next().await.is_some() {
                log.reopen().await;
                match reload(&rt, &options, &config).await {
                    Ok(site) => {
                        web.replace(site);
                        eprintln!("web: the settings were read again");
                    }
                    Err(error) => eprintln!("web: the settings stay as they are: {error}"),
                }
            }
        };
        let stop = async {
            select(terminations.next(), interrupts.next()).await;
        };
        let serving = serve(&rt, &web, listener, &config, stop);
        let (reloading, serving) = (std::pin::pin!(reloading), std::pin::pin!(serving));
        match select(serving, reloading).await {
            Either::Left((served, _)) => served,
            // Nobody can tell of hangups any more.
            Either::Right(((), serving)) => serving.await,
        }
    };
    // The log is written once nobody can add to it any more.
    drop((web, log));
    if let Some(writing) = writing {
        writing.await.ok();
    }
    served
}

fn listen<R: OsRuntime>(rt: &R, address: SocketAddr) -> io::Result<(R::TcpListener, SocketAddr)> {
    let listener = rt.tcp_listen(address, &TcpListenOptions::new());
    let listener = listener.map_err(|error| {
        io::Error::new(error.kind(), format!("cannot listen on {address}: {error}"))
    })?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

async fn serve<R: OsRuntime>(
    rt: &R,
    web: &Web<R>,
    listener: R::TcpListener,
    config: &Config,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let limits = &config.limits;
    let server = Server::new(rt.clone())
        .header_read_timeout(limits.header_timeout)
        .idle_timeout(limits.idle_timeout)
        .max_connections(limits.connections)
        .grace(limits.grace);
    // Answers are written whole: waiting to fill a packet would only delay them.
    let ready_to_write = |stream: R::TcpStream| -> io::Result<R::TcpStream> {
        stream.set_nodelay(true)?;
        Ok(stream)
    };
    if config.tls.is_none() {
        let prepare = |stream| -> Ready<io::Result<R::TcpStream>> { ready(ready_to_write(stream)) };
        return server
            .serve_with(listener, prepare, web.clone(), stop)
            .await;
    }
    let handshake = |stream| {
        let prepared = ready_to_write(stream);
        // Of the site that there is now: it may have another certificate than at the start.
        let tls = web.site().tls.clone();
        async move {
            let tls = tls.ok_or(io::ErrorKind::Unsupported)?;
            tls::accept(tls, prepared?).await
        }
    };
    server
        .serve_with(listener, handshake, web.clone(), stop)
        .await
}

/// Reads the settings again.
async fn reload<R: OsRuntime>(
    rt: &R,
    options: &Options,
    first: &Config,
) -> Result<Site<R>, String> {
    let options = options.clone();
    let read = rt.spawn_blocking(move || options.load());
    let config = read.await.map_err(|error| error.to_string())??;
    if config.listen != first.listen || config.tls.is_some() != first.tls.is_some() {
        return Err(
            "where to listen, and whether with TLS, changes with a restart alone".to_owned(),
        );
    }
    Site::new(rt, &config)
        .await
        .map_err(|error| error.to_string())
}
