use std::{future::poll_fn, pin::pin, task::Poll};

use anyrt_benches::ProcessMeter;

use crate::{
    kinds::{Oneshot, Outcome},
    payload::Payload,
    places::Local,
    row::{Done, Work},
};

/// The message is there when it is asked for.
pub(crate) fn ready<O: Oneshot, T: Payload>() -> Work {
    let (mut home, place) = (O::Home::<T>::default(), Local::default());
    Box::new(move |times| {
        let taken = place.alone(async {
            let meter = ProcessMeter::start();
            for number in 0..times {
                let (sender, receiver) = O::make(&mut home);
                assert!(O::send(sender, T::numbered(number)));
                let value = O::recv(receiver).await.value();
                assert_eq!(value.map(|value| value.number()), Some(number));
            }
            meter.stop()
        });
        Done::new(taken, times)
    })
}

/// The message comes after it was asked for.
pub(crate) fn waited<O: Oneshot, T: Payload>() -> Work {
    let (mut home, place) = (O::Home::<T>::default(), Local::default());
    Box::new(move |times| {
        let taken = place.alone(async {
            let meter = ProcessMeter::start();
            for number in 0..times {
                let (sender, receiver) = O::make(&mut home);
                let mut recv = pin!(O::recv(receiver));
                poll_fn(|cx| {
                    assert!(recv.as_mut().poll(cx).is_pending(), "nothing was sent");
                    Poll::Ready(())
                })
                .await;
                assert!(O::send(sender, T::numbered(number)));
                let value = recv.await.value();
                assert_eq!(value.map(|value| value.number()), Some(number));
            }
            meter.stop()
        });
        Done::new(taken, times)
    })
}
