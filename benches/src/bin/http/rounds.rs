use std::{io, time::Duration};

use anyrt_benches::out;
use tokio::{
    runtime::{Builder, Runtime},
    task::LocalSet,
};

use crate::{
    client::{Load, Taken},
    flavour::Flavour,
    options::Options,
    servers::{Server, Usage},
    workload::Workload,
};

/// What one server gave in one round.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Round {
    pub(crate) taken: Taken,
    pub(crate) used: Usage,
}

/// The rounds of one workload, with one entry for each server.
pub(crate) struct Measured {
    pub(crate) workload: Workload,
    pub(crate) rounds: Vec<Vec<Round>>,
}

/// The client's own runtime, on this thread.
pub(crate) fn runtime() -> io::Result<Runtime> {
    Builder::new_current_thread().enable_all().build()
}

pub(crate) fn measure(options: &Options) -> io::Result<Vec<Measured>> {
    let runtime = runtime()?;
    let time = Duration::from_millis(options.milliseconds);
    let mut results = Vec::new();
    for workload in options.workloads() {
        out::note(&format!("{} ...", workload.name()));
        let tasks = LocalSet::new();
        let mut servers = Vec::new();
        for flavour in Flavour::ALL {
            let server = Server::start(flavour, &[])?;
            let connect = Load::connect(server.addresses, workload);
            let mut load = runtime.block_on(tasks.run_until(connect))?;
            load.run(&runtime, &tasks, time, u32::MAX)?;
            servers.push((server, load));
        }
        let count = servers.len();
        let mut rounds = Vec::with_capacity(options.rounds);
        let mut order: Vec<_> = (0..count).collect();
        let mut chance = Chance(1);
        for _ in 0..options.rounds {
            let mut taken = vec![Round::default(); count];
            // What a server leaves behind in the machine should not always meet the same one.
            for end in (1..count).rev() {
                order.swap(end, chance.below(end + 1));
            }
            for place in order.iter().copied() {
                let (server, load) = &mut servers[place];
                let before = server.usage()?;
                let result = load.run(&runtime, &tasks, time, u32::MAX)?;
                let after = server.usage()?;
                taken[place] = Round {
                    taken: result,
                    used: Usage {
                        cpu: after.cpu - before.cpu,
                        allocations: after.allocations - before.allocations,
                    },
                };
            }
            rounds.push(taken);
        }
        for (server, load) in servers {
            drop(load);
            server.stop()?;
        }
        results.push(Measured { workload, rounds });
    }
    Ok(results)
}

/// Numbers without a pattern that would matter here, the same ones each time (Marsaglia's xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound
    }
}
