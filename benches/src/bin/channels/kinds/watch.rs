use crate::{entrant::Entrant, payload::Payload};

/// A channel that holds the latest value.
pub(crate) trait Watch: 'static {
    const ENTRANT: Entrant;

    type Sender<T: Payload>: 'static;
    type Receiver<T: Payload>: 'static;

    fn make<T: Payload>(first: T) -> (Self::Sender<T>, Self::Receiver<T>);

    /// Replaces the value, and says whether there was a receiver.
    fn send<T: Payload>(sender: &mut Self::Sender<T>, value: T) -> bool;

    /// Waits for a value that was not seen, and gives a copy of it.
    fn changed<T: Payload>(receiver: &mut Self::Receiver<T>) -> impl Future<Output = Option<T>>;
}
