use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
    thread,
};

use anyrt_channels::mpsc::{self, Permit, Receiver, Reserve, Send, Sender};

use crate::{
    history::{History, check_messages, check_order, message},
    numbers::{Numbers, with_seeds},
    poller::Count,
};

const SENDERS: usize = 2;
const ROUNDS: usize = 3;
const OPERATIONS: usize = 300;

enum Operation<'a> {
    Send(Pin<Box<Send<'a, u64>>>, u64),
    Reserve(Pin<Box<Reserve<'a, u64>>>),
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

/// What the thread of a sender has in its hands.
struct Hand<'a> {
    thread: usize,
    tx: &'a Sender<u64>,
    numbers: Numbers,
    tasks: Vec<Task<'a>>,
    permits: Vec<Permit<'a, u64>>,
    history: History,
    next: usize,
}

impl<'a> Hand<'a> {
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
                Poll::Ready(sent) => {
                    self.history.sent.extend(sent.map(|()| *message));
                    true
                }
                Poll::Pending => false,
            },
            Operation::Reserve(reserve) => match reserve.as_mut().poll(&mut cx) {
                Poll::Ready(permit) => {
                    self.permits.extend(permit);
                    true
                }
                Poll::Pending => false,
            },
        };
        if is_ready {
            drop(self.tasks.swap_remove(at));
        }
    }

    fn add(&mut self, operation: Operation<'a>) {
        let waker = None;
        self.tasks.push(Task { operation, waker });
        self.poll(self.tasks.len() - 1);
    }

    fn step(&mut self) {
        let tasks = self.tasks.len();
        match self.numbers.below(10) {
            0 | 1 if tasks < 4 => {
                let message = self.message();
                self.add(Operation::Send(Box::pin(self.tx.send(message)), message));
            }
            2 if tasks < 4 => self.add(Operation::Reserve(Box::pin(self.tx.reserve()))),
            3 => {
                let message = self.message();
                if self.tx.try_send(message).is_ok() {
                    self.history.sent.push(message);
                }
            }
            4 => {
                let message = self.message();
                if let Some(permit) = self.permits.pop() {
                    permit.send(message);
                    self.history.sent.push(message);
                }
            }
            5 => drop(self.permits.pop()),
            6 if tasks > 0 && self.numbers.below(2) == 0 => {
                let at = self.numbers.below(tasks);
                let task = self.tasks.swap_remove(at);
                if let Operation::Send(mut send, message) = task.operation {
                    assert_eq!(send.as_mut().cancel(), Some(message));
                }
            }
            7 if tasks > 0 && self.numbers.below(2) == 0 => {
                let at = self.numbers.below(tasks);
                self.poll(at);
            }
            _ => drop(self.poll_woken()),
        }
        assert!(self.tx.capacity() <= self.tx.max_capacity());
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

/// What the thread of the receiver has in its hands.
struct Taker<R> {
    rx: R,
    numbers: Numbers,
    /// The last waker, if the last poll was pending.
    waker: Option<Arc<Count>>,
    got: Vec<u64>,
}

/// The receivers, in what they are used for here.
trait Take {
    fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<u64>>;
    fn try_recv(&mut self) -> Option<u64>;
    fn close(&mut self);
    fn len(&self) -> usize;
}

macro_rules! take {
    ($receiver:ty) => {
        impl Take for $receiver {
            fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<u64>> {
                Self::poll_recv(self, cx)
            }

            fn try_recv(&mut self) -> Option<u64> {
                Self::try_recv(self).ok()
            }

            fn close(&mut self) {
                Self::close(self);
            }

            fn len(&self) -> usize {
                Self::len(self)
            }
        }
    };
}

take!(Receiver<u64>);
take!(mpsc::UnboundedReceiver<u64>);

impl<R: Take> Taker<R> {
    fn new(rx: R, numbers: Numbers) -> Self {
        Self {
            rx,
            numbers,
            waker: None,
            got: Vec::new(),
        }
    }

    fn poll(&mut self) {
        let count = Count::new();
        let waker = Waker::from(count.clone());
        let poll = self.rx.poll_recv(&mut Context::from_waker(&waker));
        self.waker = poll.is_pending().then_some(count);
        if let Poll::Ready(message) = poll {
            self.got.extend(message);
        }
    }

    fn is_worth_a_poll(&self) -> bool {
        self.waker.as_ref().is_none_or(|waker| waker.get() > 0)
    }

    fn step(&mut self, may_close: bool) {
        match self.numbers.below(8) {
            0 => self.got.extend(self.rx.try_recv()),
            1 => self.poll(),
            2 if may_close && self.numbers.below(OPERATIONS) == 0 => self.rx.close(),
            3 => assert!(self.rx.len() < usize::MAX / 2),
            _ if self.is_worth_a_poll() => self.poll(),
            _ => {}
        }
    }

    /// Polls until it pends, or is at its end.
    fn settle(&mut self) {
        while self.is_worth_a_poll() {
            let got = self.got.len();
            self.poll();
            if self.waker.is_none() && self.got.len() == got {
                break;
            }
        }
        assert_eq!(self.rx.len(), 0, "there is a message");
    }
}

fn use_up(mut numbers: Numbers, tx: &Sender<u64>, rx: Receiver<u64>) -> Vec<History> {
    let mut taker = Taker::new(rx, numbers.fork());
    let mut hands: Vec<_> = (0..SENDERS)
        .map(|thread| Hand {
            thread,
            tx,
            numbers: numbers.fork(),
            tasks: Vec::new(),
            permits: Vec::new(),
            history: History::default(),
            next: 0,
        })
        .collect();
    for round in 1..=ROUNDS {
        thread::scope(|scope| {
            let taker = &mut taker;
            scope.spawn(move || (0..OPERATIONS).for_each(|_| taker.step(round == ROUNDS)));
            for hand in &mut hands {
                scope.spawn(move || (0..OPERATIONS).for_each(|_| hand.step()));
            }
        });
        // What is there is received, what was granted is sent, and permits are dropped, until nobody is woken.
        loop {
            taker.settle();
            let is_woken = hands.iter_mut().any(Hand::poll_woken);
            let has_permit = hands.iter_mut().any(|hand| hand.permits.pop().is_some());
            if !is_woken && !has_permit {
                break;
            }
        }
        assert!(
            hands.iter().all(|hand| hand.tasks.is_empty()),
            "there is room"
        );
        assert!(tx.is_closed() || tx.capacity() == tx.max_capacity());
    }
    taker.rx.close();
    assert!(Take::try_recv(&mut taker.rx).is_none());
    let mut histories: Vec<_> = hands.into_iter().map(|hand| hand.history).collect();
    histories[0].got = taker.got;
    histories
}

#[test]
fn bounded() {
    with_seeds(|mut numbers| {
        let (tx, rx) = mpsc::channel(1 + numbers.below(4));
        let histories = use_up(numbers, &tx, rx);
        check_messages(&histories);
        check_order(&histories);
    });
}

#[test]
fn unbounded() {
    with_seeds(|mut numbers| {
        let (tx, rx) = mpsc::unbounded_channel();
        let mut taker = Taker::new(rx, numbers.fork());
        let mut histories: Vec<_> = (0..SENDERS).map(|_| History::default()).collect();
        let mut next = 0;
        for round in 1..=ROUNDS {
            thread::scope(|scope| {
                let taker = &mut taker;
                scope.spawn(move || (0..OPERATIONS).for_each(|_| taker.step(round == ROUNDS)));
                for (thread, history) in histories.iter_mut().enumerate() {
                    let tx = tx.clone();
                    scope.spawn(move || {
                        for number in next..next + OPERATIONS {
                            let message = message(thread, number);
                            history.sent.extend(tx.send(message).map(|()| message));
                        }
                    });
                }
            });
            next += OPERATIONS;
            taker.settle();
        }
        drop(tx);
        taker.settle();
        histories[0].got = taker.got;
        check_messages(&histories);
        check_order(&histories);
    });
}
