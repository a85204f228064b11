//! C2: a waker that re-enters, or is dropped by a re-entrant destructor, meets no lock of ours.

use std::{
    io::{Read, Write},
    net::TcpStream,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Waker},
    time::Duration,
};

use anyrt_traits::{
    io::ByteStream,
    net::{DatagramSocketExt, ListenerExt},
    task::{JoinHandle, Spawn, yield_now},
    time::{Sleep, Timer},
};

use futures_util::{AsyncReadExt, AsyncWriteExt};

use super::flavour::{Owner, spawn};
use crate::harness::{
    Counter, Event, HookedWaker, fill, is_pending, tcp_listener, udp_socket, unix_with_peer, until,
};

fn poll_with<F: Future + Unpin>(future: &mut F, waker: &Waker) -> bool {
    Pin::new(future)
        .poll(&mut Context::from_waker(waker))
        .is_pending()
}

pub fn a_waker_that_accepts_again_meets_no_lock<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let listener = Arc::new(listener);
        let (inside, woken) = (listener.clone(), Event::new());
        let set = woken.clone();
        let waker = HookedWaker::on_wake(move || {
            poll_with(&mut inside.accept(), Waker::noop());
            set.set();
        });
        let mut accept = listener.accept();
        assert!(poll_with(&mut accept, &waker), "nobody connects");
        let _client = TcpStream::connect(addr).expect("somebody listens");
        woken.wait().await;
        drop(accept);
    });
}

pub fn a_waker_that_drops_another_waiter_meets_no_lock<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let listener: &'static _ = Box::leak(Box::new(listener));
        let other = Arc::new(Mutex::new(None));
        let (slot, woken) = (other.clone(), Event::new());
        let set = woken.clone();
        let waker = HookedWaker::on_wake(move || {
            drop(slot.lock().expect("nobody panics with it").take());
            set.set();
        });
        let mut accept = listener.accept();
        assert!(poll_with(&mut accept, &waker), "nobody connects");
        let mut dropped = listener.accept();
        assert!(
            is_pending(Pin::new(&mut dropped), &Counter::new()),
            "nobody connects"
        );
        *other.lock().expect("nobody panics with it") = Some(dropped);
        let (mut last, counter) = (listener.accept(), Counter::new());
        assert!(is_pending(Pin::new(&mut last), &counter), "nobody connects");
        let _clients: [_; 2] = std::array::from_fn(|_| TcpStream::connect(addr));
        woken.wait().await;
        accept.await.map(drop).expect("there are two connections");
        last.await.map(drop).expect("there are two connections");
    });
}

pub fn the_destructor_of_a_replaced_waker_meets_no_lock<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let listener = Arc::new(listener);
        let (inside, dropped) = (listener.clone(), Event::new());
        let set = dropped.clone();
        let waker = HookedWaker::on_drop(move || {
            poll_with(&mut inside.accept(), Waker::noop());
            set.set();
        });
        let (mut accept, counter) = (listener.accept(), Counter::new());
        assert!(poll_with(&mut accept, &waker), "nobody connects");
        drop(waker);
        assert!(
            is_pending(Pin::new(&mut accept), &counter),
            "nobody connects"
        );
        until("the first waker is dropped", || dropped.is_set()).await;
        let _client = TcpStream::connect(addr).expect("somebody listens");
        counter.woken().await;
        accept.await.map(drop).expect("somebody connected");
    });
}

pub fn the_destructor_of_the_waker_of_a_dropped_waiter_meets_no_lock<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (socket, _) = udp_socket(&rt);
        let socket = Arc::new(socket);
        let (inside, dropped) = (socket.clone(), Event::new());
        let set = dropped.clone();
        let waker = HookedWaker::on_drop(move || {
            poll_with(&mut inside.recv(&mut [0; 4]), Waker::noop());
            set.set();
        });
        let mut buf = [0; 4];
        let mut receive = socket.recv(&mut buf);
        assert!(poll_with(&mut receive, &waker), "nobody sends");
        drop(waker);
        drop(receive);
        until("the waker is dropped", || dropped.is_set()).await;
    });
}

pub fn a_waker_that_receives_again_meets_no_lock<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let ((a, _), (b, b_addr)) = (udp_socket(&rt), udp_socket(&rt));
        let socket = Arc::new(b);
        let (inside, woken) = (socket.clone(), Event::new());
        let set = woken.clone();
        let waker = HookedWaker::on_wake(move || {
            poll_with(&mut inside.peek_from(&mut [0; 4]), Waker::noop());
            set.set();
        });
        let mut buf = [0; 4];
        let mut receive = socket.recv(&mut buf);
        assert!(poll_with(&mut receive, &waker), "nobody sends");
        a.send_to(b"data", b_addr).await.expect("a free way");
        woken.wait().await;
        assert_eq!(receive.await.expect("it was sent"), 4);
    });
}

pub fn a_waker_of_a_handle_may_use_the_handle<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let go = Event::new();
        let wait = go.clone();
        let task = Arc::new(Mutex::new(spawn(&rt, async move { wait.wait().await })));
        let (inside, woken, inner_rt) = (task.clone(), Event::new(), rt.clone());
        let set = woken.clone();
        let waker = HookedWaker::on_wake(move || {
            let task = inside.lock().expect("nobody panics with it");
            assert!(task.is_finished());
            task.abort();
            inner_rt.spawn(async {}).detach();
            set.set();
        });
        let is_pending = poll_with(&mut *task.lock().expect("nobody panics with it"), &waker);
        assert!(is_pending, "it waits");
        go.set();
        woken.wait().await;
    });
}

pub fn a_waker_of_a_sleep_may_make_another<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (inside, woken) = (rt.clone(), Event::new());
        let set = woken.clone();
        let waker = HookedWaker::on_wake(move || {
            let mut sleep = Box::pin(inside.sleep(Duration::from_secs(1000)));
            poll_with(&mut sleep, Waker::noop());
            sleep.as_mut().reset(inside.now());
            set.set();
        });
        let mut duration = Duration::from_millis(2);
        let sleep = loop {
            let mut sleep = Box::pin(rt.sleep(duration));
            if poll_with(&mut sleep, &waker) {
                break sleep;
            }
            // The machine was too busy to poll it in time.
            duration *= 2;
        };
        woken.wait().await;
        sleep.await;
    });
}

pub fn a_waker_of_a_read_that_another_one_replaces_may_write<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, peer) = unix_with_peer(&rt).await;
        let (mut read, mut write) = stream.into_halves();
        fill(&mut write, &Counter::new()).await;
        let (write, dropped) = (Arc::new(Mutex::new(write)), Event::new());
        let (inside, set) = (write.clone(), dropped.clone());
        let use_it = move || {
            let mut write = inside.lock().expect("nobody panics with it");
            poll_with(&mut write.write(b"more"), Waker::noop());
        };
        let waker = HookedWaker::on_both(use_it, move || set.set());
        let (mut buf, counter) = ([0; 4], Counter::new());
        assert!(
            poll_with(&mut read.read(&mut buf), &waker),
            "nothing was sent"
        );
        drop(waker);
        assert!(
            is_pending(Pin::new(&mut read.read(&mut buf)), &counter),
            "nothing was sent"
        );
        until("the first waker is dropped", || dropped.is_set()).await;
        (&peer).write_all(b"data").expect("a free way");
        counter.woken().await;
        assert_eq!(read.read(&mut buf).await.expect("it was sent"), 4);
    });
}

pub fn a_waker_of_a_write_that_another_one_replaces_may_read<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, peer) = unix_with_peer(&rt).await;
        let (read, mut write) = stream.into_halves();
        fill(&mut write, &Counter::new()).await;
        let (read, dropped) = (Arc::new(Mutex::new(read)), Event::new());
        let (inside, set) = (read.clone(), dropped.clone());
        let use_it = move || {
            let mut read = inside.lock().expect("nobody panics with it");
            poll_with(&mut read.read(&mut [0; 4]), Waker::noop());
        };
        let (waker, counter) = (
            HookedWaker::on_both(use_it, move || set.set()),
            Counter::new(),
        );
        assert!(poll_with(&mut write.write(b"more"), &waker), "it is full");
        drop(waker);
        assert!(
            is_pending(Pin::new(&mut write.write(b"more")), &counter),
            "it is full"
        );
        until("the first waker is dropped", || dropped.is_set()).await;
        let drained = std::thread::spawn(move || {
            let mut peer = peer;
            while peer.read(&mut [0; 65536]).is_ok_and(|count| count > 0) {}
        });
        counter.woken().await;
        write.write_all(b"more").await.expect("there is room");
        drop((read, write));
        drained.join().expect("it does not panic");
    });
}

pub fn wakers_that_re_enter_from_all_sides_end<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let listener = Arc::new(listener);
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let listener = listener.clone();
                spawn(&rt, async move {
                    let inside = listener.clone();
                    let waker = HookedWaker::on_wake(move || {
                        poll_with(&mut inside.accept(), Waker::noop());
                    });
                    for _ in 0..50 {
                        let mut accept = listener.accept();
                        poll_with(&mut accept, &waker);
                        yield_now().await;
                    }
                })
            })
            .collect();
        for _ in 0..20 {
            drop(TcpStream::connect(addr).expect("somebody listens"));
            yield_now().await;
        }
        for task in tasks {
            task.await.expect("it does not panic");
        }
    });
}
