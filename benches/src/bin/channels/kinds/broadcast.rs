use super::Outcome;
use crate::{entrant::Entrant, payload::Payload};

/// A channel whose messages each go to every receiver.
pub(crate) trait Broadcast: 'static {
    const ENTRANT: Entrant;

    type Sender<T: Payload>: 'static;
    type Receiver<T: Payload>: 'static;

    fn make<T: Payload>(capacity: usize) -> (Self::Sender<T>, Self::Receiver<T>);

    /// One more receiver, of all that is sent from now on.
    fn another<T: Payload>(
        sender: &Self::Sender<T>,
        receiver: &Self::Receiver<T>,
    ) -> Self::Receiver<T>;

    fn send<T: Payload>(sender: &mut Self::Sender<T>, value: T) -> impl Future<Output: Outcome>;

    /// Receives the next; nothing if there was an end or a gap.
    fn recv<T: Payload>(
        receiver: &mut Self::Receiver<T>,
    ) -> impl Future<Output: Outcome<Value = T>>;
}
