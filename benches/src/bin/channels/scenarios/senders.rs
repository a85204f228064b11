use std::{cell::Cell, future::poll_fn, pin::pin};

use anyrt_benches::ProcessMeter;

use crate::{
    kinds::{Capacity, Outcome, Queue},
    payload::Tally,
    places::{OneThread, Place},
    row::{Done, Work},
};

/// How many senders wait.
const SENDERS: u64 = 8000;

thread_local! {
    static POLLS: Cell<u64> = const { Cell::new(0) };
}

/// Many tasks send one message each into a channel that holds one.
pub(crate) fn work<Q: Queue>() -> Option<Work> {
    let (sender, _) = Q::make::<u64>(Capacity::Bounded(1))?;
    Q::another_sender(&sender)?;
    let mut place = OneThread::default();
    Some(Box::new(move |times| {
        let runs = times.div_ceil(SENDERS);
        let before = POLLS.get();
        let meter = ProcessMeter::start();
        for _ in 0..runs {
            run::<Q>(&mut place);
        }
        Done {
            polls: Some(POLLS.get() - before),
            ..Done::new(meter.stop(), runs * SENDERS)
        }
    }))
}

fn run<Q: Queue>(place: &mut OneThread) {
    let (sender, receiver) = Q::make::<u64>(Capacity::Bounded(1)).expect("it was made before");
    let another = || Q::another_sender(&sender).expect("it was made before");
    let senders: Vec<_> = (0..SENDERS).map(|_| another()).collect();
    drop(sender);
    let producers = senders
        .into_iter()
        .zip(0..)
        .map(|(sender, number)| send::<Q>(sender, number));
    let arrived = place.run(producers.collect(), vec![receive_all::<Q>(receiver)]);
    assert_eq!(arrived, Tally::below(SENDERS));
}

/// Sends one message, and counts the polls that it takes.
async fn send<Q: Queue>(mut sender: Q::Sender<u64>, number: u64) {
    let mut send = pin!(Q::send(&mut sender, number));
    let sent = poll_fn(|cx| {
        POLLS.set(POLLS.get() + 1);
        send.as_mut().poll(cx)
    });
    assert!(sent.await.value().is_some(), "there is a receiver");
}

async fn receive_all<Q: Queue>(mut receiver: Q::Receiver<u64>) -> Tally {
    let mut tally = Tally::default();
    // The others come first, so that they wait.
    crate::places::yield_now().await;
    while let Some(value) = Q::recv(&mut receiver).await.value() {
        tally.add(&value);
    }
    tally
}
