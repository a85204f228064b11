use anyrt_benches::ProcessMeter;

use crate::{
    kinds::{Capacity, Outcome, Queue},
    payload::{Payload, Tally},
    places::{Place, yield_now},
    row::{Done, Work},
};

/// How many messages go through one channel before the next is made.
pub(crate) const RUN: u64 = 32_768;

/// Producers and consumers, and when the producers pause.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) producers: u64,
    pub(crate) consumers: u64,
    /// After how many messages a producer lets the others run.
    pub(crate) turn: u64,
}

/// Sends from every producer until all has arrived, through one channel after the other.
pub(crate) fn work<Q: Queue, T: Payload, P: Place>(
    shape: Shape,
    capacity: Capacity,
) -> Option<Work> {
    ends::<Q, T>(shape, capacity)?;
    let mut place = P::default();
    Some(Box::new(move |times| {
        let mut left = times;
        let meter = ProcessMeter::start();
        while left > 0 {
            let now = left.min(RUN);
            run::<Q, T, P>(&mut place, shape, capacity, now);
            left -= now;
        }
        Done::new(meter.stop(), times)
    }))
}

type Ends<Q, T> = (Vec<<Q as Queue>::Sender<T>>, Vec<<Q as Queue>::Receiver<T>>);

/// As many ends as are asked for, if the channel has them.
fn ends<Q: Queue, T: Payload>(shape: Shape, capacity: Capacity) -> Option<Ends<Q, T>> {
    let (sender, receiver) = Q::make::<T>(capacity)?;
    let mut senders = Vec::new();
    for _ in 1..shape.producers {
        senders.push(Q::another_sender(&sender)?);
    }
    senders.push(sender);
    let mut receivers = Vec::new();
    for _ in 1..shape.consumers {
        receivers.push(Q::another_receiver(&receiver)?);
    }
    receivers.push(receiver);
    Some((senders, receivers))
}

fn run<Q: Queue, T: Payload, P: Place>(
    place: &mut P,
    shape: Shape,
    capacity: Capacity,
    messages: u64,
) {
    let (senders, receivers) = ends::<Q, T>(shape, capacity).expect("they were made before");
    let producers = senders.into_iter().zip(0..).map(|(sender, first)| {
        produce::<Q, T>(sender, (first..messages).step_by(stride(shape)), shape.turn)
    });
    let consumers = receivers.into_iter().map(consume::<Q, T>);
    let arrived = place.run(producers.collect(), consumers.collect());
    assert_eq!(
        arrived,
        Tally::below(messages),
        "{} lost or doubled a message",
        Q::ENTRANT.library
    );
}

fn stride(shape: Shape) -> usize {
    usize::try_from(shape.producers).unwrap_or(usize::MAX)
}

async fn produce<Q: Queue, T: Payload>(
    mut sender: Q::Sender<T>,
    numbers: impl Iterator<Item = u64> + Send,
    turn: u64,
) {
    let mut until_turn = turn;
    for number in numbers {
        let sent = Q::send(&mut sender, T::numbered(number)).await;
        assert!(sent.value().is_some(), "there are receivers");
        until_turn -= 1;
        if until_turn == 0 {
            yield_now().await;
            until_turn = turn;
        }
    }
}

async fn consume<Q: Queue, T: Payload>(mut receiver: Q::Receiver<T>) -> Tally {
    let mut tally = Tally::default();
    while let Some(value) = Q::recv(&mut receiver).await.value() {
        tally.add(&value);
    }
    tally
}
