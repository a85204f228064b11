#![doc = include_str!("../README.md")]

mod global;
mod handle;
mod local;
mod local_handle;
mod runtime;
mod task;

pub use anyrt_adapter_kit::async_io::{
    AsyncIoSleep as SmolSleep, BlockingHandle, TcpConnect, TcpListener, TcpReadHalf, TcpStream,
    TcpWriteHalf, UdpSocket, UnixConnect, UnixDatagram, UnixListener, UnixReadHalf, UnixStream,
    UnixWriteHalf,
};
pub use global::SmolGlobal;
pub use handle::SmolHandle;
pub use local::SmolLocal;
pub use local_handle::SmolLocalHandle;
pub use runtime::{Builder, Smol};
pub use task::{SmolJoinHandle, SmolLocalJoinHandle};
