use std::{env, error::Error, fmt};

use crate::{AnyRuntime, Backend, UnknownBackend, backend::Choices};

/// The environment variable by which [`run`] is told the runtime: `ANYRT_RUNTIME`.
pub const RUNTIME_VARIABLE: &str = "ANYRT_RUNTIME";

/// Runs a program on the runtime that its user chooses.
///
/// That is the one which the environment variable `ANYRT_RUNTIME` names, else the only one compiled in.
/// The runtime is shut down when the program's future has ended.
///
/// # Errors
///
/// If the variable names no runtime that is compiled in; if it is not set and several are, or none is; if
/// the runtime does not start. The message lists the choices. It is never a guess.
///
/// # Panics
///
/// If called inside a task; and with the panic of the program.
///
/// # Examples
///
/// ```
/// use anyrt::Runtime;
///
/// async fn app<R: Runtime>(rt: R) -> u32 {
///     rt.spawn(async { 42 }).await.expect("the task does not panic")
/// }
///
/// # fn main() -> Result<(), anyrt::RunError> {
/// # if anyrt::Backend::available().len() != 1 { return Ok(()); }
/// let answer = anyrt::run(|rt| app(rt))?;
/// assert_eq!(answer, 42);
/// # Ok(())
/// # }
/// ```
#[track_caller]
pub fn run<F, Fut>(app: F) -> Result<Fut::Output, RunError>
where
    F: FnOnce(AnyRuntime) -> Fut,
    Fut: Future,
{
    run_on(Backend::chosen()?, app)
}

/// Runs a program on the runtime named.
///
/// # Errors
///
/// If the runtime does not start.
///
/// # Panics
///
/// If called inside a task; and with the panic of the program.
#[track_caller]
pub fn run_on<F, Fut>(backend: Backend, app: F) -> Result<Fut::Output, RunError>
where
    F: FnOnce(AnyRuntime) -> Fut,
    Fut: Future,
{
    #[cfg(any(feature = "tokio", feature = "async-std", feature = "smol"))]
    {
        use crate::task::BlockOn;

        match backend {
            #[cfg(feature = "tokio")]
            Backend::Tokio => {
                let owner = anyrt_tokio::Tokio::new().map_err(RunError::start)?;
                Ok(owner.block_on(|rt| app(AnyRuntime::with_readiness(rt))))
            }
            #[cfg(feature = "async-std")]
            Backend::AsyncStd => {
                let global = anyrt_async_std::AsyncStd::new();
                Ok(global.block_on(|rt| app(AnyRuntime::with_readiness(rt))))
            }
            #[cfg(feature = "smol")]
            Backend::Smol => {
                let owner = anyrt_smol::Smol::new().map_err(RunError::start)?;
                Ok(owner.block_on(|rt| app(AnyRuntime::with_readiness(rt))))
            }
        }
    }
    #[cfg(not(any(feature = "tokio", feature = "async-std", feature = "smol")))]
    {
        drop(app);
        match backend {}
    }
}

impl Backend {
    /// Returns the runtime that [`run`] takes: the one which the environment variable `ANYRT_RUNTIME`
    /// names, else the only one compiled in.
    ///
    /// # Errors
    ///
    /// If the variable names no runtime that is compiled in, or if it is not set and several are, or none
    /// is. The message lists the choices.
    pub fn chosen() -> Result<Self, RunError> {
        match env::var_os(RUNTIME_VARIABLE) {
            Some(name) => Ok(name.to_string_lossy().parse()?),
            None => match Self::available() {
                [only] => Ok(*only),
                _ => Err(RunError(Reason::NoChoice)),
            },
        }
    }
}

/// Says why a program could not be run.
///
/// `Debug` gives the message too: it is what a `main` that returns the error prints.
pub struct RunError(Reason);

#[derive(Debug)]
enum Reason {
    NoChoice,
    Unknown(UnknownBackend),
    #[cfg(any(feature = "tokio", feature = "smol"))]
    Start(std::io::Error),
}

#[cfg(any(feature = "tokio", feature = "smol"))]
impl RunError {
    const fn start(error: std::io::Error) -> Self {
        Self(Reason::Start(error))
    }
}

impl From<UnknownBackend> for RunError {
    fn from(error: UnknownBackend) -> Self {
        Self(Reason::Unknown(error))
    }
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reason::NoChoice if Backend::available().is_empty() => {
                write!(f, "no runtime is compiled in: {Choices}")
            }
            Reason::NoChoice => write!(
                f,
                "several runtimes are compiled in: choose one by the environment variable \
                 {RUNTIME_VARIABLE}; {Choices}"
            ),
            Reason::Unknown(error) => error.fmt(f),
            #[cfg(any(feature = "tokio", feature = "smol"))]
            Reason::Start(error) => write!(f, "the runtime did not start: {error}"),
        }
    }
}

impl fmt::Debug for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for RunError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0 {
            #[cfg(any(feature = "tokio", feature = "smol"))]
            Reason::Start(error) => Some(error),
            Reason::NoChoice | Reason::Unknown(_) => None,
        }
    }
}
