//! The parts that an erased runtime is made of, each behind a table of its own so that any of them can be
//! replaced.

use std::{any::type_name, fmt, sync::Arc};

use super::{
    absent::Absent,
    fs::DynFs,
    random::{DynRandom, DynSystemClock},
    resolve::DynResolve,
    stdio::DynStdio,
    task::{DynSpawn, DynSpawnBlocking},
    tcp::DynTcpNet,
    time::DynTimer,
    udp::DynUdpNet,
};
#[cfg(unix)]
use super::{process::DynProcess, readiness::DynReadiness, signal::DynSignal, unix::DynUnixNet};
use crate::OsRuntime;

#[derive(Clone)]
pub(super) struct Parts {
    pub(super) spawn: Arc<dyn DynSpawn>,
    pub(super) spawn_blocking: Arc<dyn DynSpawnBlocking>,
    pub(super) timer: Arc<dyn DynTimer>,
    pub(super) system_clock: Arc<dyn DynSystemClock>,
    pub(super) random: Arc<dyn DynRandom>,
    pub(super) tcp: Arc<dyn DynTcpNet>,
    pub(super) udp: Arc<dyn DynUdpNet>,
    pub(super) resolve: Arc<dyn DynResolve>,
    pub(super) fs: Arc<dyn DynFs>,
    pub(super) stdio: Arc<dyn DynStdio>,
    #[cfg(unix)]
    pub(super) unix: Arc<dyn DynUnixNet>,
    #[cfg(unix)]
    pub(super) process: Arc<dyn DynProcess>,
    #[cfg(unix)]
    pub(super) signal: Arc<dyn DynSignal>,
    #[cfg(unix)]
    pub(super) readiness: Arc<dyn DynReadiness>,
}

/// What every part has.
pub(super) trait Part: Send + Sync {
    /// Names the type behind the table, for `Debug`.
    fn type_name(&self) -> &'static str;
}

impl<T: Send + Sync> Part for T {
    fn type_name(&self) -> &'static str {
        type_name::<T>()
    }
}

impl Parts {
    /// Takes every part from one runtime, but for the readiness of descriptors, which is absent.
    pub(super) fn new(rt: impl OsRuntime) -> Self {
        let rt = Arc::new(rt);
        Self {
            tcp: rt.clone(),
            udp: rt.clone(),
            resolve: rt.clone(),
            fs: rt.clone(),
            stdio: rt.clone(),
            #[cfg(unix)]
            unix: rt.clone(),
            #[cfg(unix)]
            process: rt.clone(),
            #[cfg(unix)]
            signal: rt.clone(),
            ..Self::from_shared(rt)
        }
    }

    /// Takes tasks, time and randomness from `core`; the rest is absent.
    pub(super) fn from_core(
        core: impl DynSpawn + DynSpawnBlocking + DynTimer + DynSystemClock + DynRandom + 'static,
    ) -> Self {
        Self::from_shared(Arc::new(core))
    }

    fn from_shared<C>(core: Arc<C>) -> Self
    where
        C: DynSpawn + DynSpawnBlocking + DynTimer + DynSystemClock + DynRandom + 'static,
    {
        let absent = Arc::new(Absent);
        Self {
            spawn: core.clone(),
            spawn_blocking: core.clone(),
            timer: core.clone(),
            system_clock: core.clone(),
            random: core,
            tcp: absent.clone(),
            udp: absent.clone(),
            resolve: absent.clone(),
            fs: absent.clone(),
            stdio: absent.clone(),
            #[cfg(unix)]
            unix: absent.clone(),
            #[cfg(unix)]
            process: absent.clone(),
            #[cfg(unix)]
            signal: absent.clone(),
            #[cfg(unix)]
            readiness: absent,
        }
    }

    /// Returns these parts without the network and what else an operating system adds.
    pub(super) fn core_only(&self) -> Self {
        let absent = Arc::new(Absent);
        Self {
            tcp: absent.clone(),
            udp: absent.clone(),
            resolve: absent.clone(),
            fs: absent.clone(),
            stdio: absent.clone(),
            #[cfg(unix)]
            unix: absent.clone(),
            #[cfg(unix)]
            process: absent.clone(),
            #[cfg(unix)]
            signal: absent.clone(),
            #[cfg(unix)]
            readiness: absent,
            ..self.clone()
        }
    }

    pub(super) fn fmt_as(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = f.debug_struct(name);
        parts
            .field("spawn", &Part::type_name(&*self.spawn))
            .field("spawn_blocking", &Part::type_name(&*self.spawn_blocking))
            .field("timer", &Part::type_name(&*self.timer))
            .field("system_clock", &Part::type_name(&*self.system_clock))
            .field("random", &Part::type_name(&*self.random))
            .field("tcp", &Part::type_name(&*self.tcp))
            .field("udp", &Part::type_name(&*self.udp))
            .field("resolve", &Part::type_name(&*self.resolve))
            .field("fs", &Part::type_name(&*self.fs))
            .field("stdio", &Part::type_name(&*self.stdio));
        #[cfg(unix)]
        parts
            .field("unix", &Part::type_name(&*self.unix))
            .field("process", &Part::type_name(&*self.process))
            .field("signal", &Part::type_name(&*self.signal))
            .field("readiness", &Part::type_name(&*self.readiness));
        parts.finish()
    }
}
