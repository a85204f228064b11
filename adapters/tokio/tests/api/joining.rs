use std::time::Duration;

use anyrt_tokio::{NoRuntime, TokioHandle};
use anyrt_traits::{
    OsRuntime,
    io::ByteReadExt,
    net::{ListenerExt, TcpConnectOptions, TcpListenOptions, TcpListener},
};
use tokio::runtime::{Builder, Runtime};

fn runtimes() -> [Runtime; 2] {
    let build = |mut builder: Builder| builder.enable_all().build().expect("the runtime starts");
    [
        build(Builder::new_multi_thread()),
        build(Builder::new_current_thread()),
    ]
}

async fn use_everything<R: OsRuntime>(rt: R) {
    rt.sleep(Duration::from_millis(1)).await;
    let listener = rt
        .tcp_listen(([127, 0, 0, 1], 0).into(), &TcpListenOptions::new())
        .expect("a free port");
    let addr = listener.local_addr().expect("an address");
    let server = rt.spawn(async move { listener.accept().await });
    let client = rt.tcp_connect(addr, &TcpConnectOptions::new()).await;
    drop(client.expect("a connection"));
    let (mut stream, _) = server.await.expect("no panic").expect("a connection");
    let read = stream.read_append(&mut Vec::new()).await;
    assert_eq!(read.expect("the end"), 0);
    rt.spawn_blocking(|| ()).await.expect("no panic");
}

#[test]
fn the_runtime_that_the_application_has_is_joined_from_inside() {
    for runtime in runtimes() {
        runtime.block_on(async { use_everything(TokioHandle::current()).await });
    }
}

#[test]
fn the_runtime_that_the_application_has_is_joined_from_its_handle() {
    for runtime in runtimes() {
        let rt = TokioHandle::from(runtime.handle().clone());
        runtime.block_on(use_everything(rt));
    }
}

#[test]
fn a_handle_that_was_joined_works_inside_tasks_that_tokio_spawned() {
    for runtime in runtimes() {
        runtime.block_on(async {
            let rt = TokioHandle::current();
            tokio::spawn(use_everything(rt)).await.expect("no panic");
        });
    }
}

#[test]
fn outside_of_any_runtime_there_is_none_to_join() {
    assert!(matches!(TokioHandle::try_current(), Err(NoRuntime { .. })));
    let error = TokioHandle::try_current().expect_err("there is none");
    assert!(error.to_string().contains("Tokio::new"));
}
