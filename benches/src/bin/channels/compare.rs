//! Runs the entrants of a row side by side.

use std::time::Duration;

use crate::{
    entrant::Entrant,
    row::{Done, Key, Row, Work},
};

/// How much is measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) rounds: usize,
    /// How long one entrant runs in one round.
    pub(crate) block: Duration,
}

/// What the entrants of a row took.
#[derive(Debug)]
pub(crate) struct Compared {
    pub(crate) key: Key,
    pub(crate) entries: Vec<(Entrant, Measured)>,
}

/// What one entrant took, per operation.
#[derive(Debug, Default)]
pub(crate) struct Measured {
    /// Nanoseconds of the processors, round by round.
    pub(crate) cpu: Vec<f64>,
    /// Nanoseconds that went by, round by round.
    pub(crate) wall: Vec<f64>,
    /// Heap allocations of the measuring thread, in the round that had the fewest.
    pub(crate) allocations: f64,
    /// Polls of a send, in the last round, if they are counted.
    pub(crate) polls: Option<f64>,
}

struct Runner {
    work: Work,
    times: u64,
    measured: Measured,
}

/// Measures a row.
pub(crate) fn run(row: Row, plan: Plan) -> Compared {
    let Row { key, entries } = row;
    let (entrants, mut runners): (Vec<_>, Vec<_>) = entries
        .into_iter()
        .map(|(entrant, work)| (entrant, start(work, plan.block)))
        .unzip();
    let count = runners.len();
    for round in 0..plan.rounds {
        for place in 0..count {
            // Rotated each round, reversed every other time around, so that none always follows the same.
            let place = match (round / count) % 2 {
                0 => place,
                _ => count - 1 - place,
            };
            runners[(place + round) % count].round();
        }
    }
    let measured = runners.into_iter().map(|runner| runner.measured);
    Compared {
        key,
        entries: entrants.into_iter().zip(measured).collect(),
    }
}

/// Warms up, and finds out how many operations there are to a round.
fn start(mut work: Work, block: Duration) -> Runner {
    let block = u64::try_from(block.as_nanos()).unwrap_or(u64::MAX);
    let mut times = 64;
    let times = loop {
        let done = work(times);
        let nanos = done.taken.wall.max(1);
        if nanos >= block / 2 {
            let scaled = u128::from(done.operations) * u128::from(block) / u128::from(nanos);
            break u64::try_from(scaled).unwrap_or(u64::MAX).max(1);
        }
        times *= 2;
    };
    Runner {
        work,
        times,
        measured: Measured {
            allocations: f64::INFINITY,
            ..Measured::default()
        },
    }
}

impl Runner {
    fn round(&mut self) {
        let Done {
            taken,
            operations,
            polls,
        } = (self.work)(self.times);
        let each = |total: u64| to_float(total) / to_float(operations);
        self.measured.cpu.push(each(taken.cpu));
        self.measured.wall.push(each(taken.wall));
        self.measured.allocations = self.measured.allocations.min(each(taken.allocations));
        self.measured.polls = polls.map(each);
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "nanoseconds and counts of one block are far below 2^52"
)]
fn to_float(count: u64) -> f64 {
    count as f64
}
