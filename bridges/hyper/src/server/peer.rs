/// Who sent a request: the address that the listener told, among the extensions of every request that
/// [`Server`](super::Server) hands to a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_structs, reason = "an address in a type of its own")]
pub struct Peer<A>(pub A);
