//! The suite on every runtime of the workspace, and on the erased form of each whose handle is `Send`.

use anyrt_async_std::AsyncStd;
use anyrt_compat_tests::{Erased, conformance};
use anyrt_smol::{Smol, SmolGlobal, SmolLocal};
use anyrt_tokio::{Tokio, TokioLocal};

conformance!(tokio, owned, || Tokio::new().expect("threads to start"));
conformance!(tokio_erased, owned, || Erased::new(
    Tokio::new().expect("threads to start")
));
conformance!(tokio_local, local, || TokioLocal::new().expect("a reactor"));
conformance!(async_std, global, AsyncStd::new);
conformance!(async_std_erased, global, || Erased::global(AsyncStd::new()));
conformance!(smol_global, global, SmolGlobal::new);
conformance!(smol_global_erased, global, || Erased::global(
    SmolGlobal::new()
));
conformance!(smol, owned, || Smol::new().expect("threads to start"));
conformance!(smol_erased, owned, || Erased::new(
    Smol::new().expect("threads to start")
));
conformance!(smol_local, local, SmolLocal::new);
