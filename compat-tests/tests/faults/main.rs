//! The fault matrix: what goes wrong around a runtime, provoked on each, and what was observed.
//!
//! Each fault runs in a process of its own, with a deadline. `cargo xtask faults` writes down what they saw.

#[macro_use]
mod list;
mod local;
mod observe;
mod raw;
mod send;
mod signals;

#[expect(
    dead_code,
    unused_imports,
    reason = "it is the harness of the suite, of which the faults need a part"
)]
#[path = "../../src/harness/mod.rs"]
mod harness;

use anyrt_async_std::AsyncStd;
use anyrt_compat_tests::{Erased, GlobalRuntime, LocalOwner};
use anyrt_smol::{Smol, SmolGlobal, SmolLocal};
use anyrt_tokio::{Tokio, TokioLocal};

faults!(tokio, owned, Tokio, || Tokio::new().expect("threads start"));
faults!(tokio_erased, owned, Erased, || Erased::with_readiness(
    Tokio::new().expect("threads start")
));
faults!(tokio_local, local, TokioLocal, || TokioLocal::new()
    .expect("a reactor"));
faults!(async_std, global, AsyncStd, AsyncStd::new);
faults!(async_std_erased, global, Erased, || {
    Erased::global_with_readiness(AsyncStd::new())
});
faults!(smol_global, global, SmolGlobal, SmolGlobal::new);
faults!(smol_global_erased, global, Erased, || {
    Erased::global_with_readiness(SmolGlobal::new())
});
faults!(smol, owned, Smol, || Smol::new().expect("threads start"));
faults!(smol_erased, owned, Erased, || Erased::with_readiness(
    Smol::new().expect("threads start")
));
faults!(smol_local, local, SmolLocal, SmolLocal::new);
