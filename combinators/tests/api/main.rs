//! The public interface, module by module.

mod future;
mod leaf;
mod poller;
mod set;
mod stream;
mod wake_set;

/// What is re-exported is the library whose traits the rest builds on.
#[test]
fn futures_util_is_re_exported() {
    use anyrt_combinators::futures_util::FutureExt;

    assert_eq!(std::future::ready(1).now_or_never(), Some(1));
}
