//! What was sent and received, and what has to hold of it.

use std::collections::BTreeMap;

/// A message of a thread: the threads are told apart by `thread`.
pub(crate) fn message(thread: usize, number: usize) -> u64 {
    (thread as u64) << 32 | number as u64
}

fn thread(message: u64) -> u64 {
    message >> 32
}

/// What one thread did, in its order.
#[derive(Debug, Default)]
pub(crate) struct History {
    pub(crate) sent: Vec<u64>,
    pub(crate) got: Vec<u64>,
}

/// Checks that each message which was sent was received once, and no other.
pub(crate) fn check_messages(histories: &[History]) {
    let mut sent: Vec<u64> = histories
        .iter()
        .flat_map(|one| &one.sent)
        .copied()
        .collect();
    let mut got: Vec<u64> = histories.iter().flat_map(|one| &one.got).copied().collect();
    sent.sort_unstable();
    got.sort_unstable();
    assert_eq!(sent, got, "what was sent is what was received");
}

/// Checks that whoever received got the messages of each thread in the order in which that had sent them.
pub(crate) fn check_order(histories: &[History]) {
    let mut places = BTreeMap::new();
    for history in histories {
        places.extend(
            history
                .sent
                .iter()
                .enumerate()
                .map(|(at, sent)| (*sent, at)),
        );
    }
    for history in histories {
        let mut last = BTreeMap::new();
        for got in &history.got {
            let place = places[got];
            let before = last.insert(thread(*got), place);
            assert!(before.is_none_or(|before| before < place), "in order");
        }
    }
}
