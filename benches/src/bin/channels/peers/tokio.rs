use std::future::ready;

use ::tokio::sync::{broadcast, mpsc, oneshot, watch};

use crate::{
    entrant::Entrant,
    kinds::{self, Outcome, queue},
    payload::Payload,
};

const TOKIO: &str = "tokio";

queue! {
    Queue for Bounded = Entrant::new(TOKIO, "mpsc");
    ends mpsc::Sender<T>, mpsc::Receiver<T>;
    make |capacity| capacity.bounded(mpsc::channel);
    clone senders;
    send |sender, value| sender.send(value);
    recv |receiver| receiver.recv();
}

queue! {
    Queue for Unbounded = Entrant::new(TOKIO, "mpsc");
    ends mpsc::UnboundedSender<T>, mpsc::UnboundedReceiver<T>;
    make |capacity| capacity.unbounded(mpsc::unbounded_channel);
    clone senders;
    send |sender, value| ready(sender.send(value));
    recv |receiver| receiver.recv();
}

pub(crate) struct Oneshot;

impl kinds::Oneshot for Oneshot {
    const ENTRANT: Entrant = Entrant::new(TOKIO, "oneshot");

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

pub(crate) struct Broadcast;

impl kinds::Broadcast for Broadcast {
    const ENTRANT: Entrant = Entrant::new(TOKIO, "broadcast, lossy");

    type Sender<T: Payload> = broadcast::Sender<T>;
    type Receiver<T: Payload> = broadcast::Receiver<T>;

    fn make<T: Payload>(capacity: usize) -> (broadcast::Sender<T>, broadcast::Receiver<T>) {
        broadcast::channel(capacity)
    }

    fn another<T: Payload>(
        sender: &broadcast::Sender<T>,
        _: &broadcast::Receiver<T>,
    ) -> broadcast::Receiver<T> {
        sender.subscribe()
    }

    fn send<T: Payload>(
        sender: &mut broadcast::Sender<T>,
        value: T,
    ) -> impl Future<Output: Outcome> {
        ready(sender.send(value))
    }

    fn recv<T: Payload>(
        receiver: &mut broadcast::Receiver<T>,
    ) -> impl Future<Output: Outcome<Value = T>> {
        receiver.recv()
    }
}

pub(crate) struct Watch;

impl kinds::Watch for Watch {
    const ENTRANT: Entrant = Entrant::new(TOKIO, "watch");

    type Sender<T: Payload> = watch::Sender<T>;
    type Receiver<T: Payload> = watch::Receiver<T>;

    fn make<T: Payload>(first: T) -> (watch::Sender<T>, watch::Receiver<T>) {
        watch::channel(first)
    }

    fn send<T: Payload>(sender: &mut watch::Sender<T>, value: T) -> bool {
        sender.send(value).is_ok()
    }

    async fn changed<T: Payload>(receiver: &mut watch::Receiver<T>) -> Option<T> {
        receiver.changed().await.ok()?;
        Some(receiver.borrow_and_update().clone())
    }
}
