use std::{io, num::NonZeroUsize, rc::Rc};

use anyrt_async_std::AsyncStd;
use anyrt_benches::Block;
use anyrt_smol::{Smol, SmolGlobal};
use anyrt_tokio::TokioHandle;
use anyrt_traits::{AnyRuntime, OsRuntime, task::BlockOn as _};

use crate::{
    anyrt::{Anyrt, Driver},
    case::{Case, Operation, Runtime, Variant},
    direct,
};

/// Sets one variant of a case up.
pub(crate) fn block(case: Case, variant: Variant) -> io::Result<Block> {
    let Case { runtime, operation } = case;
    match (runtime, variant) {
        (Runtime::Tokio, _) => tokio_block(operation, variant),
        (Runtime::Smol, Variant::Direct) => direct::Smol(direct::Global).block(operation),
        (Runtime::Smol, _) => elsewhere(SmolGlobal::new(), operation, variant),
        (Runtime::SmolOwned, Variant::Direct) => {
            direct::Smol(direct::Owned::start()).block(operation)
        }
        (Runtime::SmolOwned, _) => {
            let owner = Smol::builder().worker_threads(NonZeroUsize::MIN).build()?;
            // It runs until the program ends.
            let owner = Box::leak(Box::new(owner));
            elsewhere(owner.handle(), operation, variant)
        }
        (Runtime::AsyncStd, Variant::Direct) => direct::AsyncStd.block(operation),
        (Runtime::AsyncStd, _) => elsewhere(AsyncStd::new(), operation, variant),
    }
}

fn tokio_block(operation: Operation, variant: Variant) -> io::Result<Block> {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = Rc::new(builder.enable_io().enable_time().build()?);
    let rt = TokioHandle::from(runtime.handle().clone());
    match variant {
        Variant::Direct => direct::Tokio(runtime).block(operation),
        _ => through_anyrt(rt, Driver::Here(runtime), operation, variant),
    }
}

fn elsewhere(rt: impl OsRuntime, operation: Operation, variant: Variant) -> io::Result<Block> {
    through_anyrt(rt, Driver::Elsewhere, operation, variant)
}

fn through_anyrt(
    rt: impl OsRuntime,
    driver: Driver,
    operation: Operation,
    variant: Variant,
) -> io::Result<Block> {
    match variant {
        Variant::Erased => Anyrt::new(AnyRuntime::new(rt), driver).block(operation),
        _ => Anyrt::new(rt, driver).block(operation),
    }
}
