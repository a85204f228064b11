use std::{num::NonZeroUsize, sync::Arc, thread};

use anyrt_smol::{Smol, SmolGlobal};
use anyrt_traits::{
    OsRuntime,
    task::{BlockOn, Spawn},
};

fn assert_os_runtime<R: OsRuntime>(_: &R) {}

#[test]
fn handles_are_runtimes() {
    let owner = Smol::new().expect("threads to start");
    assert_os_runtime(&owner.handle());
    assert_os_runtime(&SmolGlobal::new());
}

#[test]
fn tasks_run_on_the_worker_threads_only() {
    let threads = NonZeroUsize::MIN;
    let owner = Smol::builder().worker_threads(threads).build();
    let owner = owner.expect("a thread to start");
    let name = owner.block_on(|rt| async move {
        rt.spawn(async { thread::current().name().map(Arc::<str>::from) })
            .await
    });
    let name = name.expect("no panic").expect("a name");
    assert_eq!(&*name, "anyrt-smol-0");
}
