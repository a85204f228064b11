use std::future::ready;

use anyrt_channels::mpsc;

use crate::{
    entrant::{Entrant, OURS},
    kinds::queue,
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
