//! Runs the entrants side by side.

use std::time::Duration;

use anyrt_benches::Meter;

use crate::{
    operation::{Operation, Work},
    target::Target,
};

/// How much is measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) rounds: usize,
    /// How long one entrant runs in one round.
    pub(crate) block: Duration,
}

/// What an operation's entrants took.
#[derive(Debug)]
pub(crate) struct Compared {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) sizes_of: &'static str,
    pub(crate) target: Target,
    pub(crate) entrants: Vec<Name>,
    pub(crate) sizes: Vec<Size>,
}

/// Whose an entrant is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name {
    pub(crate) library: &'static str,
    pub(crate) form: &'static str,
    pub(crate) is_ours: bool,
}

/// What one size took, by entrant.
#[derive(Debug)]
pub(crate) struct Size {
    pub(crate) size: usize,
    pub(crate) entrants: Vec<Option<Measured>>,
}

/// What one entrant took.
#[derive(Debug)]
pub(crate) struct Measured {
    /// Nanoseconds per unit, round by round.
    pub(crate) rounds: Vec<f64>,
    /// How often a child was polled, per unit.
    pub(crate) polls: Option<f64>,
    /// Heap allocations per run, in the round that had the fewest.
    pub(crate) allocations: f64,
}

/// Measures an operation at each of its sizes.
pub(crate) fn run(operation: &Operation, plan: Plan) -> Compared {
    let name = |entrant: &crate::operation::Entrant| Name {
        library: entrant.library,
        form: entrant.form,
        is_ours: entrant.is_ours(),
    };
    Compared {
        name: operation.name,
        what: operation.what,
        unit: operation.unit,
        sizes_of: operation.sizes_of,
        target: operation.target,
        entrants: operation.entrants.iter().map(name).collect(),
        sizes: operation
            .sizes
            .iter()
            .map(|size| at_size(operation, *size, plan))
            .collect(),
    }
}

struct Runner {
    work: Work,
    times: u64,
    measured: Measured,
}

fn at_size(operation: &Operation, size: usize, plan: Plan) -> Size {
    let prepare = |make: fn(usize) -> Option<Work>| make(size).map(|work| start(work, plan.block));
    let mut runners: Vec<_> = operation
        .entrants
        .iter()
        .map(|entrant| prepare(entrant.make))
        .collect();
    for round in 0..plan.rounds {
        for place in 0..runners.len() {
            // Rotated each round, reversed every other time around, so that none always follows the same.
            let place = match (round / runners.len()) % 2 {
                0 => place,
                _ => runners.len() - 1 - place,
            };
            let index = (place + round) % runners.len();
            if let Some(runner) = &mut runners[index] {
                runner.round();
            }
        }
    }
    Size {
        size,
        entrants: runners
            .into_iter()
            .map(|runner| runner.map(|runner| runner.measured))
            .collect(),
    }
}

/// Warms up, counts the polls of a run, and finds out how often it is to be run in a round.
fn start(mut work: Work, block: Duration) -> Runner {
    (work.run)();
    let polls_of = |work: &Work| work.reactor.map(crate::reactor::Reactor::polls);
    let before = polls_of(&work);
    (work.run)();
    let polls = match (before, polls_of(&work)) {
        (Some(before), Some(after)) => Some(ratio(after - before, work.units)),
        _ => None,
    };
    let block = u64::try_from(block.as_nanos()).unwrap_or(u64::MAX);
    let mut times = 1;
    loop {
        let nanos = repeat(&mut work, times).nanos.max(1);
        if nanos >= block / 2 || times >= 1 << 32 {
            let scaled = u128::from(times) * u128::from(block) / u128::from(nanos);
            times = u64::try_from(scaled).unwrap_or(u64::MAX).max(1);
            break;
        }
        times *= 2;
    }
    Runner {
        work,
        times,
        measured: Measured {
            rounds: Vec::new(),
            polls,
            allocations: f64::INFINITY,
        },
    }
}

impl Runner {
    fn round(&mut self) {
        let sample = repeat(&mut self.work, self.times);
        let per_run = to_float(sample.nanos) / to_float(self.times);
        let units = ratio(1, self.work.units);
        self.measured.rounds.push(per_run * units);
        let allocations = to_float(sample.allocations) / to_float(self.times);
        self.measured.allocations = self.measured.allocations.min(allocations);
    }
}

fn repeat(work: &mut Work, times: u64) -> anyrt_benches::Sample {
    let meter = Meter::start();
    for _ in 0..times {
        (work.run)();
    }
    meter.stop()
}

fn ratio(count: u64, units: usize) -> f64 {
    to_float(count) / to_float(u64::try_from(units).unwrap_or(u64::MAX))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "nanoseconds and counts of one block are far below 2^52"
)]
fn to_float(count: u64) -> f64 {
    count as f64
}
