use std::time::SystemTime;

use super::{AnyRuntime, parts::Part};
use crate::{random::Random, time::SystemClock};

pub(super) trait DynRandom: Random + Part {}

impl<T: Random + Send + Sync> DynRandom for T {}

pub(super) trait DynSystemClock: SystemClock + Part {}

impl<T: SystemClock + Send + Sync> DynSystemClock for T {}

impl Random for AnyRuntime {
    fn fill_random(&self, buf: &mut [u8]) {
        self.parts.random.fill_random(buf);
    }
}

impl SystemClock for AnyRuntime {
    fn system_time(&self) -> SystemTime {
        self.parts.system_clock.system_time()
    }
}
