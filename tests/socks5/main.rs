//! Claims about `examples/socks5`, each tried on every runtime that is compiled in.
//!
//! The example's own modules are compiled in, with the claims about single parts that they hold.

#[path = "../../examples/socks5/app.rs"]
mod app;
#[path = "../../examples/socks5/options.rs"]
mod options;
#[path = "../../examples/socks5/proxy/mod.rs"]
mod proxy;

mod authentication;
mod connecting;
mod dropping;
mod garbage;
mod harness;
mod refusals;
mod scripted;
mod server;
mod truncation;
