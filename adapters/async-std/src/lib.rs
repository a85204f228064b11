#![doc = include_str!("../README.md")]

mod runtime;
mod task;

pub use anyrt_adapter_kit::async_io::{
    AsyncIoSleep as AsyncStdSleep, BlockingHandle, TcpConnect, TcpListener, TcpReadHalf, TcpStream,
    TcpWriteHalf, UdpSocket, UnixConnect, UnixDatagram, UnixListener, UnixReadHalf, UnixStream,
    UnixWriteHalf,
};
pub use runtime::AsyncStd;
pub use task::{AsyncStdJoinHandle, AsyncStdTask};
