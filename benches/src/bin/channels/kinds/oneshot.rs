use super::Outcome;
use crate::{entrant::Entrant, payload::Payload};

/// A channel for one message.
pub(crate) trait Oneshot: 'static {
    const ENTRANT: Entrant;

    /// What is kept from one channel to the next; nothing, unless a slot is used again.
    type Home<T: Payload>: Default + 'static;
    type Sender<'a, T: Payload>;
    type Receiver<'a, T: Payload>;

    fn make<T: Payload>(home: &mut Self::Home<T>) -> (Self::Sender<'_, T>, Self::Receiver<'_, T>);

    /// Sends, and says whether there was a receiver.
    fn send<T: Payload>(sender: Self::Sender<'_, T>, value: T) -> bool;

    fn recv<'a, T: Payload>(
        receiver: Self::Receiver<'a, T>,
    ) -> impl Future<Output: Outcome<Value = T>> + use<'a, Self, T>;
}
