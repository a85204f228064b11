//! Looks names up without a thread that blocks, on the runtime that `ANYRT_RUNTIME` names.
//!
//! ```text
//! ANYRT_RUNTIME=smol cargo run -p anyrt-hickory --example lookup -- localhost
//! ```

use std::{env, io};

use anyrt::{Runtime, net::Resolve};
use anyrt_hickory::HickoryResolver;

fn main() -> io::Result<()> {
    anyrt::run(app).map_err(io::Error::other)?
}

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program talks to its terminal"
)]
async fn app<R: Runtime>(rt: R) -> io::Result<()> {
    let resolver = HickoryResolver::system(rt).await?;
    for name in env::args().skip(1) {
        match resolver.resolve(&name, 0).await {
            Ok(found) => {
                let found: Vec<_> = found.iter().map(|found| found.ip().to_string()).collect();
                println!("{name}: {}", found.join(" "));
            }
            Err(error) => eprintln!("{name}: {error}"),
        }
    }
    Ok(())
}
