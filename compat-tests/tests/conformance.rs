//! The suite on every runtime of the workspace, and on the erased form of each whose handle is `Send`.

use anyrt_async_std::AsyncStd;
use anyrt_compat_tests::{Erased, conformance};
use anyrt_smol::{Smol, SmolGlobal, SmolLocal};
use anyrt_tokio::{Tokio, TokioLocal};

conformance!(tokio, owned + readiness, || Tokio::new()
    .expect("threads to start"));
conformance!(tokio_erased, owned + readiness, || Erased::with_readiness(
    Tokio::new().expect("threads to start")
));
conformance!(tokio_local, local + readiness, || TokioLocal::new()
    .expect("a reactor"));
conformance!(async_std, global + readiness, AsyncStd::new);
conformance!(async_std_erased, global + readiness, || {
    Erased::global_with_readiness(AsyncStd::new())
});
conformance!(smol_global, global + readiness, SmolGlobal::new);
conformance!(smol_global_erased, global + readiness, || {
    Erased::global_with_readiness(SmolGlobal::new())
});
conformance!(smol, owned + readiness, || Smol::new()
    .expect("threads to start"));
conformance!(smol_erased, owned + readiness, || Erased::with_readiness(
    Smol::new().expect("threads to start")
));
conformance!(smol_local, local + readiness, SmolLocal::new);
