use anyrt_benches::ProcessMeter;

use super::streaming::RUN;
use crate::{
    kinds::{Broadcast, Outcome},
    payload::{Payload, Tally},
    places::{Local, yield_now},
    row::{Done, Work},
};

const CAPACITY: usize = 128;
/// How many messages are sent before the readers run; fewer than any of the channels holds.
const TURN: u64 = 64;

fn readers<B: Broadcast, T: Payload>(count: usize) -> (B::Sender<T>, Vec<B::Receiver<T>>) {
    let (sender, first) = B::make(CAPACITY);
    let mut all: Vec<_> = (1..count).map(|_| B::another(&sender, &first)).collect();
    all.push(first);
    (sender, all)
}

/// One task sends a message, and receives it for each reader.
pub(crate) fn pair<B: Broadcast, T: Payload>(count: usize) -> Work {
    let (mut sender, mut all) = readers::<B, T>(count);
    let place = Local::default();
    Box::new(move |times| {
        let taken = place.alone(async {
            let meter = ProcessMeter::start();
            for number in 0..times {
                let sent = B::send(&mut sender, T::numbered(number)).await;
                assert!(sent.value().is_some(), "there are readers");
                for reader in &mut all {
                    let value = B::recv(reader).await.value();
                    assert_eq!(value.map(|value| value.number()), Some(number));
                }
            }
            meter.stop()
        });
        Done::new(taken, times)
    })
}

/// A task sends, and each reader has its own.
pub(crate) fn streaming<B: Broadcast, T: Payload>(count: usize) -> Work {
    let place = Local::default();
    Box::new(move |times| {
        let mut left = times;
        let meter = ProcessMeter::start();
        while left > 0 {
            let now = left.min(RUN);
            let (sender, all) = readers::<B, T>(count);
            let consumers = all.into_iter().map(consume::<B, T>).collect();
            for tally in place.run(produce::<B, T>(sender, now), consumers) {
                assert_eq!(tally, Tally::below(now), "{} lost some", B::ENTRANT.library);
            }
            left -= now;
        }
        Done::new(meter.stop(), times)
    })
}

async fn produce<B: Broadcast, T: Payload>(mut sender: B::Sender<T>, messages: u64) {
    for number in 0..messages {
        let sent = B::send(&mut sender, T::numbered(number)).await;
        assert!(sent.value().is_some(), "there are readers");
        if number % TURN == TURN - 1 {
            yield_now().await;
        }
    }
}

async fn consume<B: Broadcast, T: Payload>(mut reader: B::Receiver<T>) -> Tally {
    let mut tally = Tally::default();
    while let Some(value) = B::recv(&mut reader).await.value() {
        tally.add(&value);
    }
    tally
}
