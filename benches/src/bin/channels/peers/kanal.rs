use ::kanal::{AsyncReceiver, AsyncSender, bounded_async, unbounded_async};

use crate::{entrant::Entrant, kinds::queue};

// A receiver takes what waiting senders hold.
queue! {
    Queue for Mpmc = Entrant::new("kanal", "mpmc").lax().racy();
    ends AsyncSender<T>, AsyncReceiver<T>;
    make |capacity| {
        let bounded = capacity.bounded_or_none(bounded_async);
        bounded.or_else(|| capacity.unbounded(unbounded_async))
    };
    clone both;
    send |sender, value| sender.send(value);
    recv |receiver| receiver.recv();
}
