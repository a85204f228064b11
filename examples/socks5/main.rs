//! TCP through a SOCKS5 proxy, for any library and on any runtime.
//!
//! ```text
//! cargo run --example socks5 --features tokio -- --proxy 127.0.0.1:1080 example.org 80
//! ```
//!
//! A runtime is made of parts, and one of them can be replaced: `AnyRuntime::to_builder` starts from the
//! parts of a runtime, `tcp` puts another one in the place of its TCP. Read in this order:
//!
//! 1. `main.rs`: where the part is put in, which is one line;
//! 2. `app.rs`: the library, which takes `R: Runtime` and knows of no proxy;
//! 3. `proxy/connector.rs`: the part, a `TcpNet` over another `TcpNet`;
//! 4. `proxy/handshake.rs`: what is said to the proxy, over any byte stream.

mod app;
mod options;
mod proxy;

use std::env;
use std::error::Error;
use std::process::ExitCode;

use anyrt::{AnyRuntime, Backend};
use options::{HELP, Invocation, Options};
use proxy::Socks5;

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program talks to its terminal"
)]
fn main() -> ExitCode {
    let arguments = env::args_os().skip(1);
    let arguments = arguments.map(|argument| argument.to_string_lossy().into_owned());
    match options::parse(arguments, env::var(options::PASSWORD_VARIABLE).ok()) {
        Ok(Invocation::Help) => {
            println!("{HELP}");
            ExitCode::SUCCESS
        }
        Ok(Invocation::Ask(options)) => match run(options) {
            Ok(answer) => {
                print!("{answer}");
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("socks5: {error}");
                ExitCode::FAILURE
            }
        },
        Err(error) => {
            eprintln!("socks5: {error}\nsocks5: --help lists the options");
            ExitCode::from(2)
        }
    }
}

/// Runs the program on the runtime that the options, or else the environment, choose.
fn run(options: Options) -> Result<String, Box<dyn Error>> {
    let backend = match options.runtime {
        Some(backend) => backend,
        None => Backend::chosen()?,
    };
    let answer = anyrt::run_on(backend, |rt: AnyRuntime| {
        let socks5 = Socks5::new(rt.clone(), options.proxy, options.credentials);
        let proxied = rt.to_builder().tcp(socks5).build();
        app::ask(proxied, options.host, options.port)
    })??;
    Ok(answer)
}
