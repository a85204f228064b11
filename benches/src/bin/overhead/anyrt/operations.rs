use std::{hint::black_box, io, time::Duration};

use anyrt_benches::{Block, Launch as _, kept, unlaunched};
use anyrt_traits::{
    Runtime,
    net::{ListenerExt as _, TcpConnectOptions, TcpListenOptions, TcpListener as _, TcpStream},
};
use futures_util::{
    future::join,
    io::{AsyncReadExt as _, AsyncWriteExt as _},
};

use super::Anyrt;
use crate::{
    case::Operation,
    program::{
        ANY_PORT, MESSAGE, Pair, SECOND, SOCKET_BUFFER, Streaming, poll_once, poll_outside,
        streaming, waker_of_nobody,
    },
};

impl<R: Runtime> Anyrt<R> {
    /// Sets the operation up.
    pub(crate) fn block(&self, operation: Operation) -> io::Result<Block> {
        let rt = self.rt().clone();
        Ok(match operation {
            Operation::Echo => kept(self.clone(), self.pair()?, echo),
            Operation::Stream => kept(self.clone(), streaming(self.pair()?), stream),
            Operation::Connect => {
                let listener = rt.tcp_listen(ANY_PORT, &TcpListenOptions::new())?;
                kept(self.clone(), (rt, listener), connect)
            }
            Operation::Spawn => kept(self.clone(), rt, spawn),
            Operation::Sleep | Operation::SleepEntered => kept(self.clone(), rt, sleep),
            Operation::SleepOutside => {
                let (launch, waker) = (self.clone(), waker_of_nobody());
                unlaunched(move || poll_outside(launch.rt().sleep(SECOND), &waker))
            }
        })
    }

    fn pair(&self) -> io::Result<Pair<R::TcpStream>> {
        let rt = self.rt().clone();
        self.launch(async move {
            let listener = rt.tcp_listen(ANY_PORT, &TcpListenOptions::new())?;
            let (client, server) = connection(&rt, &listener).await?;
            prepare(&client)?;
            prepare(&server)?;
            Ok((client, server))
        })?
    }
}

fn prepare(stream: &impl TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_recv_buffer_size(SOCKET_BUFFER)?;
    stream.set_send_buffer_size(SOCKET_BUFFER)
}

async fn connection<R: Runtime>(
    rt: &R,
    listener: &R::TcpListener,
) -> io::Result<Pair<R::TcpStream>> {
    let options = TcpConnectOptions::new();
    let connect = rt.tcp_connect(listener.local_addr()?, &options);
    let (client, accepted) = join(connect, listener.accept()).await;
    Ok((client?, accepted?.0))
}

async fn echo<S: TcpStream>((mut client, mut server): Pair<S>, times: u64) -> io::Result<Pair<S>> {
    let asks = async {
        let mut answer = [0; MESSAGE.len()];
        for _ in 0..times {
            client.write_all(&MESSAGE).await?;
            client.read_exact(&mut answer).await?;
        }
        io::Result::Ok(())
    };
    let answers = async {
        let mut question = [0; MESSAGE.len()];
        for _ in 0..times {
            server.read_exact(&mut question).await?;
            server.write_all(&question).await?;
        }
        io::Result::Ok(())
    };
    let (asked, answered) = join(asks, answers).await;
    asked.and(answered)?;
    Ok((client, server))
}

async fn stream<S: TcpStream>(
    ((mut writer, mut reader), chunk, mut buffer): Streaming<S>,
    times: u64,
) -> io::Result<Streaming<S>> {
    let writes = async {
        for _ in 0..times {
            writer.write_all(&chunk).await?;
        }
        io::Result::Ok(())
    };
    let reads = async {
        for _ in 0..times {
            reader.read_exact(&mut buffer).await?;
        }
        io::Result::Ok(())
    };
    let (wrote, read) = join(writes, reads).await;
    wrote.and(read)?;
    Ok(((writer, reader), chunk, buffer))
}

async fn connect<R: Runtime>(
    (rt, listener): (R, R::TcpListener),
    times: u64,
) -> io::Result<(R, R::TcpListener)> {
    for _ in 0..times {
        let (client, server) = connection(&rt, &listener).await?;
        client.set_linger(Some(Duration::ZERO))?;
        drop(client);
        drop(server);
    }
    Ok((rt, listener))
}

async fn spawn<R: Runtime>(rt: R, times: u64) -> io::Result<R> {
    for number in 0..times {
        let task = rt.spawn(async move { black_box(number) });
        black_box(task.await.map_err(io::Error::other)?);
    }
    Ok(rt)
}

async fn sleep<R: Runtime>(rt: R, times: u64) -> io::Result<R> {
    for _ in 0..times {
        poll_once(rt.sleep(SECOND)).await?;
    }
    Ok(rt)
}
