use std::{collections::VecDeque, ops::Range, task::Poll};

use anyrt_channels::mpmc::{
    self, Receiver, Recv, RecvError, Send, SendError, Sender, TryRecvError, TrySendError,
};

use super::numbers::{Numbers, OPERATIONS, with_seeds};
use crate::poller::Polled;

/// How one stands who was polled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    /// Not polled yet.
    New,
    Waiting,
    /// A sender: a receiver waits for it.
    Called,
    /// A receiver: it has this message, with its number.
    Full(u32, u32),
    Closed,
}

struct Sending<'a> {
    message: u32,
    send: Polled<Send<'a, u32>>,
    place: Place,
    is_woken: bool,
}

struct Receiving<'a> {
    recv: Polled<Recv<'a, u32>>,
    place: Place,
}

/// Both lists are in the order of the first polls.
struct Run<'a> {
    tx: &'a Sender<u32>,
    rx: &'a Receiver<u32>,
    sends: Vec<Sending<'a>>,
    receives: Vec<Receiving<'a>>,
    /// What came back, by its number.
    returned: VecDeque<(u32, u32)>,
    is_closed: bool,
    next: u32,
    handed: u32,
}

impl Run<'_> {
    fn number(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    fn waiting(&self) -> usize {
        let waiting = |task: &&Receiving<'_>| task.place == Place::Waiting;
        self.receives.iter().filter(waiting).count()
    }

    fn called(&self) -> usize {
        let called = |task: &&Sending<'_>| task.place == Place::Called;
        self.sends.iter().filter(called).count()
    }

    /// Calls as many senders as there are receivers for, and calls off the others.
    fn settle(&mut self) {
        if self.is_closed {
            return;
        }
        while self.called() < self.waiting()
            && let Some(first) = self
                .sends
                .iter_mut()
                .find(|task| task.place == Place::Waiting)
        {
            first.place = Place::Called;
            first.is_woken = true;
        }
        while self.called() > self.waiting() {
            let last = self
                .sends
                .iter_mut()
                .rfind(|task| task.place == Place::Called);
            last.expect("some are").place = Place::Waiting;
        }
    }

    fn hand_over(&mut self, number: u32, message: u32) {
        let first = self
            .receives
            .iter_mut()
            .find(|task| task.place == Place::Waiting);
        first.expect("one waits").place = Place::Full(number, message);
    }

    fn hand_over_new(&mut self, message: u32) {
        self.handed += 1;
        self.hand_over(self.handed, message);
    }

    fn try_send(&mut self, forces: bool) {
        let message = self.number();
        let is_taken = !self.is_closed && self.waiting() > self.called();
        if forces {
            let expected = match (self.is_closed, is_taken) {
                (true, _) => Err(SendError(message)),
                (_, true) => Ok(None),
                (_, false) => Ok(Some(message)),
            };
            assert_eq!(self.tx.force_send(message), expected);
        } else {
            let expected = match (self.is_closed, is_taken) {
                (true, _) => Err(TrySendError::Closed(message)),
                (_, true) => Ok(()),
                (_, false) => Err(TrySendError::Full(message)),
            };
            assert_eq!(self.tx.try_send(message), expected);
        }
        if is_taken {
            self.hand_over_new(message);
        }
    }

    fn poll_send(&mut self, at: usize) {
        let mut task = self.sends.remove(at);
        let is_called = task.place == Place::Called;
        let expected = if self.is_closed {
            Poll::Ready(Err(SendError(task.message)))
        } else if is_called || self.waiting() > self.called() {
            Poll::Ready(Ok(()))
        } else {
            Poll::Pending
        };
        assert_eq!(task.send.poll(), expected);
        task.is_woken = false;
        match expected {
            Poll::Ready(Ok(())) => self.hand_over_new(task.message),
            Poll::Ready(Err(_)) => {}
            Poll::Pending => {
                let at = if task.place == Place::New {
                    self.sends.len()
                } else {
                    at
                };
                task.place = Place::Waiting;
                self.sends.insert(at, task);
            }
        }
    }

    fn drop_send(&mut self, at: usize, cancels: bool) {
        let mut task = self.sends.remove(at);
        if cancels {
            assert_eq!(task.send.pinned().cancel(), Some(task.message));
        } else {
            drop(task);
        }
        self.settle();
    }

    fn poll_recv(&mut self, at: usize) {
        let mut task = self.receives.remove(at);
        let expected = match task.place {
            Place::Full(_, message) => Poll::Ready(Ok(message)),
            _ => match self.returned.pop_front() {
                Some((_, message)) => Poll::Ready(Ok(message)),
                None if self.is_closed => Poll::Ready(Err(RecvError)),
                None => Poll::Pending,
            },
        };
        assert_eq!(task.recv.poll(), expected);
        if expected.is_pending() {
            let at = if task.place == Place::New {
                self.receives.len()
            } else {
                at
            };
            task.place = Place::Waiting;
            self.receives.insert(at, task);
            self.settle();
        }
    }

    fn drop_recv(&mut self, at: usize) {
        let task = self.receives.remove(at);
        if let Place::Full(number, message) = task.place {
            if self.waiting() > 0 {
                self.hand_over(number, message);
            } else {
                let at = self.returned.partition_point(|(other, _)| *other < number);
                self.returned.insert(at, (number, message));
            }
        }
        drop(task);
        self.settle();
    }

    fn close(&mut self) {
        assert_eq!(self.tx.close(), !self.is_closed);
        if self.is_closed {
            return;
        }
        self.is_closed = true;
        for task in &mut self.sends {
            if task.place == Place::Waiting {
                task.place = Place::Closed;
                task.is_woken = true;
            }
        }
        for task in &mut self.receives {
            if task.place == Place::Waiting {
                task.place = Place::Closed;
            }
        }
    }

    fn check(&self) {
        for task in &self.sends {
            assert_eq!(task.send.wakes(), usize::from(task.is_woken));
        }
        for task in &self.receives {
            let is_woken = matches!(task.place, Place::Full(..) | Place::Closed);
            assert_eq!(task.recv.wakes(), usize::from(is_woken));
        }
        assert_eq!(self.rx.len(), self.returned.len());
        assert_eq!(self.rx.is_closed(), self.is_closed);
    }
}

fn step(run: &mut Run<'_>, numbers: &mut Numbers) {
    let (sends, receives) = (run.sends.len(), run.receives.len());
    match numbers.below(12) {
        0 | 1 => run.try_send(numbers.below(3) == 0),
        2 => {
            let expected = match run.returned.pop_front() {
                Some((_, message)) => Ok(message),
                None if run.is_closed => Err(TryRecvError::Closed),
                None => Err(TryRecvError::Empty),
            };
            assert_eq!(run.rx.try_recv(), expected);
        }
        3 if sends > 0 => run.drop_send(numbers.below(sends), numbers.below(2) == 0),
        4 | 5 if receives > 0 => run.drop_recv(numbers.below(receives)),
        6 if numbers.below(40) == 0 => run.close(),
        7..=9 if receives > 0 => run.poll_recv(numbers.below(receives)),
        _ if sends > 0 => run.poll_send(numbers.below(sends)),
        _ => {}
    }
}

fn use_up(tx: &Sender<u32>, rx: &Receiver<u32>, numbers: &mut Numbers, steps: Range<usize>) {
    let mut run = Run {
        tx,
        rx,
        sends: Vec::new(),
        receives: Vec::new(),
        returned: VecDeque::new(),
        is_closed: false,
        next: 0,
        handed: 0,
    };
    for _ in steps {
        match numbers.below(6) {
            0 if run.sends.len() < 6 => {
                let message = run.number();
                // Those that were not polled yet come last.
                run.sends.push(Sending {
                    message,
                    send: Polled::new(tx.send(message)),
                    place: Place::New,
                    is_woken: false,
                });
            }
            1 if run.receives.len() < 6 => run.receives.push(Receiving {
                recv: Polled::new(rx.recv()),
                place: Place::New,
            }),
            _ => step(&mut run, numbers),
        }
        run.check();
    }
}

fn run(mut numbers: Numbers) {
    let mut start = 0;
    while start < OPERATIONS {
        let (tx, rx) = mpmc::bounded(0);
        let rx = rx.unconstrained();
        let end = OPERATIONS.min(start + 1 + numbers.below(400));
        use_up(&tx, &rx, &mut numbers, start..end);
        start = end;
    }
}

#[test]
fn a_rendezvous_is_what_the_model_says() {
    with_seeds(run);
}
