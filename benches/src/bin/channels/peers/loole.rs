use ::loole::{Receiver, Sender, bounded, unbounded};

use crate::{entrant::Entrant, kinds::queue};

// A receiver takes what waiting senders hold.
queue! {
    Queue for Mpmc = Entrant::new("loole", "mpmc").lax();
    ends Sender<T>, Receiver<T>;
    make |capacity| {
        capacity.bounded_or_none(bounded).or_else(|| capacity.unbounded(unbounded))
    };
    clone both;
    send |sender, value| sender.send_async(value);
    recv |receiver| receiver.recv_async();
}
