#![doc = include_str!("../README.md")]

mod capabilities;
mod handle;
mod local;
mod local_handle;
mod net;
mod raw;
mod runtime;
mod shared;
mod task;
mod time;

pub use handle::{NoRuntime, TokioHandle};
pub use local::TokioLocal;
pub use local_handle::TokioLocalHandle;
pub use net::{
    Source, TcpConnect, TcpListener, TcpReadHalf, TcpStream, TcpWriteHalf, UdpSocket, UnixConnect,
    UnixDatagram, UnixListener, UnixReadHalf, UnixStream, UnixWriteHalf,
};
pub use runtime::{Builder, Tokio};
pub use task::TokioJoinHandle;
pub use time::TokioSleep;
