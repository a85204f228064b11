//! The program as a process, on each runtime, asked over sockets of the standard library.

mod ask;
mod files;
mod limits;
mod process;
mod proxy;
mod running;
mod secure;
mod upstream;
mod websocket;
