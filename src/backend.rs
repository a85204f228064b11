use std::{error::Error, fmt, str::FromStr};

/// A runtime that is compiled in, by the feature of the same name.
///
/// With no such feature there is none, and the type has no value.
///
/// # Examples
///
/// ```
/// use anyrt::Backend;
///
/// for backend in Backend::available() {
///     assert_eq!(backend.to_string().parse(), Ok(*backend));
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Backend {
    /// A multi-thread tokio runtime, `tokio` by name.
    #[cfg(feature = "tokio")]
    Tokio,
    /// async-std's global executor, `async-std` by name.
    #[cfg(feature = "async-std")]
    AsyncStd,
    /// An executor of smol with a thread for each processor, `smol` by name.
    #[cfg(feature = "smol")]
    Smol,
}

impl Backend {
    /// Returns every runtime that is compiled in.
    #[must_use]
    pub const fn available() -> &'static [Self] {
        &[
            #[cfg(feature = "tokio")]
            Self::Tokio,
            #[cfg(feature = "async-std")]
            Self::AsyncStd,
            #[cfg(feature = "smol")]
            Self::Smol,
        ]
    }

    /// Returns the name, which is also that of the feature.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            #[cfg(feature = "tokio")]
            Self::Tokio => "tokio",
            #[cfg(feature = "async-std")]
            Self::AsyncStd => "async-std",
            #[cfg(feature = "smol")]
            Self::Smol => "smol",
        }
    }
}

impl fmt::Display for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Backend {
    type Err = UnknownBackend;

    fn from_str(name: &str) -> Result<Self, UnknownBackend> {
        let mut available = Self::available().iter().copied();
        available
            .find(|backend| backend.name() == name)
            .ok_or_else(|| UnknownBackend { name: name.into() })
    }
}

/// Says that a name is not that of a runtime that is compiled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownBackend {
    name: String,
}

impl fmt::Display for UnknownBackend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no runtime {:?} is compiled in; ", self.name)?;
        Choices.fmt(f)
    }
}

impl Error for UnknownBackend {}

/// Lists what there is to choose from, for error messages.
pub(crate) struct Choices;

impl fmt::Display for Choices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Backend::available() {
            [] => f.write_str("enable one of anyrt's features `tokio`, `smol` and `async-std`"),
            [first, rest @ ..] => {
                write!(f, "there is {first}")?;
                rest.iter().try_for_each(|backend| write!(f, ", {backend}"))
            }
        }
    }
}
