use std::{
    collections::VecDeque,
    future::poll_fn,
    ops::Range,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

use anyrt_channels::mpsc::{
    self, Permit, Receiver, Send, Sender,
    error::{SendError, TryRecvError, TrySendError},
};

use super::{
    numbers::{Numbers, OPERATIONS, with_seeds},
    room::{Room, Turn},
};
use crate::poller::{Count, Polled};

/// After so many receives in a row that were ready, one pends.
const BUDGET: usize = 128;

type Reserving<'a> = Pin<Box<dyn Future<Output = Result<Vec<Permit<'a, u32>>, ()>> + 'a>>;

enum Operation<'a> {
    Send(Polled<Send<'a, u32>>, u32),
    Reserve(Polled<Reserving<'a>>),
}

/// A future that is polled now and then.
struct Task<'a> {
    id: usize,
    needed: usize,
    operation: Operation<'a>,
}

struct Run<'a> {
    tx: &'a Sender<u32>,
    rx: Receiver<u32>,
    room: Room,
    tasks: Vec<Task<'a>>,
    permits: Vec<Permit<'a, u32>>,
    next: u32,
    /// The receiver's last waker, if it pends, and whether something came since.
    parked: Option<(Arc<Count>, bool)>,
    ready: usize,
}

impl Run<'_> {
    fn number(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    fn publish(&mut self, message: u32) {
        self.room.queue.push_back(message);
        self.tell();
    }

    fn tell(&mut self) {
        if let Some((_, is_told)) = &mut self.parked {
            *is_told = true;
        }
    }

    /// After something was given back.
    fn tell_of_end(&mut self) {
        if self.room.is_closed && self.room.reserved == 0 {
            self.tell();
        }
    }

    fn poll_task(&mut self, at: usize) {
        let mut task = self.tasks.swap_remove(at);
        let turn = self.room.waiter(task.id).map(|waiter| {
            waiter.is_woken = false;
            waiter.turn
        });
        let is_ready = match turn {
            None if self.room.is_closed => Some(false),
            None if self.room.try_reserve(task.needed) => Some(true),
            None => {
                self.room.wait(task.id, task.needed);
                None
            }
            Some(Turn::Waiting) => None,
            Some(Turn::Granted) => Some(true),
            Some(Turn::Closed) => Some(false),
        };
        if is_ready.is_some() {
            self.room.finish(task.id);
        }
        match &mut task.operation {
            Operation::Send(send, message) => {
                let sent = match is_ready {
                    None => Poll::Pending,
                    Some(true) => Poll::Ready(Ok(())),
                    Some(false) => Poll::Ready(Err(SendError(*message))),
                };
                assert_eq!(send.poll(), sent);
                if is_ready == Some(true) {
                    let message = *message;
                    self.room.reserved -= 1;
                    self.publish(message);
                }
            }
            Operation::Reserve(reserve) => match (reserve.poll(), is_ready) {
                (Poll::Pending, None) | (Poll::Ready(Err(())), Some(false)) => {}
                (Poll::Ready(Ok(permits)), Some(true)) => {
                    assert_eq!(permits.len(), task.needed);
                    self.permits.extend(permits);
                }
                (poll, _) => panic!("{is_ready:?}, but {}", poll.is_ready()),
            },
        }
        if is_ready.is_none() {
            self.tasks.push(task);
        }
    }

    fn drop_task(&mut self, at: usize, cancels: bool) {
        let mut task = self.tasks.swap_remove(at);
        self.room.leave(task.id);
        self.tell_of_end();
        if cancels && let Operation::Send(send, message) = &mut task.operation {
            assert_eq!(send.pinned().cancel(), Some(*message));
            assert_eq!(send.pinned().cancel(), None);
        }
    }

    fn poll_recv(&mut self, limit: usize) {
        let count = Count::new();
        let waker = Waker::from(count.clone());
        let mut cx = Context::from_waker(&waker);
        if self.ready == BUDGET {
            self.ready = 0;
            assert!(self.rx.poll_recv(&mut cx).is_pending());
            assert_eq!(count.get(), 1);
            return;
        }
        let is_pending = self.room.queue.is_empty() && !self.room.is_end();
        if limit == 1 {
            let expected = if is_pending {
                Poll::Pending
            } else {
                Poll::Ready(self.room.take())
            };
            assert_eq!(self.rx.poll_recv(&mut cx), expected);
        } else {
            let mut got = Vec::new();
            let poll = self.rx.poll_recv_many(&mut cx, &mut got, limit);
            assert_eq!(poll.is_pending(), is_pending);
            if let Poll::Ready(count) = poll {
                assert_eq!(count, got.len());
                assert_eq!(count, self.room.queue.len().min(limit));
                // They leave at once, before anybody is granted room.
                let expected: Vec<_> = self.room.queue.drain(..count).collect();
                assert_eq!(got, expected);
                self.room.distribute();
            }
        }
        if is_pending {
            self.ready = 0;
            self.parked = Some((count, false));
        } else {
            self.ready += 1;
        }
    }

    fn check(&self) {
        for task in &self.tasks {
            let wakes = match &task.operation {
                Operation::Send(send, _) => send.wakes(),
                Operation::Reserve(reserve) => reserve.wakes(),
            };
            assert_eq!(wakes, self.room.wakes(task.id));
        }
        if let Some((count, is_told)) = &self.parked {
            assert_eq!(count.get(), usize::from(*is_told));
        }
        assert_eq!(self.rx.len(), self.room.queue.len());
        assert_eq!(self.rx.capacity(), self.room.free());
        assert_eq!(self.tx.is_closed(), self.room.is_closed);
    }
}

fn new_task<'a>(run: &mut Run<'a>, numbers: &mut Numbers, id: usize) -> Task<'a> {
    let tx = run.tx;
    let (operation, needed) = match numbers.below(6) {
        0 => {
            let reserving: Reserving<'a> = Box::pin(async move {
                let permit = tx.reserve().await.map_err(|_| ())?;
                Ok(vec![permit])
            });
            (Operation::Reserve(Polled::new(reserving)), 1)
        }
        1 => {
            let needed = 1 + numbers.below(run.room.capacity);
            let reserving: Reserving<'a> = Box::pin(async move {
                let permits = tx.reserve_many(needed).await.map_err(|_| ())?;
                Ok(permits.collect())
            });
            (Operation::Reserve(Polled::new(reserving)), needed)
        }
        _ => {
            let message = run.number();
            (Operation::Send(Polled::new(tx.send(message)), message), 1)
        }
    };
    Task {
        id,
        needed,
        operation,
    }
}

fn step(run: &mut Run<'_>, numbers: &mut Numbers) {
    match numbers.below(12) {
        0 => {
            let message = run.number();
            let sent = run.tx.try_send(message);
            if run.room.try_reserve(1) {
                run.room.reserved -= 1;
                assert_eq!(sent, Ok(()));
                run.publish(message);
            } else if run.room.is_closed {
                assert_eq!(sent, Err(TrySendError::Closed(message)));
            } else {
                assert_eq!(sent, Err(TrySendError::Full(message)));
            }
        }
        1 => {
            let count = numbers.below(4);
            let permits = run.tx.try_reserve_many(count);
            if !run.room.is_closed && (count == 0 || run.room.try_reserve(count)) {
                let permits = permits.expect("there is room");
                assert_eq!(permits.len(), count);
                if numbers.below(2) == 0 {
                    run.permits.extend(permits);
                } else {
                    drop(permits);
                    run.room.release(count);
                }
            } else {
                assert!(permits.is_err());
            }
        }
        2 if !run.permits.is_empty() => {
            let permit = run.permits.swap_remove(numbers.below(run.permits.len()));
            let message = run.number();
            permit.send(message);
            run.room.reserved -= 1;
            run.publish(message);
        }
        3 if !run.permits.is_empty() => {
            drop(run.permits.swap_remove(numbers.below(run.permits.len())));
            run.room.release(1);
            run.tell_of_end();
        }
        4 if !run.tasks.is_empty() => {
            let at = numbers.below(run.tasks.len());
            run.drop_task(at, numbers.below(2) == 0);
        }
        5 => {
            let expected = if run.room.is_end() {
                Err(TryRecvError::Disconnected)
            } else {
                run.room.take().ok_or(TryRecvError::Empty)
            };
            assert_eq!(run.rx.try_recv(), expected);
        }
        6 => run.poll_recv(1 + numbers.below(5)),
        7 | 8 => run.poll_recv(1),
        9 if numbers.below(60) == 0 => {
            run.rx.close();
            run.room.close();
            run.parked = None;
        }
        _ if !run.tasks.is_empty() => run.poll_task(numbers.below(run.tasks.len())),
        _ => {}
    }
}

/// What is left of a channel: the receiver, what it has to get, and its last waker if it waits.
type Left = (Receiver<u32>, VecDeque<u32>, Option<Arc<Count>>);

fn use_up(tx: &Sender<u32>, rx: Receiver<u32>, numbers: &mut Numbers, ids: Range<usize>) -> Left {
    let mut run = Run {
        tx,
        room: Room::new(rx.max_capacity()),
        rx,
        tasks: Vec::new(),
        permits: Vec::new(),
        next: 0,
        parked: None,
        ready: 0,
    };
    for id in ids {
        if numbers.below(4) == 0 && run.tasks.len() < 12 {
            let task = new_task(&mut run, numbers, id);
            run.tasks.push(task);
        } else {
            step(&mut run, numbers);
        }
        run.check();
    }
    (run.rx, run.room.queue, run.parked.map(|(count, _)| count))
}

fn bounded(mut numbers: Numbers) {
    let mut start = 0;
    while start < OPERATIONS {
        let (tx, rx) = mpsc::channel(1 + numbers.below(5));
        let end = OPERATIONS.min(start + 1 + numbers.below(400));
        let (mut rx, queue, parked) = use_up(&tx, rx, &mut numbers, start..end);
        start = end;
        drop(tx);
        assert!(parked.is_none_or(|count| count.get() == 1));
        let mut got = VecDeque::new();
        while let Ok(message) = rx.try_recv() {
            got.push_back(message);
        }
        assert_eq!(got, queue);
        assert_eq!(rx.try_recv(), Err(TryRecvError::Disconnected));
    }
}

fn unbounded(mut numbers: Numbers) {
    let (tx, mut rx) = mpsc::unbounded_channel();
    let mut queue = VecDeque::new();
    let mut parked: Option<(Arc<Count>, bool)> = None;
    let mut senders = vec![tx];
    // Bursts, so that blocks come and go.
    let mut is_burst = false;
    for message in 0..OPERATIONS {
        is_burst ^= numbers.below(100) == 0;
        match numbers.below(if is_burst { 20 } else { 8 }) {
            0 | 1 => {
                let count = Count::new();
                let waker = Waker::from(count.clone());
                let poll = rx.poll_recv(&mut Context::from_waker(&waker));
                match poll {
                    Poll::Ready(got) => assert_eq!(got, queue.pop_front()),
                    Poll::Pending if count.get() == 1 => {}
                    Poll::Pending => {
                        assert!(queue.is_empty() && !rx.is_closed());
                        parked = Some((count, false));
                    }
                }
            }
            2 => assert_eq!(rx.try_recv().ok(), queue.pop_front()),
            3 => {
                let mut got = Vec::new();
                let limit = 1 + numbers.below(40);
                let mut many = Polled::new(poll_fn(|cx| rx.poll_recv_many(cx, &mut got, limit)));
                let poll = many.poll();
                let wakes = many.wakes();
                drop(many);
                let expected: Vec<_> = queue.drain(..got.len()).collect();
                assert_eq!(got, expected);
                match poll {
                    Poll::Ready(count) => assert!(count > 0 || rx.is_closed()),
                    // The receiver may be woken by the next message, through a waker that is gone.
                    Poll::Pending if wakes == 0 => parked = None,
                    Poll::Pending => {}
                }
            }
            4 if numbers.below(4) == 0 => senders.push(senders[0].clone()),
            4 if senders.len() > 1 => drop(senders.pop()),
            5 if numbers.below(200) == 0 => {
                rx.close();
                parked = None;
            }
            _ => {
                let sent = senders[numbers.below(senders.len())].send(message);
                assert_eq!(sent.is_ok(), !rx.is_closed());
                if sent.is_ok() {
                    queue.push_back(message);
                    if let Some((_, is_told)) = &mut parked {
                        *is_told = true;
                    }
                }
            }
        }
        assert_eq!(rx.len(), queue.len());
        assert_eq!(rx.sender_strong_count(), senders.len());
        if let Some((count, is_told)) = &parked {
            assert_eq!(count.get(), usize::from(*is_told));
        }
    }
    drop(senders);
    while let Ok(message) = rx.try_recv() {
        assert_eq!(queue.pop_front(), Some(message));
    }
    assert!(queue.is_empty());
    assert_eq!(rx.try_recv(), Err(TryRecvError::Disconnected));
}

#[test]
fn a_bounded_channel_is_what_the_model_says() {
    with_seeds(bounded);
}

#[test]
fn an_unbounded_channel_is_what_the_model_says() {
    with_seeds(unbounded);
}
