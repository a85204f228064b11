use std::{
    pin::{Pin, pin},
    rc::Rc,
    task::{Context, Poll, Waker},
};

use futures_util::{
    FutureExt, Stream, StreamExt,
    future::poll_fn,
    stream::{self, FuturesUnordered},
};
use tokio::sync::Semaphore;

use crate::{children, poll, polls};

#[test]
fn futures_unordered_polls_100_000_children_in_one_poll() {
    let all = children(100_000);
    let mut set: FuturesUnordered<_> = all.iter().cloned().collect();
    let cx = &mut Context::from_waker(Waker::noop());
    assert!(Pin::new(&mut set).poll_next(cx).is_pending());
    assert_eq!(polls(&all), 100_000);
}

#[test]
fn a_stray_waker_pins_the_memory_of_a_child() {
    // The memory cannot be seen from here, but that every waker is a reference to it can: each is another
    // object, of the size of the child.
    let wakers = Rc::new(std::cell::RefCell::new(Vec::new()));
    let child = |wakers: Rc<std::cell::RefCell<Vec<Waker>>>| {
        let memory = [0_u8; 4096];
        poll_fn(move |cx| {
            wakers.borrow_mut().push(cx.waker().clone());
            Poll::<usize>::Ready(memory.len())
        })
    };
    let mut set = FuturesUnordered::new();
    set.push(child(wakers.clone()));
    set.push(child(wakers.clone()));
    assert!(set.next().now_or_never().is_some());
    assert!(set.next().now_or_never().is_some());
    drop(set);
    let wakers = wakers.borrow();
    let apart = wakers[0].data().addr().abs_diff(wakers[1].data().addr());
    assert!(apart >= 4096, "{apart} bytes apart");
}

#[test]
fn a_body_that_waits_for_a_buffered_future_waits_for_ever() {
    let semaphore = Rc::new(Semaphore::new(1));
    let work = stream::iter(0..4).map(|_| {
        let semaphore = semaphore.clone();
        async move {
            let permit = semaphore.acquire().await;
            tokio::task::yield_now().await;
            drop(permit);
        }
    });
    let body = |()| {
        let semaphore = semaphore.clone();
        async move {
            let _permit = semaphore.acquire().await;
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("no driver is asked for");
    let mut all = pin!(work.buffer_unordered(2).for_each(body));
    runtime.block_on(async {
        for _ in 0..1000 {
            let is_over = poll_fn(|cx| Poll::Ready(all.as_mut().poll(cx).is_ready())).await;
            assert!(!is_over, "it got past the body");
            tokio::task::yield_now().await;
        }
    });
}

#[test]
fn buffered_of_none_waits_for_ever() {
    let mut all = pin!(stream::iter([async {}]).buffered(0).collect::<Vec<_>>());
    for _ in 0..100 {
        assert!(poll(all.as_mut()).is_pending());
    }
}
