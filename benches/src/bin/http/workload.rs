/// What is asked of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Workload {
    /// Small answers over HTTP/1, one after another on each of sixteen connections.
    KeepAlive,
    /// Small answers over HTTP/2, sixteen at once on each of four connections.
    Multiplexed,
    /// Answers of 1 MiB over HTTP/1, on four connections.
    Large,
    /// Answers of 1 MiB over HTTP/2, four at once on one connection.
    LargeMultiplexed,
}

impl Workload {
    pub(crate) const ALL: [Self; 4] = [
        Self::KeepAlive,
        Self::Multiplexed,
        Self::Large,
        Self::LargeMultiplexed,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::KeepAlive => "http1",
            Self::Multiplexed => "http2",
            Self::Large => "http1-1m",
            Self::LargeMultiplexed => "http2-1m",
        }
    }

    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::KeepAlive | Self::Multiplexed => "/small",
            Self::Large | Self::LargeMultiplexed => "/large",
        }
    }

    pub(crate) const fn is_http2(self) -> bool {
        matches!(self, Self::Multiplexed | Self::LargeMultiplexed)
    }

    pub(crate) const fn connections(self) -> usize {
        match self {
            Self::KeepAlive => 16,
            Self::Multiplexed | Self::Large => 4,
            Self::LargeMultiplexed => 1,
        }
    }

    /// How many requests are on their way at once on a connection.
    pub(crate) const fn streams(self) -> usize {
        match self {
            Self::KeepAlive | Self::Large => 1,
            Self::Multiplexed => 16,
            Self::LargeMultiplexed => 4,
        }
    }
}
