use std::{
    future::poll_fn,
    pin::pin,
    task::{Context, Poll},
};

use anyrt_benches::{ProcessMeter, Taken};

use crate::{
    kinds::{Capacity, LocalQueue, Outcome},
    payload::Payload,
    places::Local,
    row::{Done, Work},
};

/// Receives from an empty channel are polled once and dropped.
pub(crate) fn receives<Q: LocalQueue, T: Payload>(capacity: Capacity) -> Option<Work> {
    let (sender, mut receiver) = Q::make::<T>(capacity)?;
    let place = Local::default();
    Some(Box::new(move |times| {
        let _open = &sender;
        let taken = place.alone(measured(times, |cx| {
            let recv = pin!(Q::recv(&mut receiver));
            recv.poll(cx).is_pending()
        }));
        Done::new(taken, times)
    }))
}

/// Sends into a full channel are polled once and dropped.
pub(crate) fn sends<Q: LocalQueue, T: Payload>(capacity: Capacity) -> Option<Work> {
    let (mut sender, receiver) = Q::make::<T>(capacity)?;
    let place = Local::default();
    // Some have room for more than their capacity; this many are none of theirs.
    let is_full = place.alone(poll_fn(|cx| {
        let full = (0..8).any(|_| {
            let send = pin!(Q::send(&mut sender, T::default()));
            send.poll(cx).is_pending()
        });
        Poll::Ready(full)
    }));
    is_full.then(|| -> Work {
        Box::new(move |times| {
            let _open = &receiver;
            let taken = place.alone(measured(times, |cx| {
                let send = pin!(Q::send(&mut sender, T::default()));
                match send.poll(cx) {
                    Poll::Pending => true,
                    Poll::Ready(sent) => {
                        assert!(sent.value().is_some(), "there is a receiver");
                        false
                    }
                }
            }));
            Done::new(taken, times)
        })
    })
}

/// Measures what has to be pending each time, in a task.
async fn measured(times: u64, mut is_pending: impl FnMut(&mut Context<'_>) -> bool) -> Taken {
    let meter = ProcessMeter::start();
    poll_fn(|cx| {
        for _ in 0..times {
            assert!(is_pending(cx), "it has to wait");
        }
        Poll::Ready(())
    })
    .await;
    meter.stop()
}
