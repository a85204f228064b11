use std::io;

use anyrt_benches::Taken;

use crate::{
    case::{Case, Operation},
    options::Options,
};

/// What the rounds of a case gave, for each variant in each round.
pub(crate) struct Measured {
    pub(crate) operation: Operation,
    pub(crate) runtime: &'static str,
    pub(crate) rounds: Vec<[Taken; 3]>,
}

/// Runs the variants in turn, beginning with another one in each round.
pub(crate) fn measure(case: &Case, options: &Options) -> io::Result<Measured> {
    for run in &case.variants {
        run()?;
    }
    let mut rounds = Vec::with_capacity(options.rounds);
    for round in 0..options.rounds {
        let mut taken = [Taken::default(); 3];
        for place in 0..3 {
            let variant = (place + round) % 3;
            taken[variant] = case.variants[variant]()?;
        }
        rounds.push(taken);
    }
    Ok(Measured {
        operation: case.operation,
        runtime: case.runtime,
        rounds,
    })
}
