//! Reservations of some places, by chance, and a model that knows who has got how much.

use std::task::Poll;

use anyrt_channels::local::mpsc::{self, PermitIterator, ReserveMany, Sender};

use crate::{poller::Polled, random::Random};

const OPERATIONS: usize = 2_000;
const CAPACITY: usize = 5;

struct Waiting<'a> {
    count: usize,
    got: usize,
    reserve: Polled<ReserveMany<'a, u64>>,
}

struct Model<'a> {
    free: usize,
    waiting: Vec<Waiting<'a>>,
}

impl Model<'_> {
    /// Gives places to those that wait, in their order, and the others to whoever comes.
    fn give(&mut self, count: usize) {
        for _ in 0..count {
            let next = self.waiting.iter_mut().find(|one| one.got < one.count);
            *next.map_or(&mut self.free, |one| &mut one.got) += 1;
        }
    }

    fn check(&self, tx: &Sender<u64>, seed: u64) {
        assert_eq!(tx.capacity(), self.free, "seed {seed}");
        for one in &self.waiting {
            let expected = usize::from(one.got == one.count);
            assert_eq!(one.reserve.wakes(), expected, "seed {seed}");
        }
    }
}

#[test]
fn places_go_to_those_that_wait_in_their_order() {
    for seed in 1..=100 {
        run(seed);
    }
}

fn run(seed: u64) {
    let mut random = Random::new(seed);
    let (tx, mut rx) = mpsc::channel::<u64>(CAPACITY);
    let mut model = Model {
        free: CAPACITY,
        waiting: Vec::new(),
    };
    let mut held: Vec<PermitIterator<'_, u64>> = Vec::new();
    let (mut sent, mut received) = (0, 0);
    for _ in 0..OPERATIONS {
        match random.below(8) {
            0 => {
                let count = random.below(4);
                let permits = tx.try_reserve_many(count);
                assert_eq!(permits.is_ok(), count <= model.free, "seed {seed}");
                if let Ok(permits) = permits {
                    model.free -= count;
                    held.push(permits);
                }
            }
            1 if model.waiting.len() < 6 => {
                let count = 1 + random.below(CAPACITY);
                let mut reserve = Polled::new(tx.reserve_many(count));
                match reserve.poll() {
                    Poll::Ready(permits) => {
                        assert!(count <= model.free, "seed {seed}");
                        model.free -= count;
                        held.push(permits.expect("it is open"));
                    }
                    Poll::Pending => {
                        assert!(count > model.free, "seed {seed}");
                        let got = std::mem::take(&mut model.free);
                        model.waiting.push(Waiting {
                            count,
                            got,
                            reserve,
                        });
                    }
                }
            }
            2 if !model.waiting.is_empty() => {
                let index = random.below(model.waiting.len());
                let one = &mut model.waiting[index];
                match one.reserve.poll() {
                    Poll::Ready(permits) => {
                        assert_eq!(one.got, one.count, "seed {seed}");
                        held.push(permits.expect("it is open"));
                        drop(model.waiting.remove(index));
                    }
                    Poll::Pending => assert!(one.got < one.count, "seed {seed}"),
                }
            }
            3 if !model.waiting.is_empty() => {
                let index = random.below(model.waiting.len());
                let one = model.waiting.remove(index);
                let got = one.got;
                drop(one);
                model.give(got);
            }
            4 if !held.is_empty() => {
                let index = random.below(held.len());
                match held[index].next() {
                    Some(permit) => {
                        sent += 1;
                        permit.send(sent);
                    }
                    None => drop(held.swap_remove(index)),
                }
            }
            5 if !held.is_empty() => {
                let permits = held.swap_remove(random.below(held.len()));
                let left = permits.len();
                drop(permits);
                model.give(left);
            }
            6 => {
                if let Ok(number) = rx.try_recv() {
                    received += 1;
                    assert_eq!(number, received, "seed {seed}");
                    model.give(1);
                }
            }
            7 => {
                let is_sent = tx.try_send(sent + 1).is_ok();
                assert_eq!(is_sent, model.free > 0, "seed {seed}");
                if is_sent {
                    sent += 1;
                    model.free -= 1;
                }
            }
            _ => {}
        }
        model.check(&tx, seed);
    }
    rx.close();
    for mut one in std::mem::take(&mut model.waiting) {
        let Poll::Ready(permits) = one.reserve.poll() else {
            panic!("seed {seed}: the close ends the wait");
        };
        // Who had all its places keeps them.
        assert_eq!(permits.is_ok(), one.got == one.count, "seed {seed}");
    }
    drop(held);
    while rx.try_recv().is_ok() {}
    assert_eq!(tx.capacity(), CAPACITY, "seed {seed}");
}
