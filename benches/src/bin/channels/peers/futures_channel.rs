use std::future::ready;

use ::futures_channel::{mpsc, oneshot};
use futures_util::{SinkExt, StreamExt};

use crate::{
    entrant::Entrant,
    kinds::{self, Outcome, queue},
    payload::Payload,
};

const FUTURES: &str = "futures-channel";

// Each sender has a place of its own besides the capacity. `feed` is its send without the flush, which waits
// for the receiver.
queue! {
    Queue for Mpsc = Entrant::new(FUTURES, "mpsc").lax();
    ends mpsc::Sender<T>, mpsc::Receiver<T>;
    make |capacity| capacity.bounded(mpsc::channel);
    clone senders;
    send |sender, value| sender.feed(value);
    recv |receiver| receiver.next();
}

queue! {
    Queue for Unbounded = Entrant::new(FUTURES, "mpsc").lax();
    ends mpsc::UnboundedSender<T>, mpsc::UnboundedReceiver<T>;
    make |capacity| capacity.unbounded(mpsc::unbounded);
    clone senders;
    send |sender, value| ready(sender.unbounded_send(value));
    recv |receiver| receiver.next();
}

pub(crate) struct Oneshot;

impl kinds::Oneshot for Oneshot {
    const ENTRANT: Entrant = Entrant::new(FUTURES, "oneshot");

    type Home<T: Payload> = ();
    type Sender<'a, T: Payload> = oneshot::Sender<T>;
    type Receiver<'a, T: Payload> = oneshot::Receiver<T>;

    fn make<T: Payload>((): &mut ()) -> (oneshot::Sender<T>, oneshot::Receiver<T>) {
        oneshot::channel()
    }

    fn send<T: Payload>(sender: oneshot::Sender<T>, value: T) -> bool {
        sender.send(value).is_ok()
    }

    fn recv<'a, T: Payload>(
        receiver: oneshot::Receiver<T>,
    ) -> impl Future<Output: Outcome<Value = T>> + use<'a, T> {
        receiver
    }
}
