use std::{future::Future, io, pin::Pin, rc::Rc, sync::Arc};

use anyrt_async_std::AsyncStd;
use anyrt_benches::{ProcessMeter, Run};
use anyrt_quinn::AnyrtRuntime;
use anyrt_smol::SmolGlobal;
use anyrt_tokio::TokioHandle;
use anyrt_traits::AnyRuntime;
use quinn::{AsyncStdRuntime, Runtime, SmolRuntime, TokioRuntime};

use crate::{operation::Operation, pair::Pair, trust::Trust};

/// An operation on a runtime, as quinn brings it along, through anyrt, and through its erased form.
pub(crate) struct Case {
    pub(crate) runtime: &'static str,
    pub(crate) variants: [Run; 3],
}

/// What is run inside of a runtime.
type Work<'a> = Pin<Box<dyn Future<Output = io::Result<()>> + 'a>>;

/// Runs it to its end.
type BlockOn = Rc<dyn Fn(Work<'_>) -> io::Result<()>>;

/// Makes an operation on every runtime, each with a server and a connection of its own.
pub(crate) fn all(operation: Operation) -> io::Result<[Case; 3]> {
    let tokio = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let handle = TokioHandle::from(tokio.handle().clone());
    let erased = AnyRuntime::with_readiness(handle.clone());
    let on_tokio: [Arc<dyn Runtime>; 3] = [
        Arc::new(TokioRuntime),
        Arc::new(AnyrtRuntime::new(handle)),
        Arc::new(AnyrtRuntime::new(erased)),
    ];
    let on_smol: [Arc<dyn Runtime>; 3] = [
        Arc::new(SmolRuntime),
        Arc::new(AnyrtRuntime::new(SmolGlobal::new())),
        Arc::new(AnyrtRuntime::new(AnyRuntime::with_readiness(
            SmolGlobal::new(),
        ))),
    ];
    let on_async_std: [Arc<dyn Runtime>; 3] = [
        Arc::new(AsyncStdRuntime),
        Arc::new(AnyrtRuntime::new(AsyncStd::new())),
        Arc::new(AnyrtRuntime::new(AnyRuntime::with_readiness(
            AsyncStd::new(),
        ))),
    ];
    Ok([
        case(
            operation,
            "tokio",
            move |work| tokio.block_on(work),
            on_tokio,
        )?,
        case(operation, "smol", |work| smol::block_on(work), on_smol)?,
        case(
            operation,
            "async-std",
            |work| async_std::task::block_on(work),
            on_async_std,
        )?,
    ])
}

fn case(
    operation: Operation,
    runtime: &'static str,
    block_on: impl Fn(Work<'_>) -> io::Result<()> + 'static,
    on: [Arc<dyn Runtime>; 3],
) -> io::Result<Case> {
    let trust = Trust::new()?;
    let block_on: BlockOn = Rc::new(block_on);
    let [bare, known, erased] = on.map(|rt| variant(operation, &block_on, &trust, rt));
    Ok(Case {
        runtime,
        variants: [bare?, known?, erased?],
    })
}

fn variant(
    operation: Operation,
    block_on: &BlockOn,
    trust: &Trust,
    rt: Arc<dyn Runtime>,
) -> io::Result<Run> {
    let mut pair = None;
    block_on(Box::pin(async {
        pair = Some(Pair::connect(trust, rt).await?);
        Ok(())
    }))?;
    let pair = pair.ok_or_else(|| io::Error::other("nothing was connected"))?;
    let block_on = block_on.clone();
    Ok(Box::new(move || {
        let meter = ProcessMeter::start();
        block_on(Box::pin(operation.run(&pair)))?;
        Ok(meter.stop())
    }))
}
