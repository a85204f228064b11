//! Tasks that send, reserve, receive and give up by chance, and a model that knows what they should see.

use std::{collections::VecDeque, rc::Rc, task::Poll};

use anyrt_channels::{
    local::mpmc::{self, Recv, Send},
    mpmc::{TryRecvError, TrySendError},
};

use crate::{poller::Polled, random::Random};

const OPERATIONS: usize = 200_000;
const CAPACITY: usize = 4;

type Message = (u64, Rc<()>);

#[test]
fn nothing_is_lost_doubled_or_out_of_order() {
    for seed in 1..=4 {
        run(seed, OPERATIONS / 4);
    }
}

fn run(seed: u64, operations: usize) {
    let mut random = Random::new(seed);
    let token = Rc::new(());
    let (tx, rx) = mpmc::bounded::<Message>(CAPACITY);
    let mut queue: VecDeque<u64> = VecDeque::new();
    let mut sends: Vec<(u64, Polled<Send<'_, Message>>)> = Vec::new();
    // With whether each was polled.
    let mut receives: Vec<(bool, Polled<Recv<'_, Message>>)> = Vec::new();
    let mut number = 0;
    for _ in 0..operations {
        match random.below(12) {
            0 | 1 => {
                number += 1;
                match tx.try_send((number, token.clone())) {
                    Ok(()) => queue.push_back(number),
                    Err(TrySendError::Full(_)) => {
                        assert!(queue.len() + sends.len() >= CAPACITY, "seed {seed}");
                    }
                    Err(TrySendError::Closed(_)) => unreachable!("it is open"),
                }
            }
            2 | 3 if sends.len() < 12 => {
                number += 1;
                let mut send = Polled::new(tx.send((number, token.clone())));
                if send.poll().is_ready() {
                    queue.push_back(number);
                } else {
                    sends.push((number, send));
                }
            }
            4 | 5 if !sends.is_empty() => {
                let index = random.below(sends.len());
                // The first of them have the room.
                let is_granted = index < CAPACITY - queue.len();
                assert_eq!(sends[index].1.poll().is_ready(), is_granted, "seed {seed}");
                if is_granted {
                    queue.push_back(sends.remove(index).0);
                }
            }
            6 if !sends.is_empty() => {
                let (number, mut send) = sends.remove(random.below(sends.len()));
                let back = send.pinned().cancel().map(|(number, _)| number);
                assert_eq!(back, Some(number), "seed {seed}");
            }
            7 => match rx.try_recv() {
                Ok((n, _)) => assert_eq!(Some(n), queue.pop_front(), "seed {seed}"),
                Err(error) => {
                    assert_eq!(error, TryRecvError::Empty);
                    assert!(queue.is_empty(), "seed {seed}");
                }
            },
            8 if receives.len() < 8 => receives.push((false, Polled::new(rx.recv()))),
            9 if !receives.is_empty() => {
                drop(receives.swap_remove(random.below(receives.len())));
            }
            10 | 11 if !receives.is_empty() => {
                let index = random.below(receives.len());
                receives[index].0 = true;
                match receives[index].1.poll() {
                    Poll::Ready(Ok((n, _))) => {
                        assert_eq!(Some(n), queue.pop_front(), "seed {seed}");
                        drop(receives.swap_remove(index));
                    }
                    Poll::Ready(Err(_)) => unreachable!("it is open"),
                    // After 128 in a row it pends in any case.
                    Poll::Pending => {
                        assert!(
                            queue.is_empty() || receives[index].1.wakes() > 0,
                            "seed {seed}"
                        );
                    }
                }
            }
            _ => {}
        }
        assert_eq!(tx.len(), queue.len(), "seed {seed}");
        assert!(queue.len() <= CAPACITY, "seed {seed}");
        // While there is a message, not all of those that wait sleep.
        let waiting = receives.iter().filter(|(was_polled, _)| *was_polled);
        let mut wakes = waiting.map(|(_, recv)| recv.wakes());
        let is_asleep = wakes.clone().count() > 0 && wakes.all(|wakes| wakes == 0);
        assert!(queue.is_empty() || !is_asleep, "seed {seed}");
        let held = queue.len() + sends.len();
        assert_eq!(Rc::strong_count(&token), 1 + held, "seed {seed}");
    }
    drop((sends, receives));
    drop((tx, rx));
    assert_eq!(Rc::strong_count(&token), 1);
}
