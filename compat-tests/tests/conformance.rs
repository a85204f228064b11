//! The suite on every runtime of the workspace, and on the erased form of each whose handle is `Send`.

use anyrt_compat_tests::{Erased, conformance};
use anyrt_tokio::{Tokio, TokioLocal};

conformance!(tokio, owned, || Tokio::new().expect("threads to start"));
conformance!(tokio_erased, owned, || Erased::new(
    Tokio::new().expect("threads to start")
));
conformance!(tokio_local, local, || TokioLocal::new().expect("a reactor"));
