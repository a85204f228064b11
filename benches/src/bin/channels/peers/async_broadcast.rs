use ::async_broadcast::{Receiver, Sender, broadcast};

use crate::{
    entrant::Entrant,
    kinds::{self, Outcome},
    payload::Payload,
};

pub(crate) struct Broadcast;

impl kinds::Broadcast for Broadcast {
    const ENTRANT: Entrant = Entrant::new("async-broadcast", "broadcast, back-pressure");

    type Sender<T: Payload> = Sender<T>;
    type Receiver<T: Payload> = Receiver<T>;

    fn make<T: Payload>(capacity: usize) -> (Sender<T>, Receiver<T>) {
        broadcast(capacity)
    }

    fn another<T: Payload>(_: &Sender<T>, receiver: &Receiver<T>) -> Receiver<T> {
        receiver.new_receiver()
    }

    fn send<T: Payload>(sender: &mut Sender<T>, value: T) -> impl Future<Output: Outcome> {
        sender.broadcast_direct(value)
    }

    fn recv<T: Payload>(receiver: &mut Receiver<T>) -> impl Future<Output: Outcome<Value = T>> {
        receiver.recv_direct()
    }
}
