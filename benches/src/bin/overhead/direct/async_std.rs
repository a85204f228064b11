use std::{hint::black_box, io};

use anyrt_benches::{Block, Launch, kept, unlaunched};
use async_std::{
    io::{ReadExt as _, WriteExt as _},
    net::{TcpListener, TcpStream},
    task,
};
use futures_util::future::join;

use crate::{
    case::Operation,
    parked::parked,
    program::{
        ANY_PORT, MESSAGE, Pair, SECOND, Streaming, poll_once, poll_outside, prepare,
        reset_on_close, streaming, waker_of_nobody,
    },
};

/// async-std itself.
#[derive(Clone)]
pub(crate) struct AsyncStd;

impl Launch for AsyncStd {
    fn launch<F>(&self, future: F) -> io::Result<F::Output>
    where
        F: Future<Output: Send + 'static> + Send + 'static,
    {
        Ok(parked(task::spawn(future)))
    }
}

impl AsyncStd {
    /// Sets the operation up.
    pub(crate) fn block(&self, operation: Operation) -> io::Result<Block> {
        Ok(match operation {
            Operation::Echo => kept(self.clone(), self.launch(pair())??, echo),
            Operation::Stream => kept(self.clone(), streaming(self.launch(pair())??), stream),
            Operation::Connect => {
                let listener = self.launch(TcpListener::bind(ANY_PORT))??;
                kept(self.clone(), listener, connect)
            }
            Operation::Spawn => kept(self.clone(), (), spawn),
            // There is no context to enter.
            Operation::Sleep | Operation::SleepEntered => kept(self.clone(), (), sleep),
            Operation::SleepOutside => {
                let waker = waker_of_nobody();
                unlaunched(move || poll_outside(task::sleep(SECOND), &waker))
            }
        })
    }
}

async fn pair() -> io::Result<Pair<TcpStream>> {
    let listener = TcpListener::bind(ANY_PORT).await?;
    let (client, server) = connection(&listener).await?;
    prepare(&client)?;
    prepare(&server)?;
    Ok((client, server))
}

async fn connection(listener: &TcpListener) -> io::Result<Pair<TcpStream>> {
    let connect = TcpStream::connect(listener.local_addr()?);
    let (client, accepted) = join(connect, listener.accept()).await;
    Ok((client?, accepted?.0))
}

async fn echo(
    (mut client, mut server): Pair<TcpStream>,
    times: u64,
) -> io::Result<Pair<TcpStream>> {
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

async fn stream(
    ((mut writer, mut reader), chunk, mut buffer): Streaming<TcpStream>,
    times: u64,
) -> io::Result<Streaming<TcpStream>> {
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

async fn connect(listener: TcpListener, times: u64) -> io::Result<TcpListener> {
    for _ in 0..times {
        let (client, server) = connection(&listener).await?;
        reset_on_close(&client)?;
        drop(client);
        drop(server);
    }
    Ok(listener)
}

async fn spawn((): (), times: u64) -> io::Result<()> {
    for number in 0..times {
        let task = task::spawn(async move { black_box(number) });
        black_box(task.await);
    }
    Ok(())
}

async fn sleep((): (), times: u64) -> io::Result<()> {
    for _ in 0..times {
        poll_once(task::sleep(SECOND)).await?;
    }
    Ok(())
}
