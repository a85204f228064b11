use std::future::ready;

use ::crossfire::{
    AsyncRx, AsyncTx, MAsyncRx, MAsyncTx, MTx, Tx, mpmc, mpsc,
    oneshot::{self, RxOneshot, TxOneshot},
    spsc,
};

use crate::{
    entrant::Entrant,
    kinds::{self, Outcome, queue},
    payload::Payload,
};

/// The futures of all its queues are `Send` although they borrow what is not `Sync`, and a channel for one
/// message holds two.
const fn queue(form: &'static str) -> Entrant {
    Entrant::new("crossfire", form).lax().unsound()
}

queue! {
    Queue for Spsc = queue("spsc");
    ends AsyncTx<spsc::Array<T>>, AsyncRx<spsc::Array<T>>;
    make |capacity| capacity.bounded(spsc::bounded_async);
    clone none;
    send |sender, value| sender.send(value);
    recv |receiver| receiver.recv();
}

queue! {
    Queue for UnboundedSpsc = queue("spsc");
    ends Tx<spsc::List<T>>, AsyncRx<spsc::List<T>>;
    make |capacity| capacity.unbounded(spsc::unbounded_async);
    clone none;
    send |sender, value| ready(sender.send(value));
    recv |receiver| receiver.recv();
}

queue! {
    Queue for Mpsc = queue("mpsc");
    ends MAsyncTx<mpsc::Array<T>>, AsyncRx<mpsc::Array<T>>;
    make |capacity| capacity.bounded(mpsc::bounded_async);
    clone senders;
    send |sender, value| sender.send(value);
    recv |receiver| receiver.recv();
}

queue! {
    Queue for UnboundedMpsc = queue("mpsc");
    ends MTx<mpsc::List<T>>, AsyncRx<mpsc::List<T>>;
    make |capacity| capacity.unbounded(mpsc::unbounded_async);
    clone senders;
    send |sender, value| ready(sender.send(value));
    recv |receiver| receiver.recv();
}

queue! {
    Queue for Mpmc = queue("mpmc");
    ends MAsyncTx<mpmc::Array<T>>, MAsyncRx<mpmc::Array<T>>;
    make |capacity| capacity.bounded(mpmc::bounded_async);
    clone both;
    send |sender, value| sender.send(value);
    recv |receiver| receiver.recv();
}

queue! {
    Queue for UnboundedMpmc = queue("mpmc");
    ends MTx<mpmc::List<T>>, MAsyncRx<mpmc::List<T>>;
    make |capacity| capacity.unbounded(mpmc::unbounded_async);
    clone both;
    send |sender, value| ready(sender.send(value));
    recv |receiver| receiver.recv();
}

pub(crate) struct Oneshot;

impl kinds::Oneshot for Oneshot {
    const ENTRANT: Entrant = Entrant::new("crossfire", "oneshot");

    type Home<T: Payload> = ();
    type Sender<'a, T: Payload> = TxOneshot<T>;
    type Receiver<'a, T: Payload> = RxOneshot<T>;

    fn make<T: Payload>((): &mut ()) -> (TxOneshot<T>, RxOneshot<T>) {
        oneshot::oneshot()
    }

    fn send<T: Payload>(sender: TxOneshot<T>, value: T) -> bool {
        sender.send(value);
        true
    }

    fn recv<'a, T: Payload>(
        receiver: RxOneshot<T>,
    ) -> impl Future<Output: Outcome<Value = T>> + use<'a, T> {
        receiver
    }
}
