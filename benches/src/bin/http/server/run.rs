use std::{
    io::{self, Read},
    net::TcpListener,
    thread,
};

use anyrt_async_std::AsyncStd;
use anyrt_benches::out;
use anyrt_hyper::AnyrtIo;
use anyrt_smol::SmolGlobal;
use anyrt_tokio::Tokio;
use anyrt_traits::{AnyRuntime, Runtime, io::FuturesIo, task::BlockOn};
use hyper_util::rt::TokioIo;
use tokio::runtime::Builder;
use tokio_util::compat::TokioAsyncReadCompatExt;

use super::{bare, bridge};
use crate::flavour::Flavour;

/// Serves HTTP/1 and HTTP/2 at the two addresses that it prints, until the standard input is closed.
pub(crate) fn run(flavour: Flavour) -> io::Result<()> {
    let one = TcpListener::bind("127.0.0.1:0")?;
    let two = TcpListener::bind("127.0.0.1:0")?;
    out::line(&format!("{} {}", one.local_addr()?, two.local_addr()?));
    thread::spawn(|| {
        io::stdin().lock().read_to_end(&mut Vec::new()).ok();
        std::process::exit(0);
    });
    let tokio = || {
        Builder::new_current_thread()
            .enable_all()
            .build()
            .map(Tokio::from_runtime)
    };
    match flavour {
        Flavour::Bare | Flavour::Again => Builder::new_current_thread()
            .enable_all()
            .build()?
            .block_on(bare::serve(one, two, TokioIo::new)),
        Flavour::Compat => Builder::new_current_thread()
            .enable_all()
            .build()?
            .block_on(bare::serve(one, two, |stream| {
                AnyrtIo::new(FuturesIo::new(stream.compat()))
            })),
        Flavour::Tokio => tokio()?.block_on(|rt| bridged(rt, one, two)),
        Flavour::TokioErased => tokio()?.block_on(|rt| bridged(AnyRuntime::new(rt), one, two)),
        Flavour::Smol => SmolGlobal::new().block_on(|rt| bridged(rt, one, two)),
        Flavour::SmolErased => {
            SmolGlobal::new().block_on(|rt| bridged(AnyRuntime::new(rt), one, two))
        }
        Flavour::AsyncStd => AsyncStd::new().block_on(|rt| bridged(rt, one, two)),
        Flavour::AsyncStdErased => {
            AsyncStd::new().block_on(|rt| bridged(AnyRuntime::new(rt), one, two))
        }
    }
}

async fn bridged<R: Runtime>(rt: R, one: TcpListener, two: TcpListener) -> io::Result<()> {
    // The traits bind listeners themselves: the addresses are taken over.
    let addresses = (one.local_addr()?, two.local_addr()?);
    drop((one, two));
    bridge::serve(rt, addresses.0, addresses.1).await
}
