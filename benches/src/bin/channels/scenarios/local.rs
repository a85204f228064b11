use anyrt_benches::ProcessMeter;

use super::streaming::RUN;
use crate::{
    kinds::{Capacity, LocalQueue, Outcome},
    payload::{Payload, Tally},
    places::{Local, yield_now},
    row::{Done, Work},
};

/// One task sends and another receives, both on one thread.
pub(crate) fn streaming<Q: LocalQueue, T: Payload>(capacity: Capacity) -> Option<Work> {
    Q::make::<T>(capacity)?;
    let place = Local::default();
    Some(Box::new(move |times| {
        let mut left = times;
        let meter = ProcessMeter::start();
        while left > 0 {
            let now = left.min(RUN);
            let (sender, receiver) = Q::make::<T>(capacity).expect("it was made before");
            let consumers = vec![consume::<Q, T>(receiver)];
            let arrived = place.run(produce::<Q, T>(sender, now, capacity.turn()), consumers);
            assert_eq!(arrived, [Tally::below(now)]);
            left -= now;
        }
        Done::new(meter.stop(), times)
    }))
}

async fn produce<Q: LocalQueue, T: Payload>(mut sender: Q::Sender<T>, messages: u64, turn: u64) {
    for number in 0..messages {
        let sent = Q::send(&mut sender, T::numbered(number)).await;
        assert!(sent.value().is_some(), "there is a receiver");
        if number % turn == turn - 1 {
            yield_now().await;
        }
    }
}

async fn consume<Q: LocalQueue, T: Payload>(mut receiver: Q::Receiver<T>) -> Tally {
    let mut tally = Tally::default();
    while let Some(value) = Q::recv(&mut receiver).await.value() {
        tally.add(&value);
    }
    tally
}
