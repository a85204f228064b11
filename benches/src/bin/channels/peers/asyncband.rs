use std::future::ready;

use ::asyncband::{broadcast::mpmc as broadcast, mpmc, mpsc, oneshot, spmc, watch};

use crate::{
    entrant::Entrant,
    kinds::{self, Outcome, queue},
    payload::Payload,
};

const ASYNCBAND: &str = "asyncband";

queue! {
    Queue for Mpsc = Entrant::new(ASYNCBAND, "mpsc");
    ends mpsc::BoundedSender<T>, mpsc::BoundedReceiver<T>;
    make |capacity| capacity.bounded(mpsc::bounded);
    clone senders;
    send |sender, value| sender.send(value);
    recv |receiver| receiver.recv();
}

queue! {
    Queue for UnboundedMpsc = Entrant::new(ASYNCBAND, "mpsc");
    ends mpsc::UnboundedSender<T>, mpsc::UnboundedReceiver<T>;
    make |capacity| capacity.unbounded(mpsc::unbounded);
    clone senders;
    send |sender, value| ready(sender.send(value));
    recv |receiver| receiver.recv();
}

queue! {
    Queue for Spmc = Entrant::new(ASYNCBAND, "spmc");
    ends spmc::BoundedSender<T>, spmc::BoundedReceiver<T>;
    make |capacity| capacity.bounded(spmc::bounded);
    clone receivers;
    send |sender, value| sender.send(value);
    recv |receiver| receiver.recv();
}

queue! {
    Queue for UnboundedSpmc = Entrant::new(ASYNCBAND, "spmc");
    ends spmc::UnboundedSender<T>, spmc::UnboundedReceiver<T>;
    make |capacity| capacity.unbounded(spmc::unbounded);
    clone receivers;
    send |sender, value| ready(sender.send(value));
    recv |receiver| receiver.recv();
}

queue! {
    Queue for Mpmc = Entrant::new(ASYNCBAND, "mpmc");
    ends mpmc::BoundedSender<T>, mpmc::BoundedReceiver<T>;
    make |capacity| capacity.bounded(mpmc::bounded);
    clone both;
    send |sender, value| sender.send(value);
    recv |receiver| receiver.recv();
}

queue! {
    Queue for UnboundedMpmc = Entrant::new(ASYNCBAND, "mpmc");
    ends mpmc::UnboundedSender<T>, mpmc::UnboundedReceiver<T>;
    make |capacity| capacity.unbounded(mpmc::unbounded);
    clone both;
    send |sender, value| ready(sender.send(value));
    recv |receiver| receiver.recv();
}

pub(crate) struct Oneshot;

impl kinds::Oneshot for Oneshot {
    const ENTRANT: Entrant = Entrant::new(ASYNCBAND, "oneshot");

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
        receiver.into_future()
    }
}

pub(crate) struct Broadcast;

impl kinds::Broadcast for Broadcast {
    const ENTRANT: Entrant = Entrant::new(ASYNCBAND, "broadcast, back-pressure");

    type Sender<T: Payload> = broadcast::BoundedSender<T>;
    type Receiver<T: Payload> = broadcast::BoundedReceiver<T>;

    fn make<T: Payload>(
        capacity: usize,
    ) -> (broadcast::BoundedSender<T>, broadcast::BoundedReceiver<T>) {
        broadcast::bounded(capacity)
    }

    fn another<T: Payload>(
        sender: &broadcast::BoundedSender<T>,
        _: &broadcast::BoundedReceiver<T>,
    ) -> broadcast::BoundedReceiver<T> {
        sender.subscribe()
    }

    fn send<T: Payload>(
        sender: &mut broadcast::BoundedSender<T>,
        value: T,
    ) -> impl Future<Output: Outcome> {
        async {
            sender.send(value).await;
            Some(())
        }
    }

    fn recv<T: Payload>(
        receiver: &mut broadcast::BoundedReceiver<T>,
    ) -> impl Future<Output: Outcome<Value = T>> {
        receiver.recv()
    }
}

pub(crate) struct Watch;

impl kinds::Watch for Watch {
    const ENTRANT: Entrant = Entrant::new(ASYNCBAND, "watch");

    type Sender<T: Payload> = watch::Sender<T>;
    type Receiver<T: Payload> = watch::Receiver<T>;

    fn make<T: Payload>(first: T) -> (watch::Sender<T>, watch::Receiver<T>) {
        watch::channel(first)
    }

    fn send<T: Payload>(sender: &mut watch::Sender<T>, value: T) -> bool {
        sender.send(value).is_ok()
    }

    async fn changed<T: Payload>(receiver: &mut watch::Receiver<T>) -> Option<T> {
        receiver.recv().await.ok()
    }
}
