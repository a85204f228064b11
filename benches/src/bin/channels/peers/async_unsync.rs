use std::future::ready;

use ::async_unsync::{bounded, oneshot, unbounded};

use crate::{
    entrant::Entrant,
    kinds::{self, Outcome, queue},
    payload::Payload,
};

const UNSYNC: &str = "async-unsync";

queue! {
    LocalQueue for Bounded = Entrant::new(UNSYNC, "mpsc");
    ends bounded::Sender<T>, bounded::Receiver<T>;
    make |capacity| capacity.bounded(|capacity| bounded::channel(capacity).into_split());
    send |sender, value| sender.send(value);
    recv |receiver| receiver.recv();
}

queue! {
    LocalQueue for Unbounded = Entrant::new(UNSYNC, "mpsc");
    ends unbounded::UnboundedSender<T>, unbounded::UnboundedReceiver<T>;
    make |capacity| capacity.unbounded(|| unbounded::channel().into_split());
    send |sender, value| ready(sender.send(value));
    recv |receiver| receiver.recv();
}

pub(crate) struct Oneshot;

impl kinds::Oneshot for Oneshot {
    const ENTRANT: Entrant = Entrant::new(UNSYNC, "local oneshot");

    type Home<T: Payload> = ();
    type Sender<'a, T: Payload> = oneshot::Sender<T>;
    type Receiver<'a, T: Payload> = oneshot::Receiver<T>;

    fn make<T: Payload>((): &mut ()) -> (oneshot::Sender<T>, oneshot::Receiver<T>) {
        oneshot::channel().into_split()
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
