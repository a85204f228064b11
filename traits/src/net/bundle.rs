use super::{Resolve, TcpNet, UdpNet};

/// Everything the network offers on every platform, in one bound.
///
/// Implemented for every type that has the three parts.
pub trait Net: TcpNet + UdpNet + Resolve {}

impl<T: TcpNet + UdpNet + Resolve + ?Sized> Net for T {}

/// What an operating system adds to [`Net`]; nothing on this one.
#[cfg(not(unix))]
pub trait PlatformNet {}

#[cfg(not(unix))]
impl<T: ?Sized> PlatformNet for T {}
