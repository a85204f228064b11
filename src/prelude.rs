//! Every trait whose methods a program calls, under no name, for `use anyrt::prelude::*`.
//!
//! The traits that a program writes bounds with keep their names: [`Runtime`], [`LocalRuntime`] and
//! [`OsRuntime`].

pub use anyrt_combinators::{
    future::{Join as _, Race as _, RaceOk as _, Select as _, SelectWithRest as _, TryJoin as _},
    stream::{Chain as _, Merge as _, Zip as _},
    time::StreamTimeExt as _,
};
pub use anyrt_traits::{
    LocalRuntime, OsRuntime, Runtime,
    fs::{File as _, FileExt as _, Fs as _},
    io::{
        AsyncBufRead as _, AsyncRead as _, AsyncSeek as _, AsyncWrite as _, ByteRead as _,
        ByteReadExt as _, ByteStream as _, ByteWrite as _, OwnedWriteHalf as _,
    },
    net::{
        DatagramSocket as _, DatagramSocketExt as _, Listener as _, ListenerExt as _, Resolve as _,
        TcpListener as _, TcpNet as _, TcpStream as _, UdpNet as _, UdpSocket as _,
    },
    random::Random as _,
    stdio::Stdio as _,
    task::{
        BlockOn as _, JoinHandle as _, Shutdown as _, Spawn as _, SpawnBlocking as _,
        SpawnLocal as _,
    },
    time::{Sleep as _, SystemClock as _, Timer as _},
};
#[cfg(unix)]
pub use anyrt_traits::{
    net::{
        PlatformNet as _, Readiness as _, ReadySource as _, ReadySourceExt as _, UnixDatagram as _,
        UnixListener as _, UnixStream as _,
    },
    process::{Child as _, ChildExt as _, Process as _},
    signal::Signal as _,
};
