use std::{
    any::Any,
    error::Error,
    fmt, io,
    sync::{Mutex, PoisonError},
};

/// Says why a task or a blocking closure gave no output.
pub struct JoinError(Reason);

enum Reason {
    Cancelled,
    Consumed,
    Panic(Panic),
}

/// A panic's payload; behind a lock because it is `Send` only, while errors are expected to be `Sync`.
struct Panic {
    message: Option<Box<str>>,
    payload: Mutex<Box<dyn Any + Send>>,
}

impl JoinError {
    /// Makes the error of a task that was aborted, or dropped by its runtime's shutdown.
    #[must_use]
    pub const fn cancelled() -> Self {
        Self(Reason::Cancelled)
    }

    /// Makes the error of a handle that has given its result before.
    #[must_use]
    pub const fn consumed() -> Self {
        Self(Reason::Consumed)
    }

    /// Makes the error of a task that panicked with `payload`.
    #[must_use]
    pub fn panicked(payload: Box<dyn Any + Send>) -> Self {
        let message = payload
            .downcast_ref::<&'static str>()
            .copied()
            .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
            .map(Box::from);
        let payload = Mutex::new(payload);
        Self(Reason::Panic(Panic { message, payload }))
    }

    /// Tells whether the task was aborted, or dropped by its runtime's shutdown.
    #[must_use]
    pub const fn is_cancelled(&self) -> bool {
        matches!(self.0, Reason::Cancelled)
    }

    /// Tells whether the handle was polled after it had given its result.
    #[must_use]
    pub const fn is_consumed(&self) -> bool {
        matches!(self.0, Reason::Consumed)
    }

    /// Tells whether the task panicked.
    #[must_use]
    pub const fn is_panic(&self) -> bool {
        matches!(self.0, Reason::Panic(_))
    }

    /// Returns the message of the panic, if it has one.
    #[must_use]
    pub fn panic_message(&self) -> Option<&str> {
        match &self.0 {
            Reason::Panic(panic) => panic.message.as_deref(),
            Reason::Cancelled | Reason::Consumed => None,
        }
    }

    /// Returns the payload of the panic, to hand to [`std::panic::resume_unwind`].
    ///
    /// # Errors
    ///
    /// The error itself if the task did not panic.
    pub fn into_panic(self) -> Result<Box<dyn Any + Send>, Self> {
        match self.0 {
            Reason::Panic(panic) => Ok(panic
                .payload
                .into_inner()
                .unwrap_or_else(PoisonError::into_inner)),
            reason => Err(Self(reason)),
        }
    }
}

impl fmt::Display for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reason::Cancelled => f.write_str("the task was cancelled"),
            Reason::Consumed => f.write_str("the handle has given its result already"),
            Reason::Panic(Panic {
                message: Some(message),
                ..
            }) => write!(f, "the task panicked: {message}"),
            Reason::Panic(_) => f.write_str("the task panicked"),
        }
    }
}

impl fmt::Debug for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reason::Cancelled => f.write_str("JoinError::Cancelled"),
            Reason::Consumed => f.write_str("JoinError::Consumed"),
            Reason::Panic(panic) => f
                .debug_tuple("JoinError::Panic")
                .field(&panic.message)
                .finish(),
        }
    }
}

impl Error for JoinError {}

impl From<JoinError> for io::Error {
    fn from(error: JoinError) -> Self {
        Self::other(error)
    }
}
