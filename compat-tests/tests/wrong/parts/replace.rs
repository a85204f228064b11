use std::sync::Mutex;

use anyrt_traits::AnyRuntime;

use super::{
    blocking::WrongBlocking, fs::WrongFs, process::WrongProcess, readiness::WrongReadiness,
    resolve::WrongResolve, signal::WrongSignal, spawn::WrongSpawn, stdio::WrongStdio,
    tcp::WrongTcp, timer::WrongTimer, udp::WrongUdp,
};
use crate::fault::Fault;

/// Puts the part that has the fault into a runtime.
pub(crate) fn replace(rt: AnyRuntime, fault: Fault) -> AnyRuntime {
    let builder = rt.to_builder();
    let builder = match fault {
        Fault::OtherMessage => builder,
        Fault::DropCancels
        | Fault::LosesPayload
        | Fault::ResolvesEarly
        | Fault::ForgetsWaker
        | Fault::DropsElsewhere
        | Fault::PollsOn => builder.spawn(WrongSpawn { rt, fault }),
        Fault::DropSkipsQueued | Fault::AbortWins => {
            builder.spawn_blocking(WrongBlocking { rt, fault })
        }
        Fault::IgnoresShutdown
        | Fault::Early
        | Fault::ZeroWaits
        | Fault::ResetIgnored
        | Fault::TimersLeak
        | Fault::StaysOver
        | Fault::FirstWaker => builder.timer(WrongTimer { rt, fault }),
        Fault::NeedsContext => builder
            .spawn(WrongSpawn {
                rt: rt.clone(),
                fault,
            })
            .resolve(WrongResolve { rt, fault }),
        Fault::WritesLess | Fault::ErrorOnce | Fault::SeeksAside => {
            builder.fs(WrongFs { rt, fault })
        }
        Fault::LeavesZombies | Fault::OutputFirst => builder.process(WrongProcess { rt, fault }),
        Fault::OneStream => builder.signal(WrongSignal {
            rt,
            taken: Mutex::default(),
        }),
        Fault::OutputErrorOnce => builder.stdio(WrongStdio { rt }),
        Fault::OneReader => builder.readiness(WrongReadiness { rt }),
        Fault::OnThread => builder.resolve(WrongResolve { rt, fault }),
        Fault::NeverTruncated | Fault::PeekTakes | Fault::OneReceiver | Fault::KeepsWakers => {
            builder.udp(WrongUdp { rt, fault })
        }
        Fault::CloseOnlyFlushes
        | Fault::DropForgets
        | Fault::EndOnce
        | Fault::FirstBufferOnly
        | Fault::FillsTooMuch
        | Fault::ResetIsOther
        | Fault::Kills
        | Fault::OneWaker
        | Fault::ReadsAhead
        | Fault::NodelayIgnored
        | Fault::OneAcceptor
        | Fault::NeverCloses
        | Fault::DefaultOptions
        | Fault::WakesUnderLock => builder.tcp(WrongTcp { rt, fault }),
    };
    builder.build()
}
