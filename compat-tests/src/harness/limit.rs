use std::{
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::{Duration, Instant},
};

use anyrt_traits::task::yield_now;

static LIMIT_MILLIS: AtomicU64 = AtomicU64::new(60_000);

/// How long a case may take before it counts as hanging.
pub(crate) fn limit() -> Duration {
    Duration::from_millis(LIMIT_MILLIS.load(Ordering::Relaxed))
}

pub(crate) fn set_limit(limit: Duration) {
    let millis = u64::try_from(limit.as_millis()).unwrap_or(u64::MAX);
    LIMIT_MILLIS.store(millis, Ordering::Relaxed);
}

/// Waits until `condition` holds, giving the other tasks a turn in between.
pub(crate) async fn until(what: &str, mut condition: impl FnMut() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < limit() / 2, "never came about: {what}");
        yield_now().await;
    }
}

/// Waits until `condition` holds, on a thread that may block.
pub(crate) fn until_blocking(what: &str, mut condition: impl FnMut() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < limit() / 2, "never came about: {what}");
        thread::yield_now();
    }
}

/// Lets no file of this process, which must be one of its own, grow beyond so many bytes.
pub(crate) fn limit_file_size(bytes: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};

    crate::raw::ignore_sigxfsz();
    let limit = Rlimit {
        current: Some(bytes),
        maximum: Some(bytes),
    };
    setrlimit(Resource::Fsize, limit).expect("a limit can be lowered");
}
