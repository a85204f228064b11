//! The wait of a thread for what another one is about to do within a few instructions.

use crate::sync::yield_now;

/// How many waits spin.
#[cfg(not(loom))]
const SPINS: u32 = 64;
#[cfg(loom)]
const SPINS: u32 = 1;

/// How many waits after them give up the time slice; the rest sleep.
#[cfg(not(loom))]
const YIELDS: u32 = 256;

/// A series of waits, each as long as the one before or longer.
pub(crate) struct Pause {
    count: u32,
}

impl Pause {
    pub(crate) fn new() -> Self {
        Self { count: 0 }
    }

    /// Waits.
    #[cfg(not(loom))]
    #[expect(
        clippy::disallowed_methods,
        reason = "it gives a processor up to a thread that has one operation to finish, which takes no time of any runtime"
    )]
    pub(crate) fn wait(&mut self) {
        self.count = self.count.saturating_add(1);
        if self.count <= SPINS {
            std::hint::spin_loop();
        } else if self.count <= SPINS + YIELDS {
            yield_now();
        } else {
            // A thread of lower priority gets to run by this alone.
            std::thread::sleep(std::time::Duration::from_micros(50));
        }
    }

    /// Lets the others run.
    #[cfg(loom)]
    pub(crate) fn wait(&mut self) {
        self.count = self.count.saturating_add(1);
        yield_now();
    }

    /// Returns whether the next wait takes longer than a few instructions.
    pub(crate) fn has_spun(&self) -> bool {
        self.count >= SPINS
    }
}
