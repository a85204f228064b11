//! The time of a runtime for the clients of AWS, which ask for it through `aws-smithy-async`.

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use anyrt::Runtime;
use aws_smithy_async::{
    rt::sleep::{AsyncSleep, Sleep},
    time::TimeSource,
};

/// A runtime as the clients of AWS want it.
#[derive(Clone)]
pub struct AnyrtSmithy<R> {
    rt: R,
}

impl<R> AnyrtSmithy<R> {
    /// Takes the runtime to measure time with.
    pub const fn new(rt: R) -> Self {
        Self { rt }
    }
}

impl<R: Runtime> AsyncSleep for AnyrtSmithy<R> {
    fn sleep(&self, duration: Duration) -> Sleep {
        Sleep::new(self.rt.sleep(duration))
    }
}

impl<R: Runtime> TimeSource for AnyrtSmithy<R> {
    fn now(&self) -> SystemTime {
        self.rt.system_time()
    }
}

impl<R> fmt::Debug for AnyrtSmithy<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnyrtSmithy").finish_non_exhaustive()
    }
}
