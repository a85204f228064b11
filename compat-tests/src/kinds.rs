use anyrt_traits::{
    LocalRuntime, OsRuntime,
    fs::Fs,
    net::{PlatformNet, Readiness, SendReadiness},
    process::Process,
    signal::Signal,
    stdio::Stdio,
    task::{BlockOn, Shutdown, SpawnBlocking, SpawnLocal},
};

/// A runtime whose handle is an [`OsRuntime`], with an end or without one.
///
/// Implemented for everything that qualifies.
pub trait GlobalRuntime: BlockOn<Handle: OsRuntime> + 'static {}

impl<O> GlobalRuntime for O where O: BlockOn<Handle: OsRuntime> + 'static {}

/// An owner that can be shut down, from any thread, and whose handle is an [`OsRuntime`].
///
/// Implemented for everything that qualifies.
pub trait OwnedRuntime: GlobalRuntime + Shutdown + Send {}

impl<O> OwnedRuntime for O where O: GlobalRuntime + Shutdown + Send {}

/// An owner that can be shut down, and whose handle spawns on the thread that drives it.
///
/// Implemented for everything that qualifies.
pub trait LocalOwner:
    BlockOn<Handle: LocalRuntime + LocalOs + SpawnBlocking + SpawnLocal> + Shutdown + 'static
{
}

impl<O> LocalOwner for O where
    O: BlockOn<Handle: LocalRuntime + LocalOs + SpawnBlocking + SpawnLocal> + Shutdown + 'static
{
}

/// What an operating system adds to a handle that stays on one thread.
///
/// Implemented for everything that qualifies.
pub trait LocalOs: PlatformNet + Fs + Process + Signal + Stdio {}

impl<R> LocalOs for R where R: PlatformNet + Fs + Process + Signal + Stdio {}

/// An owner whose handle registers descriptors of the caller's own.
///
/// Implemented for everything that qualifies.
pub trait Registers: BlockOn<Handle: Readiness> {}

impl<O> Registers for O where O: BlockOn<Handle: Readiness> {}

/// An owner whose handle registers descriptors of the caller's own from any thread.
///
/// Implemented for everything that qualifies.
pub trait SendRegisters: BlockOn<Handle: SendReadiness> {}

impl<O> SendRegisters for O where O: BlockOn<Handle: SendReadiness> {}
