use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
    thread,
};

use anyrt_channels::mpmc::{self, Receiver, Recv, Send, Sender};

use crate::{
    history::{History, check_messages, check_order, message},
    numbers::{Numbers, with_seeds},
    poller::Count,
};

const THREADS: usize = 3;
const ROUNDS: usize = 3;
const OPERATIONS: usize = 200;

enum Operation<'a> {
    Send(Pin<Box<Send<'a, u64>>>, u64),
    Recv(Pin<Box<Recv<'a, u64>>>),
}

struct Task<'a> {
    operation: Operation<'a>,
    /// The last waker, if it was polled.
    waker: Option<Arc<Count>>,
}

impl Task<'_> {
    fn is_worth_a_poll(&self) -> bool {
        self.waker.as_ref().is_none_or(|waker| waker.get() > 0)
    }
}

/// What a thread has in its hands.
struct Hand<'a> {
    thread: usize,
    tx: &'a Sender<u64>,
    rx: &'a Receiver<u64>,
    numbers: Numbers,
    tasks: Vec<Task<'a>>,
    history: History,
    next: usize,
}

impl Hand<'_> {
    fn message(&mut self) -> u64 {
        self.next += 1;
        message(self.thread, self.next)
    }

    fn poll(&mut self, at: usize) {
        let task = &mut self.tasks[at];
        let count = Count::new();
        let waker = Waker::from(count.clone());
        let mut cx = Context::from_waker(&waker);
        let old = task.waker.replace(count);
        assert!(old.is_none_or(|old| old.get() <= 1), "one wake");
        let is_ready = match &mut task.operation {
            Operation::Send(send, message) => match send.as_mut().poll(&mut cx) {
                Poll::Ready(Ok(())) => {
                    self.history.sent.push(*message);
                    true
                }
                Poll::Ready(Err(error)) => {
                    assert_eq!(error.into_inner(), *message);
                    true
                }
                Poll::Pending => false,
            },
            Operation::Recv(recv) => match recv.as_mut().poll(&mut cx) {
                Poll::Ready(got) => {
                    self.history.got.extend(got);
                    true
                }
                Poll::Pending => false,
            },
        };
        if is_ready {
            drop(self.tasks.swap_remove(at));
        }
    }

    fn drop_task(&mut self, at: usize) {
        let task = self.tasks.swap_remove(at);
        if let Operation::Send(mut send, message) = task.operation
            && self.numbers.below(2) == 0
        {
            assert_eq!(send.as_mut().cancel(), Some(message));
        }
    }

    fn step(&mut self, may_close: bool) {
        let tasks = self.tasks.len();
        match self.numbers.below(12) {
            0 | 1 if tasks < 6 => {
                let message = self.message();
                let send = Box::pin(self.tx.send(message));
                self.tasks.push(Task {
                    operation: Operation::Send(send, message),
                    waker: None,
                });
                self.poll(tasks);
            }
            2 | 3 if tasks < 6 => {
                let operation = Operation::Recv(Box::pin(self.rx.recv()));
                self.tasks.push(Task {
                    operation,
                    waker: None,
                });
                self.poll(tasks);
            }
            4 => {
                let message = self.message();
                if self.tx.try_send(message).is_ok() {
                    self.history.sent.push(message);
                }
            }
            5 => self.history.got.extend(self.rx.try_recv().ok()),
            6 if self.numbers.below(4) == 0 => {
                let message = self.message();
                match self.tx.force_send(message) {
                    Ok(Some(oldest)) if oldest == message => {}
                    Ok(oldest) => {
                        self.history.got.extend(oldest);
                        self.history.sent.push(message);
                    }
                    Err(error) => assert_eq!(error.into_inner(), message),
                }
            }
            7 if tasks > 0 && self.numbers.below(2) == 0 => {
                let at = self.numbers.below(tasks);
                self.drop_task(at);
            }
            8 if tasks > 0 && self.numbers.below(2) == 0 => {
                let at = self.numbers.below(tasks);
                self.poll(at);
            }
            9 if may_close && self.numbers.below(OPERATIONS) == 0 => drop(self.rx.close()),
            _ => {
                let at = self.tasks.iter().position(Task::is_worth_a_poll);
                if let Some(at) = at {
                    self.poll(at);
                }
            }
        }
        if let Some(capacity) = self.tx.capacity().filter(|capacity| *capacity > 0) {
            assert!(self.tx.len() <= capacity);
        }
    }

    /// Polls one task that was woken, if there is one.
    fn poll_woken(&mut self) -> bool {
        let at = self.tasks.iter().position(Task::is_worth_a_poll);
        if let Some(at) = at {
            self.poll(at);
        }
        at.is_some()
    }
}

/// Polls until nobody is woken any more; whoever pends then has a reason.
fn settle(hands: &mut [Hand<'_>], tx: &Sender<u64>) {
    while hands.iter_mut().any(Hand::poll_woken) {}
    let tasks = || hands.iter().flat_map(|hand| &hand.tasks);
    let is_sending = tasks().any(|task| matches!(task.operation, Operation::Send(..)));
    let is_receiving = tasks().any(|task| matches!(task.operation, Operation::Recv(_)));
    assert!(!(is_sending && is_receiving), "they wait for one another");
    assert!(!is_receiving || tx.is_empty(), "there is a message");
    assert!(!is_sending || tx.is_full(), "there is room");
    assert!(!tx.is_closed() || (!is_sending && !is_receiving), "closed");
}

fn use_up(mut numbers: Numbers, tx: &Sender<u64>, rx: &Receiver<u64>) -> Vec<History> {
    let mut hands: Vec<_> = (0..THREADS)
        .map(|thread| Hand {
            thread,
            tx,
            rx,
            numbers: numbers.fork(),
            tasks: Vec::new(),
            history: History::default(),
            next: 0,
        })
        .collect();
    for round in 1..=ROUNDS {
        thread::scope(|scope| {
            for hand in &mut hands {
                scope.spawn(move || (0..OPERATIONS).for_each(|_| hand.step(round == ROUNDS)));
            }
        });
        settle(&mut hands, tx);
    }
    tx.close();
    settle(&mut hands, tx);
    hands[0]
        .history
        .got
        .extend(std::iter::from_fn(|| rx.try_recv().ok()));
    hands.into_iter().map(|hand| hand.history).collect()
}

#[test]
fn bounded() {
    with_seeds(|mut numbers| {
        let (tx, rx) = mpmc::bounded(1 + numbers.below(4));
        let histories = use_up(numbers, &tx, &rx);
        check_messages(&histories);
        check_order(&histories);
    });
}

#[test]
fn unbounded() {
    with_seeds(|numbers| {
        let (tx, rx) = mpmc::unbounded();
        let histories = use_up(numbers, &tx, &rx);
        check_messages(&histories);
        check_order(&histories);
    });
}

/// The order in which messages are received is that of the hand-overs, not that of the polls.
#[test]
fn rendezvous() {
    with_seeds(|numbers| {
        let (tx, rx) = mpmc::bounded(0);
        check_messages(&use_up(numbers, &tx, &rx));
    });
}
