//! The command line.

use std::{fs, net::SocketAddr, path::PathBuf};

use anyrt::Backend;

use crate::config::{Config, Route};

/// What `--help` prints.
pub const HELP: &str = "\
Serves files and passes requests on, over HTTP/1.1 and HTTP/2, on any runtime.

usage: anyrt-web [--config FILE] [--listen ADDRESS] [--root FOLDER] [--runtime NAME]

  --config FILE     the settings, in TOML; README.md tells what they are
  --listen ADDRESS  where to listen, instead of what FILE says; 127.0.0.1:8080 if neither does
  --root FOLDER     serve this folder at /, beside the routes of FILE
  --runtime NAME    tokio, smol or async-std; otherwise ANYRT_RUNTIME, or the first there is

SIGHUP reads FILE again, and opens the log anew. SIGTERM and SIGINT end the program once the requests that are
under way are answered.";

/// What the program is asked to do.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "the program matches on it")]
pub enum Invocation {
    /// Print the help.
    Help,
    /// Serve.
    Serve(Options),
}

/// How to serve.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// The file with the settings.
    pub config: Option<PathBuf>,
    /// Where to listen, whatever the settings say.
    pub listen: Option<SocketAddr>,
    /// A folder to serve at `/`.
    pub root: Option<PathBuf>,
    /// The runtime.
    pub runtime: Option<Backend>,
}

impl Options {
    /// Reads the settings, and puts what the command line says in their place.
    ///
    /// # Errors
    ///
    /// What is wrong with the file, in words for who wrote it.
    pub fn load(&self) -> Result<Config, String> {
        let mut config = match &self.config {
            Some(path) => {
                let shown = path.display();
                let text = fs::read_to_string(path)
                    .map_err(|error| format!("cannot read {shown}: {error}"))?;
                Config::parse(&text).map_err(|error| format!("{shown}: {error}"))?
            }
            None => Config::default(),
        };
        if let Some(listen) = self.listen {
            config.listen = listen;
        }
        if let Some(root) = &self.root {
            config.route.push(Route::files("/", root.clone()));
        }
        config.check()?;
        Ok(config)
    }
}

/// Reads the command line, without the program's name.
///
/// # Errors
///
/// What is wrong with it.
pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Invocation, String> {
    let mut options = Options::default();
    let mut arguments = arguments.into_iter();
    while let Some(word) = arguments.next() {
        let mut next = || {
            let value = arguments.next();
            value.ok_or_else(|| format!("{word} lacks a value"))
        };
        match word.as_str() {
            "--help" | "-h" => return Ok(Invocation::Help),
            "--config" => options.config = Some(next()?.into()),
            "--root" => options.root = Some(next()?.into()),
            "--listen" => {
                let value = next()?;
                let parsed = value.parse();
                options.listen =
                    Some(parsed.map_err(|_| format!("{value} is no address with a port"))?);
            }
            "--runtime" => {
                let value = next()?;
                options.runtime = Some(value.parse().map_err(|error| format!("{error}"))?);
            }
            _ => return Err(format!("unknown argument {word}")),
        }
    }
    Ok(Invocation::Serve(options))
}
