use ::postage::{broadcast, dispatch, mpsc, oneshot, sink::Sink, stream::Stream, watch};

use crate::{
    entrant::Entrant,
    kinds::{self, Outcome, queue},
    payload::Payload,
};

const POSTAGE: &str = "postage";

queue! {
    Queue for Mpsc = Entrant::new(POSTAGE, "mpsc");
    ends mpsc::Sender<T>, mpsc::Receiver<T>;
    make |capacity| capacity.bounded(mpsc::channel);
    clone senders;
    send |sender, value| sender.send(value);
    recv |receiver| receiver.recv();
}

queue! {
    Queue for Dispatch = Entrant::new(POSTAGE, "dispatch");
    ends dispatch::Sender<T>, dispatch::Receiver<T>;
    make |capacity| capacity.bounded(dispatch::channel);
    clone both;
    send |sender, value| sender.send(value);
    recv |receiver| receiver.recv();
}

pub(crate) struct Oneshot;

impl kinds::Oneshot for Oneshot {
    const ENTRANT: Entrant = Entrant::new(POSTAGE, "oneshot");

    type Home<T: Payload> = ();
    type Sender<'a, T: Payload> = oneshot::Sender<T>;
    type Receiver<'a, T: Payload> = oneshot::Receiver<T>;

    fn make<T: Payload>((): &mut ()) -> (oneshot::Sender<T>, oneshot::Receiver<T>) {
        oneshot::channel()
    }

    fn send<T: Payload>(mut sender: oneshot::Sender<T>, value: T) -> bool {
        sender.try_send(value).is_ok()
    }

    fn recv<'a, T: Payload>(
        mut receiver: oneshot::Receiver<T>,
    ) -> impl Future<Output: Outcome<Value = T>> + use<'a, T> {
        async move { receiver.recv().await }
    }
}

pub(crate) struct Broadcast;

impl kinds::Broadcast for Broadcast {
    const ENTRANT: Entrant = Entrant::new(POSTAGE, "broadcast, back-pressure");

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
        sender.send(value)
    }

    fn recv<T: Payload>(
        receiver: &mut broadcast::Receiver<T>,
    ) -> impl Future<Output: Outcome<Value = T>> {
        receiver.recv()
    }
}

pub(crate) struct Watch;

impl kinds::Watch for Watch {
    const ENTRANT: Entrant = Entrant::new(POSTAGE, "watch");

    type Sender<T: Payload> = watch::Sender<T>;
    type Receiver<T: Payload> = watch::Receiver<T>;

    fn make<T: Payload>(first: T) -> (watch::Sender<T>, watch::Receiver<T>) {
        watch::channel_with(first)
    }

    fn send<T: Payload>(sender: &mut watch::Sender<T>, value: T) -> bool {
        sender.try_send(value).is_ok()
    }

    async fn changed<T: Payload>(receiver: &mut watch::Receiver<T>) -> Option<T> {
        receiver.recv().await
    }
}
