//! The parts that an erased runtime is made of, each behind a table of its own so that any of them can be
//! replaced.

use std::{any::type_name, fmt, sync::Arc};

#[cfg(unix)]
use super::unix::DynUnixNet;
use super::{
    absent::Absent,
    random::{DynRandom, DynSystemClock},
    resolve::DynResolve,
    task::{DynSpawn, DynSpawnBlocking},
    tcp::DynTcpNet,
    time::DynTimer,
    udp::DynUdpNet,
};
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
    #[cfg(unix)]
    pub(super) unix: Arc<dyn DynUnixNet>,
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
    /// Takes every part from one runtime.
    pub(super) fn new(rt: impl OsRuntime) -> Self {
        let rt = Arc::new(rt);
        Self {
            tcp: rt.clone(),
            udp: rt.clone(),
            resolve: rt.clone(),
            #[cfg(unix)]
            unix: rt.clone(),
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
            #[cfg(unix)]
            unix: absent,
        }
    }

    /// Returns these parts without the network.
    pub(super) fn core_only(&self) -> Self {
        let absent = Arc::new(Absent);
        Self {
            tcp: absent.clone(),
            udp: absent.clone(),
            resolve: absent.clone(),
            #[cfg(unix)]
            unix: absent,
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
            .field("resolve", &Part::type_name(&*self.resolve));
        #[cfg(unix)]
        parts.field("unix", &Part::type_name(&*self.unix));
        parts.finish()
    }
}
