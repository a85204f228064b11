/// What a server runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// tokio, through the I/O, the executor and the timer of hyper-util.
    Bare,
    Tokio,
    TokioErased,
    Smol,
    SmolErased,
    AsyncStd,
    AsyncStdErased,
    /// tokio, through the layer of tokio-util between tokio's I/O traits and those of `futures-io`, which
    /// drops vectored writes.
    Compat,
    /// The first once more: how far two that are the same are apart.
    Again,
}

impl Flavour {
    pub(crate) const ALL: [Self; 9] = [
        Self::Bare,
        Self::Tokio,
        Self::TokioErased,
        Self::Smol,
        Self::SmolErased,
        Self::AsyncStd,
        Self::AsyncStdErased,
        Self::Compat,
        Self::Again,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Bare => "tokio-bare",
            Self::Tokio => "tokio",
            Self::TokioErased => "tokio-erased",
            Self::Smol => "smol",
            Self::SmolErased => "smol-erased",
            Self::AsyncStd => "async-std",
            Self::AsyncStdErased => "async-std-erased",
            Self::Compat => "tokio-compat",
            Self::Again => "tokio-bare-again",
        }
    }
}
