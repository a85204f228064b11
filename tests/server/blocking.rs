//! Claims about a blocking call inside a task. Events say it; no clock is asked.

use std::cell::Cell;
use std::sync::{Arc, Mutex, mpsc};

use anyrt::channels::oneshot;
use anyrt::combinators::future::Join;
use anyrt::task::yield_now;

use crate::harness::with_service;
use crate::load::Client;
use crate::service::{Place, Service, WORK};
use crate::strategy::Strategy;

/// Work that begins with an event and ends after another.
struct Gate {
    begun: Mutex<Option<oneshot::Sender<()>>>,
    release: Mutex<mpsc::Receiver<()>>,
}

impl Gate {
    fn new() -> (Arc<Self>, oneshot::Receiver<()>, mpsc::Sender<()>) {
        let (begin, begun) = oneshot::channel();
        let (release, released) = mpsc::channel();
        let gate = Arc::new(Self {
            begun: Mutex::new(Some(begin)),
            release: Mutex::new(released),
        });
        (gate, begun, release)
    }

    fn block(&self) {
        if let Some(begun) = self.begun.lock().expect("no panic").take() {
            begun.send(()).expect("the test waits");
        }
        // An end of the test is a release, too.
        self.release.lock().expect("no panic").recv().ok();
    }
}

/// When the work is let go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Release {
    /// After the echo, which has to come while the work blocks its thread.
    AfterEcho,
    /// Before the echo, which must not come earlier.
    BeforeEcho,
}

/// Lets a client ask for work that blocks, and another one for an echo meanwhile.
fn try_both(strategies: &[Strategy], place: Place, when: Release) {
    let gates = Mutex::new(Vec::new());
    let service = || {
        let (gate, begun, release) = Gate::new();
        gates.lock().expect("no panic").push((begun, release));
        Service::new(place, move || gate.block())
    };
    with_service(strategies, service, async |server, _| {
        let gate = gates.lock().expect("no panic").pop();
        let (begun, release) = gate.expect("one for each server");
        let worker = Client::connect(&server.rt, server.address).await;
        let mut worker = worker.expect("the server accepts");
        let other = Client::connect(&server.rt, server.address).await;
        let mut other = other.expect("the server accepts");
        other.ask(b"here\n").await.expect("it is served");
        worker.send(WORK).await.expect("the server reads");
        begun.await.expect("the work begins");
        other.send(b"hello\n").await.expect("the system takes it");
        match when {
            Release::AfterEcho => {
                other.receive(b"hello\n").await.expect("an answer");
                release.send(()).expect("the work waits");
            }
            Release::BeforeEcho => {
                let is_released = Cell::new(false);
                let letting_go = async {
                    // A server that could answer would have, in all this time.
                    for _ in 0..20_000 {
                        yield_now().await;
                    }
                    is_released.set(true);
                    release.send(()).expect("the work waits");
                };
                let echo = async {
                    other.receive(b"hello\n").await.expect("an answer");
                    assert!(
                        is_released.get(),
                        "it is answered although the task is blocked"
                    );
                };
                (letting_go, echo).join().await;
            }
        }
        worker.receive(WORK).await.expect("an answer");
    });
}

#[test]
fn elsewhere_a_blocking_call_keeps_nobody_waiting() {
    let concurrent = &Strategy::ALL[1..];
    try_both(concurrent, Place::Elsewhere, Release::AfterEcho);
}

// Nothing is claimed of tasks of their own: whether another thread gets to them is up to the runtime.
#[test]
fn in_the_one_task_of_all_clients_a_blocking_call_keeps_everybody_waiting() {
    let one_task = [Strategy::PollAll, Strategy::PollWoken];
    try_both(&one_task, Place::InTask, Release::BeforeEcho);
}
