use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

use crate::{Meter, Sample};

/// Measures a stretch of code that several threads of the process may work on.
#[derive(Debug)]
pub struct ProcessMeter {
    cpu: Duration,
    meter: Meter,
}

/// What such a stretch took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Taken {
    /// The time of all processors that the process used, in nanoseconds.
    pub cpu: u64,
    /// The time that went by, in nanoseconds.
    pub wall: u64,
    /// The heap allocations of the calling thread.
    pub allocations: u64,
}

impl ProcessMeter {
    /// Starts to measure.
    #[must_use]
    pub fn start() -> Self {
        Self {
            meter: Meter::start(),
            cpu: cpu_of_the_process(),
        }
    }

    /// Returns the processor time that the process has used, in nanoseconds.
    #[must_use]
    pub fn used() -> u64 {
        u64::try_from(cpu_of_the_process().as_nanos()).unwrap_or(u64::MAX)
    }

    /// Ends the stretch; to be called on the thread that started it.
    #[must_use]
    pub fn stop(self) -> Taken {
        let cpu = cpu_of_the_process().saturating_sub(self.cpu);
        let Sample { nanos, allocations } = self.meter.stop();
        Taken {
            cpu: u64::try_from(cpu.as_nanos()).unwrap_or(u64::MAX),
            wall: nanos,
            allocations,
        }
    }
}

fn cpu_of_the_process() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    let nanos = u32::try_from(time.tv_nsec).unwrap_or(0);
    Duration::new(seconds, nanos)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_takes_time_of_a_processor() {
        let meter = ProcessMeter::start();
        let mut sum = 0_u64;
        while cpu_of_the_process().saturating_sub(meter.cpu) < Duration::from_millis(2) {
            sum = std::hint::black_box(sum + 1);
        }
        assert!(meter.stop().cpu >= 2_000_000);
    }
}
