use ::async_channel::{Receiver, Sender, bounded, unbounded};

use crate::{entrant::Entrant, kinds::queue};

queue! {
    Queue for Mpmc = Entrant::new("async-channel", "mpmc");
    ends Sender<T>, Receiver<T>;
    make |capacity| capacity.bounded(bounded).or_else(|| capacity.unbounded(unbounded));
    clone both;
    send |sender, value| sender.send(value);
    recv |receiver| receiver.recv();
}
