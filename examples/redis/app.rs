//! The program, on whatever runtime it is given.

use std::io;

use anyrt::Runtime;

use crate::options::Options;
use crate::server::{listen, serve};
use crate::stdin::stop_on_close;

/// Listens, says so, and serves clients to the end.
///
/// # Errors
///
/// What the system says against listening or accepting.
#[expect(
    clippy::print_stdout,
    reason = "who started the server waits for this line"
)]
pub(crate) async fn app<R: Runtime>(rt: R, options: Options, runtime: String) -> io::Result<()> {
    let bound = listen(&rt, options.address, options.limits, runtime).map_err(|error| {
        let text = format!("cannot listen on {}: {error}", options.address);
        io::Error::new(error.kind(), text)
    })?;
    println!("listening on {}", bound.address());
    if options.stop_on_stdin_close {
        stop_on_close(bound.shutdown())?;
    }
    serve(rt, bound).await
}
