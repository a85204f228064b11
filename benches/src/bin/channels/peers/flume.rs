use ::flume::{Receiver, Sender, bounded, unbounded};

use crate::{entrant::Entrant, kinds::queue};

// A receiver takes what waiting senders hold. Its rendezvous is left out: async ends can wait for one another
// for ever.
queue! {
    Queue for Mpmc = Entrant::new("flume", "mpmc").lax();
    ends Sender<T>, Receiver<T>;
    make |capacity| capacity.bounded(bounded).or_else(|| capacity.unbounded(unbounded));
    clone both;
    send |sender, value| sender.send_async(value);
    recv |receiver| receiver.recv_async();
}
