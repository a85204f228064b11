use std::{ops::Range, task::Poll};

use anyrt_channels::mpmc::{
    self, Receiver, Recv, RecvError, Send, SendError, Sender, TryRecvError, TrySendError,
};

use super::{
    numbers::{Numbers, OPERATIONS, with_seeds},
    room::{Room, Turn},
};
use crate::poller::Polled;

/// What stands for no bound.
const UNBOUNDED: usize = 1_000_000;

struct Sending<'a> {
    id: usize,
    message: u32,
    send: Polled<Send<'a, u32>>,
}

struct Receiving<'a> {
    recv: Polled<Recv<'a, u32>>,
    /// It is among those that wait, in their order.
    is_listed: bool,
    /// It was taken out to be woken, and not polled since.
    is_told: bool,
}

struct Run<'a> {
    tx: &'a Sender<u32>,
    rx: &'a Receiver<u32>,
    room: Room,
    sends: Vec<Sending<'a>>,
    receives: Vec<Receiving<'a>>,
    next: u32,
}

impl Run<'_> {
    fn is_bounded(&self) -> bool {
        self.room.capacity < UNBOUNDED
    }

    fn publish(&mut self, message: u32) {
        self.room.queue.push_back(message);
        if self.room.is_closed && self.room.reserved == 0 {
            self.tell_all();
        } else {
            self.tell_one();
        }
    }

    fn tell_one(&mut self) {
        let first = self.receives.iter_mut().find(|recv| recv.is_listed);
        if let Some(first) = first {
            first.is_listed = false;
            first.is_told = true;
        }
    }

    fn tell_all(&mut self) {
        for recv in self.receives.iter_mut().filter(|recv| recv.is_listed) {
            recv.is_listed = false;
            recv.is_told = true;
        }
    }

    fn try_send(&mut self) {
        let message = self.number();
        let sent = self.tx.try_send(message);
        if self.room.try_reserve(1) {
            self.room.reserved -= 1;
            assert_eq!(sent, Ok(()));
            self.publish(message);
        } else if self.room.is_closed {
            assert_eq!(sent, Err(TrySendError::Closed(message)));
        } else {
            assert_eq!(sent, Err(TrySendError::Full(message)));
        }
    }

    fn force_send(&mut self) {
        let message = self.number();
        let sent = self.tx.force_send(message);
        if self.room.is_closed {
            assert_eq!(sent, Err(SendError(message)));
            return;
        }
        let mut oldest = None;
        if self.room.free() == 0 {
            // It is not given to those that wait.
            oldest = self.room.queue.pop_front();
            if oldest.is_none() {
                self.room.revoke();
            }
        }
        assert_eq!(sent, Ok(oldest));
        self.publish(message);
    }

    fn number(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    fn poll_send(&mut self, at: usize) {
        let mut task = self.sends.swap_remove(at);
        let turn = self.room.waiter(task.id).map(|waiter| {
            waiter.is_woken = false;
            waiter.turn
        });
        let expected = match turn {
            None if self.room.is_closed => Poll::Ready(Err(SendError(task.message))),
            None if self.room.try_reserve(1) => Poll::Ready(Ok(())),
            None => {
                self.room.wait(task.id, 1);
                Poll::Pending
            }
            Some(Turn::Waiting) => Poll::Pending,
            Some(Turn::Granted) => Poll::Ready(Ok(())),
            Some(Turn::Closed) => Poll::Ready(Err(SendError(task.message))),
        };
        assert_eq!(task.send.poll(), expected);
        if expected.is_ready() {
            self.room.finish(task.id);
        } else {
            self.sends.push(task);
            return;
        }
        if expected == Poll::Ready(Ok(())) {
            self.room.reserved -= 1;
            self.publish(task.message);
        }
    }

    fn drop_send(&mut self, at: usize, cancels: bool) {
        let mut task = self.sends.swap_remove(at);
        let reserved = self.room.reserved;
        self.room.leave(task.id);
        if self.room.is_closed && self.room.reserved == 0 && reserved > 0 {
            self.tell_all();
        }
        if cancels {
            assert_eq!(task.send.pinned().cancel(), Some(task.message));
        }
    }

    fn poll_recv(&mut self, at: usize) {
        // Those that wait stay in their order.
        let mut task = self.receives.remove(at);
        task.is_told = false;
        let expected = match self.room.take() {
            Some(message) => Poll::Ready(Ok(message)),
            None if self.room.is_end() => Poll::Ready(Err(RecvError)),
            None => Poll::Pending,
        };
        assert_eq!(task.recv.poll(), expected);
        if expected.is_pending() {
            let at = if task.is_listed {
                at
            } else {
                self.receives.len()
            };
            task.is_listed = true;
            self.receives.insert(at, task);
        }
    }

    fn drop_recv(&mut self, at: usize) {
        let task = self.receives.remove(at);
        if task.is_told && (!self.room.queue.is_empty() || self.room.is_end()) {
            self.tell_one();
        }
    }

    fn close(&mut self) {
        assert_eq!(self.rx.close(), !self.room.is_closed);
        if !self.room.is_closed {
            self.room.close();
            if self.room.reserved == 0 {
                self.tell_all();
            }
        }
    }

    fn check(&self) {
        for task in &self.sends {
            assert_eq!(task.send.wakes(), self.room.wakes(task.id));
        }
        for task in &self.receives {
            assert_eq!(task.recv.wakes(), usize::from(task.is_told));
        }
        assert_eq!(self.rx.len(), self.room.queue.len());
        assert_eq!(self.tx.is_closed(), self.room.is_closed);
        if self.is_bounded() {
            assert!(self.room.queue.len() + self.room.reserved <= self.room.capacity);
        }
    }
}

fn step(run: &mut Run<'_>, numbers: &mut Numbers) {
    let (sends, receives) = (run.sends.len(), run.receives.len());
    match numbers.below(11) {
        0 => run.try_send(),
        1 => run.force_send(),
        2 => {
            let expected = if run.room.is_end() {
                Err(TryRecvError::Closed)
            } else {
                run.room.take().ok_or(TryRecvError::Empty)
            };
            assert_eq!(run.rx.try_recv(), expected);
        }
        3 if sends > 0 => run.drop_send(numbers.below(sends), numbers.below(2) == 0),
        4 if receives > 0 => run.drop_recv(numbers.below(receives)),
        5 if numbers.below(40) == 0 => run.close(),
        6 | 7 if receives > 0 => run.poll_recv(numbers.below(receives)),
        _ if sends > 0 => run.poll_send(numbers.below(sends)),
        _ => {}
    }
}

fn use_up(tx: &Sender<u32>, rx: &Receiver<u32>, numbers: &mut Numbers, ids: Range<usize>) {
    let mut run = Run {
        tx,
        rx,
        room: Room::new(tx.capacity().unwrap_or(UNBOUNDED)),
        sends: Vec::new(),
        receives: Vec::new(),
        next: 0,
    };
    for id in ids {
        match numbers.below(8) {
            0 if run.sends.len() < 10 => {
                let message = run.number();
                run.sends.push(Sending {
                    id,
                    message,
                    send: Polled::new(tx.send(message)),
                });
            }
            1 if run.receives.len() < 6 => run.receives.push(Receiving {
                recv: Polled::new(rx.recv()),
                is_listed: false,
                is_told: false,
            }),
            _ => step(&mut run, numbers),
        }
        run.check();
    }
}

fn with_channels(mut numbers: Numbers, make: fn(usize) -> (Sender<u32>, Receiver<u32>)) {
    let mut start = 0;
    while start < OPERATIONS {
        let (tx, rx) = make(1 + numbers.below(4));
        let rx = rx.unconstrained();
        let end = OPERATIONS.min(start + 1 + numbers.below(400));
        use_up(&tx, &rx, &mut numbers.fork(), start..end);
        start = end;
    }
}

#[test]
fn a_bounded_channel_is_what_the_model_says() {
    with_seeds(|numbers| with_channels(numbers, mpmc::bounded));
}

#[test]
fn an_unbounded_channel_is_what_the_model_says() {
    with_seeds(|numbers| with_channels(numbers, |_| mpmc::unbounded()));
}
