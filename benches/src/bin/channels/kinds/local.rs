use super::{Capacity, Outcome, Queue};
use crate::{entrant::Entrant, payload::Payload};

/// A queue whose ends may have to stay on their thread; every [`Queue`] is one.
pub(crate) trait LocalQueue: 'static {
    const ENTRANT: Entrant;

    type Sender<T: Payload>: 'static;
    type Receiver<T: Payload>: 'static;

    /// Makes one; `None` if it does not come in that capacity.
    fn make<T: Payload>(capacity: Capacity) -> Option<(Self::Sender<T>, Self::Receiver<T>)>;

    fn send<T: Payload>(sender: &mut Self::Sender<T>, value: T) -> impl Future<Output: Outcome>;

    fn recv<T: Payload>(
        receiver: &mut Self::Receiver<T>,
    ) -> impl Future<Output: Outcome<Value = T>>;
}

impl<Q: Queue> LocalQueue for Q {
    const ENTRANT: Entrant = Q::ENTRANT;

    type Sender<T: Payload> = Q::Sender<T>;
    type Receiver<T: Payload> = Q::Receiver<T>;

    fn make<T: Payload>(capacity: Capacity) -> Option<(Q::Sender<T>, Q::Receiver<T>)> {
        Q::make(capacity)
    }

    fn send<T: Payload>(sender: &mut Q::Sender<T>, value: T) -> impl Future<Output: Outcome> {
        Q::send(sender, value)
    }

    fn recv<T: Payload>(receiver: &mut Q::Receiver<T>) -> impl Future<Output: Outcome<Value = T>> {
        Q::recv(receiver)
    }
}
