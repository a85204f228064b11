use std::{hint::black_box, time::Duration};

use anyrt_combinators::time::timeout;
use anyrt_tokio::TokioHandle;
use tokio::runtime::{Builder, Runtime};

use crate::{
    operation::{Entrant, OURS, Operation, Work},
    target::Target,
};

const SECOND: Duration = Duration::from_secs(1);

fn runtime() -> Option<Runtime> {
    Builder::new_current_thread().enable_time().build().ok()
}

/// Limits futures that wait for one turn of the executor.
pub(crate) fn one_turn() -> Operation {
    Operation {
        name: "timeout",
        what: "On tokio, a future that yields once is given a second.",
        unit: "future",
        sizes_of: "in a row",
        sizes: &[1000],
        entrants: vec![
            Entrant::new(OURS, "timeout", |n| {
                let runtime = runtime()?;
                let rt = TokioHandle::from(runtime.handle().clone());
                Work::alone(n, move || {
                    runtime.block_on(async {
                        for _ in 0..n {
                            let yields = tokio::task::yield_now();
                            black_box(timeout(&rt, SECOND, yields).await.is_ok());
                        }
                    });
                })
            }),
            Entrant::new("tokio", "timeout", |n| {
                let runtime = runtime()?;
                Work::alone(n, move || {
                    runtime.block_on(async {
                        for _ in 0..n {
                            let yields = tokio::task::yield_now();
                            black_box(tokio::time::timeout(SECOND, yields).await.is_ok());
                        }
                    });
                })
            }),
        ],
        target: Target::None,
    }
}
