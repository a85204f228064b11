//! The program, on whatever runtime it is given.

use std::error::Error;

use anyrt::OsRuntime;

use crate::options::Options;
use crate::persistence::open;
use crate::server::{Server, listen, milliseconds, serve};
use crate::stdin::stop_on_close;
use crate::store::Store;

/// Reads the append-only file, listens, says so, and serves clients to the end.
///
/// # Errors
///
/// What is wrong with the append-only file, and what the system says against listening or accepting.
#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "who started the server waits for these lines"
)]
pub(crate) async fn app<R: OsRuntime>(
    rt: R,
    options: Options,
    runtime: String,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    let Options {
        address,
        limits,
        persistence,
        ..
    } = options;
    let started = milliseconds(rt.system_time());
    let server = Server::new(address, limits, persistence, runtime, started);
    let mut seed = [0; 8];
    rt.fill_random(&mut seed);
    let mut store = Store::new(u64::from_ne_bytes(seed));
    let log = open(&rt, &server, &mut store).await?;
    if let Some(log) = &log {
        let replayed = log.replayed;
        println!(
            "replayed {} commands, {} bytes",
            replayed.commands, replayed.whole
        );
        if replayed.torn > 0 {
            eprintln!(
                "redis: the append-only file ended within a command; cut {} bytes at offset {}",
                replayed.torn, replayed.whole
            );
        }
    }
    let bound = listen(&rt, server, store, log)
        .map_err(|error| format!("cannot listen on {address}: {error}"))?;
    println!("listening on {}", bound.address());
    if options.stop_on_stdin_close {
        stop_on_close(bound.shutdown())?;
    }
    #[cfg(unix)]
    crate::signals::stop_on_signals(&rt, bound.shutdown())?;
    serve(rt, bound).await?;
    Ok(())
}
