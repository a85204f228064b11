//! Sockets, timers and blocking closures on `async-io` and `blocking`, for every runtime that uses them.
//!
//! Their reactor and thread pool are global and never shut down. What makes a runtime's shutdown felt is
//! a [`Scope`](crate::life::Scope): whatever belongs to an owner looks at it, and is woken when it closes.

mod capabilities;
mod net;
mod scoped;
mod sleep;
mod task;

pub use net::{
    AsyncIoDial, Datagram, Listener, ReadHalf, Source, Stream, TcpConnect, TcpListener,
    TcpReadHalf, TcpStream, TcpWriteHalf, UdpSocket, UnixConnect, UnixDatagram, UnixListener,
    UnixReadHalf, UnixStream, UnixWriteHalf, WriteHalf,
};
pub use scoped::Scoped;
pub use sleep::AsyncIoSleep;
pub use task::{
    AbortableTask, BlockingHandle, ExecutorTask, LocalTask, TaskHandle, begin_blocking,
    spawn_blocking,
};
