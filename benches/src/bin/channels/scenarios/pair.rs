use anyrt_benches::ProcessMeter;

use crate::{
    kinds::{Capacity, LocalQueue, Outcome},
    payload::Payload,
    places::Local,
    row::{Done, Work},
};

/// One task sends and receives in turn.
pub(crate) fn work<Q: LocalQueue, T: Payload>(capacity: Capacity) -> Option<Work> {
    let (mut sender, mut receiver) = Q::make::<T>(capacity)?;
    let place = Local::default();
    Some(Box::new(move |times| {
        let taken = place.alone(async {
            let meter = ProcessMeter::start();
            for number in 0..times {
                let sent = Q::send(&mut sender, T::numbered(number)).await;
                assert!(sent.value().is_some(), "there is a receiver");
                let value = Q::recv(&mut receiver).await.value();
                assert_eq!(value.map(|value| value.number()), Some(number));
            }
            meter.stop()
        });
        Done::new(taken, times)
    }))
}
