use anyrt_benches::ProcessMeter;

use crate::{
    kinds::Watch,
    payload::Payload,
    places::Local,
    row::{Done, Work},
};

/// One task replaces the value and looks at it in turn.
pub(crate) fn work<W: Watch, T: Payload>() -> Work {
    let (mut sender, mut receiver) = W::make(T::default());
    let place = Local::default();
    let mut number = 0;
    Box::new(move |times| {
        let taken = place.alone(async {
            let meter = ProcessMeter::start();
            for _ in 0..times {
                number += 1;
                assert!(W::send(&mut sender, T::numbered(number)), "it is watched");
                let value = W::changed(&mut receiver).await;
                assert_eq!(value.map(|value| value.number()), Some(number));
            }
            meter.stop()
        });
        Done::new(taken, times)
    })
}
