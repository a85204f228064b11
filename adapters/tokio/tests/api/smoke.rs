//! The adapter's handles are runtimes, and a connection goes through.

use std::{io, time::Duration};

use anyrt_tokio::{Tokio, TokioHandle, TokioLocal, TokioLocalHandle};
use anyrt_traits::{
    LocalRuntime, OsRuntime,
    io::ByteReadExt,
    net::{ListenerExt, TcpConnectOptions, TcpListenOptions, TcpListener},
    task::{BlockOn, Shutdown, Spawn},
};

fn assert_os_runtime<R: OsRuntime>() {}
fn assert_local_runtime<R: LocalRuntime>() {}

#[test]
fn handles_are_runtimes() {
    assert_os_runtime::<TokioHandle>();
    assert_local_runtime::<TokioLocalHandle>();
}

async fn hello<R: LocalRuntime>(rt: R) -> io::Result<Vec<u8>> {
    let listener = rt.tcp_listen(([127, 0, 0, 1], 0).into(), &TcpListenOptions::new())?;
    let client = rt
        .tcp_connect(listener.local_addr()?, &TcpConnectOptions::new())
        .await?;
    let (mut server, _) = listener.accept().await?;
    drop(client);
    let mut bytes = Vec::new();
    server.read_append(&mut bytes).await?;
    rt.sleep(Duration::from_millis(1)).await;
    Ok(bytes)
}

#[test]
fn a_connection_goes_through() -> io::Result<()> {
    let tokio = Tokio::new()?;
    let spawned = tokio.block_on(|rt| async move { rt.spawn(hello(rt.clone())).await })?;
    assert!(spawned?.is_empty());
    assert!(tokio.shutdown(Duration::from_secs(10)).is_ok());
    assert!(TokioLocal::new()?.block_on(hello)?.is_empty());
    Ok(())
}
