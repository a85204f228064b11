//! T9 across runtimes: blocking on one inside another panics as alike as inside itself.

use std::panic::{AssertUnwindSafe, catch_unwind};

use anyrt_async_std::AsyncStd;
use anyrt_smol::{Smol, SmolGlobal, SmolLocal};
use anyrt_tokio::{Tokio, TokioLocal};
use anyrt_traits::task::BlockOn;

/// Blocks on `inner` inside a `block_on` of `outer`, and returns the message of the panic.
fn message(outer: &impl BlockOn, inner: &impl BlockOn) -> Option<String> {
    let result =
        outer.block_on(async |_| catch_unwind(AssertUnwindSafe(|| inner.block_on(async |_| ()))));
    let payload = result.err()?;
    payload.downcast_ref::<String>().cloned().or_else(|| {
        payload
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
    })
}

macro_rules! each_inside_each {
    ($outer:ident in [$($inner:ident),*]) => {
        $(
            let text = message(&$outer, &$inner).expect("it panics with a message");
            assert!(text.contains("block_on"), "the mistake is in {text:?}");
            assert!(text.contains("spawn_blocking"), "the remedy is in {text:?}");
        )*
    };
}

#[test]
fn blocking_on_any_runtime_inside_any_other_panics_with_the_remedy() {
    let tokio = Tokio::new().expect("threads to start");
    let tokio_local = TokioLocal::new().expect("a reactor");
    let async_std = AsyncStd::new();
    let smol_global = SmolGlobal::new();
    let smol = Smol::new().expect("threads to start");
    let smol_local = SmolLocal::new();
    each_inside_each!(tokio in [tokio, tokio_local, async_std, smol_global, smol, smol_local]);
    each_inside_each!(tokio_local in [tokio, async_std, smol_global, smol, smol_local]);
    each_inside_each!(async_std in [tokio, tokio_local, async_std, smol_global, smol, smol_local]);
    each_inside_each!(smol_global in [tokio, tokio_local, async_std, smol_global, smol, smol_local]);
    each_inside_each!(smol in [tokio, tokio_local, async_std, smol_global, smol, smol_local]);
    each_inside_each!(smol_local in [tokio, tokio_local, async_std, smol_global, smol]);
}
