//! The public interface, module by module.

mod by_hand;
mod concurrent;
mod forward;
mod future;
mod io;
mod leaf;
mod poller;
mod send_sync;
mod set;
mod stream;
mod task;
mod time;
mod wake_set;
mod watch;

/// What is re-exported is the library whose traits the rest builds on.
#[test]
fn futures_util_is_re_exported() {
    use anyrt_combinators::futures_util::FutureExt;

    assert_eq!(std::future::ready(1).now_or_never(), Some(1));
}
