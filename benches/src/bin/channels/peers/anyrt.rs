use std::future::ready;

use anyrt_channels::{broadcast, local, mpmc, mpsc, oneshot, spsc, watch};

use crate::{
    entrant::{Entrant, OURS},
    kinds::{self, Outcome, queue},
    payload::Payload,
};

queue! {
    Queue for Mpsc = Entrant::new(OURS, "mpsc");
    ends mpsc::Sender<T>, mpsc::Receiver<T>;
    make |capacity| capacity.bounded(mpsc::channel);
    clone senders;
    send |sender, value| sender.send(value);
    recv |receiver| receiver.recv();
}

queue! {
    Queue for UnboundedMpsc = Entrant::new(OURS, "mpsc");
    ends mpsc::UnboundedSender<T>, mpsc::UnboundedReceiver<T>;
    make |capacity| capacity.unbounded(mpsc::unbounded_channel);
    clone senders;
    send |sender, value| ready(sender.send(value));
    recv |receiver| receiver.recv();
}

queue! {
    LocalQueue for LocalMpsc = Entrant::new(OURS, "local mpsc");
    ends local::mpsc::Sender<T>, local::mpsc::Receiver<T>;
    make |capacity| capacity.bounded(local::mpsc::channel);
    send |sender, value| sender.send(value);
    recv |receiver| receiver.recv();
}

queue! {
    LocalQueue for LocalUnboundedMpsc = Entrant::new(OURS, "local mpsc");
    ends local::mpsc::UnboundedSender<T>, local::mpsc::UnboundedReceiver<T>;
    make |capacity| capacity.unbounded(local::mpsc::unbounded_channel);
    send |sender, value| ready(sender.send(value));
    recv |receiver| receiver.recv();
}

pub(crate) struct LocalOneshot;

impl kinds::Oneshot for LocalOneshot {
    const ENTRANT: Entrant = Entrant::new(OURS, "local oneshot");

    type Home<T: Payload> = ();
    type Sender<'a, T: Payload> = local::oneshot::Sender<T>;
    type Receiver<'a, T: Payload> = local::oneshot::Receiver<T>;

    fn make<T: Payload>((): &mut ()) -> (local::oneshot::Sender<T>, local::oneshot::Receiver<T>) {
        local::oneshot::channel()
    }

    fn send<T: Payload>(sender: local::oneshot::Sender<T>, value: T) -> bool {
        sender.send(value).is_ok()
    }

    fn recv<'a, T: Payload>(
        receiver: local::oneshot::Receiver<T>,
    ) -> impl Future<Output: Outcome<Value = T>> + use<'a, T> {
        receiver
    }
}

pub(crate) struct Broadcast;

impl kinds::Broadcast for Broadcast {
    const ENTRANT: Entrant = Entrant::new(OURS, "broadcast, lossy");

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

pub(crate) struct LosslessBroadcast;

impl kinds::Broadcast for LosslessBroadcast {
    const ENTRANT: Entrant = Entrant::new(OURS, "broadcast, back-pressure");

    type Sender<T: Payload> = broadcast::LosslessSender<T>;
    type Receiver<T: Payload> = broadcast::Receiver<T>;

    fn make<T: Payload>(capacity: usize) -> (broadcast::LosslessSender<T>, broadcast::Receiver<T>) {
        broadcast::lossless_channel(capacity)
    }

    fn another<T: Payload>(
        sender: &broadcast::LosslessSender<T>,
        _: &broadcast::Receiver<T>,
    ) -> broadcast::Receiver<T> {
        sender.subscribe()
    }

    fn send<T: Payload>(
        sender: &mut broadcast::LosslessSender<T>,
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

queue! {
    Queue for Spsc = Entrant::new(OURS, "spsc");
    ends spsc::Sender<T>, spsc::Receiver<T>;
    make |capacity| capacity.bounded(spsc::channel);
    clone none;
    send |sender, value| sender.send(value);
    recv |receiver| receiver.recv();
}

queue! {
    Queue for Mpmc = Entrant::new(OURS, "mpmc");
    ends mpmc::Sender<T>, mpmc::Receiver<T>;
    make |capacity| capacity.bounded_or_none(mpmc::bounded);
    clone both;
    send |sender, value| sender.send(value);
    recv |receiver| receiver.recv();
}

queue! {
    Queue for UnboundedMpmc = Entrant::new(OURS, "mpmc");
    ends mpmc::Sender<T>, mpmc::Receiver<T>;
    make |capacity| capacity.unbounded(mpmc::unbounded);
    clone both;
    send |sender, value| sender.send(value);
    recv |receiver| receiver.recv();
}

pub(crate) struct Oneshot;

impl kinds::Oneshot for Oneshot {
    const ENTRANT: Entrant = Entrant::new(OURS, "oneshot");

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

pub(crate) struct Slot;

impl kinds::Oneshot for Slot {
    const ENTRANT: Entrant = Entrant::new(OURS, "slot");

    type Home<T: Payload> = oneshot::Slot<T>;
    type Sender<'a, T: Payload> = oneshot::Sender<T>;
    type Receiver<'a, T: Payload> = oneshot::SlotReceiver<'a, T>;

    fn make<T: Payload>(
        slot: &mut oneshot::Slot<T>,
    ) -> (oneshot::Sender<T>, oneshot::SlotReceiver<'_, T>) {
        slot.pair()
    }

    fn send<T: Payload>(sender: oneshot::Sender<T>, value: T) -> bool {
        sender.send(value).is_ok()
    }

    fn recv<'a, T: Payload>(
        receiver: Self::Receiver<'a, T>,
    ) -> impl Future<Output: Outcome<Value = T>> + use<'a, T> {
        receiver
    }
}

pub(crate) struct Watch;

impl kinds::Watch for Watch {
    const ENTRANT: Entrant = Entrant::new(OURS, "watch");

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
