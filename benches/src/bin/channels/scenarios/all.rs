use super::{Planned, Shape};
use crate::{kinds::Capacity, peers, places::Places, row::Key};

const SIZES: [usize; 2] = [8, 64];

const RENDEZVOUS: Capacity = Capacity::Rendezvous;
const ONE: Capacity = Capacity::Bounded(1);
const MANY: Capacity = Capacity::Bounded(128);
const UNBOUNDED: Capacity = Capacity::Unbounded;

/// Makes the list of all rows, each to be set up when its turn comes.
pub(crate) fn rows() -> Vec<Planned> {
    let parts = [streams(), backlogs(), alone(), waiting(), local(), others()];
    parts.into_iter().flatten().collect()
}

fn key(scenario: &'static str, capacity: Option<Capacity>, bytes: usize) -> Key {
    Key {
        scenario,
        place: Places::One,
        capacity,
        bytes,
    }
}

fn streams() -> Vec<Planned> {
    let shapes = [("1p1c", 1, 1), ("4p1c", 4, 1), ("4p4c", 4, 4)];
    let mut rows = Vec::new();
    for place in Places::ALL {
        for (scenario, producers, consumers) in shapes {
            for bytes in SIZES {
                for capacity in [RENDEZVOUS, ONE, MANY, UNBOUNDED] {
                    let shape = Shape {
                        producers,
                        consumers,
                        turn: capacity.turn(),
                    };
                    let key = key(scenario, Some(capacity), bytes);
                    rows.push(stream(Key { place, ..key }, shape, capacity));
                }
            }
        }
    }
    rows
}

/// Nobody holds the producer up, and it never pauses: what it sends piles up.
fn backlogs() -> Vec<Planned> {
    let shape = Shape {
        producers: 1,
        consumers: 1,
        turn: u64::MAX,
    };
    let row = |bytes| stream(key("backlog", Some(UNBOUNDED), bytes), shape, UNBOUNDED);
    SIZES.map(row).into()
}

fn stream(key: Key, shape: Shape, capacity: Capacity) -> Planned {
    let mut entries = peers::queues();
    // Where threads meet, the races of those that have them would be undefined behaviour.
    entries.retain(|entry| key.place == Places::One || !entry.entrant.has_races);
    Planned::new(key, entries, move |entry| {
        (entry.streaming)(key.place, key.bytes, shape, capacity)
    })
}

fn alone() -> Vec<Planned> {
    let mut rows = Vec::new();
    for bytes in SIZES {
        for capacity in [ONE, MANY, UNBOUNDED] {
            let key = key("pair", Some(capacity), bytes);
            rows.push(Planned::new(key, peers::queues(), move |entry| {
                (entry.pair)(bytes, capacity)
            }));
        }
    }
    rows
}

fn waiting() -> Vec<Planned> {
    let mut rows = Vec::new();
    for capacity in [RENDEZVOUS, ONE, MANY, UNBOUNDED] {
        let key = key("cancelled-recv", Some(capacity), 8);
        rows.push(Planned::new(key, peers::queues(), move |entry| {
            (entry.receives)(8, capacity)
        }));
    }
    for capacity in [RENDEZVOUS, ONE] {
        let key = key("cancelled-send", Some(capacity), 8);
        rows.push(Planned::new(key, peers::queues(), move |entry| {
            (entry.sends)(8, capacity)
        }));
    }
    let key = key("8000-senders", Some(ONE), 8);
    rows.push(Planned::new(key, peers::queues(), |entry| {
        (entry.senders)()
    }));
    rows
}

fn local() -> Vec<Planned> {
    let keys = |scenario| {
        let of_size = move |bytes| {
            [ONE, MANY, UNBOUNDED].map(|capacity| (key(scenario, Some(capacity), bytes), capacity))
        };
        SIZES.into_iter().flat_map(of_size)
    };
    let streaming = keys("local-1p1c").map(|(key, capacity)| {
        Planned::new(key, peers::locals(), move |entry| {
            (entry.streaming)(key.bytes, capacity)
        })
    });
    let pairs = keys("local-pair").map(|(key, capacity)| {
        Planned::new(key, peers::locals(), move |entry| {
            (entry.pair)(key.bytes, capacity)
        })
    });
    streaming.chain(pairs).collect()
}

fn others() -> Vec<Planned> {
    let mut rows = Vec::new();
    for bytes in SIZES {
        let ready = key("oneshot", None, bytes);
        rows.push(Planned::new(ready, peers::oneshots(), move |entry| {
            Some((entry.ready)(bytes))
        }));
        let waited = key("oneshot-waited", None, bytes);
        rows.push(Planned::new(waited, peers::oneshots(), move |entry| {
            Some((entry.waited)(bytes))
        }));
        for (pair, streaming, readers) in [
            ("broadcast-pair-1", "broadcast-1", 1),
            ("broadcast-pair-4", "broadcast-4", 4),
        ] {
            let pair = key(pair, Some(MANY), bytes);
            rows.push(Planned::new(pair, peers::broadcasts(), move |entry| {
                Some((entry.pair)(bytes, readers))
            }));
            let streaming = key(streaming, Some(MANY), bytes);
            rows.push(Planned::new(streaming, peers::broadcasts(), move |entry| {
                Some((entry.streaming)(bytes, readers))
            }));
        }
        let watch = key("watch", None, bytes);
        rows.push(Planned::new(watch, peers::watches(), move |entry| {
            Some((entry.work)(bytes))
        }));
    }
    rows
}
