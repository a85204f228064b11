use ::tachyonix::{Receiver, Sender, channel};

use crate::{entrant::Entrant, kinds::queue};

queue! {
    Queue for Mpsc = Entrant::new("tachyonix", "mpsc");
    ends Sender<T>, Receiver<T>;
    make |capacity| capacity.bounded(channel);
    clone senders;
    send |sender, value| sender.send(value);
    recv |receiver| receiver.recv();
}
