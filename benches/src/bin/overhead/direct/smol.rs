use std::{hint::black_box, io, sync::Arc, thread};

use anyrt_benches::{Block, Launch, kept, unlaunched};
use futures_util::future::join;
use smol::{
    Executor, Task, Timer,
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

use crate::{
    case::Operation,
    parked::parked,
    program::{
        ANY_PORT, MESSAGE, Pair, SECOND, Streaming, poll_once, poll_outside, prepare,
        reset_on_close, streaming, waker_of_nobody,
    },
};

/// smol itself.
#[derive(Clone)]
pub(crate) struct Smol<E>(pub(crate) E);

/// An executor of smol.
pub(crate) trait Executes: Clone + Send + Sync + 'static {
    fn spawn<T: Send + 'static>(&self, task: impl Future<Output = T> + Send + 'static) -> Task<T>;
}

/// The global executor.
#[derive(Clone)]
pub(crate) struct Global;

impl Executes for Global {
    fn spawn<T: Send + 'static>(&self, task: impl Future<Output = T> + Send + 'static) -> Task<T> {
        smol::spawn(task)
    }
}

/// An executor with a thread of its own.
#[derive(Clone)]
pub(crate) struct Owned(Arc<Executor<'static>>);

impl Owned {
    /// Starts the thread, which runs until the program ends.
    pub(crate) fn start() -> Self {
        let executor = Arc::new(Executor::new());
        let here = executor.clone();
        thread::spawn(move || smol::block_on(here.run(std::future::pending::<()>())));
        Self(executor)
    }
}

impl Executes for Owned {
    fn spawn<T: Send + 'static>(&self, task: impl Future<Output = T> + Send + 'static) -> Task<T> {
        self.0.spawn(task)
    }
}

impl<E: Executes> Launch for Smol<E> {
    fn launch<F>(&self, future: F) -> io::Result<F::Output>
    where
        F: Future<Output: Send + 'static> + Send + 'static,
    {
        Ok(parked(self.0.spawn(future)))
    }
}

impl<E: Executes> Smol<E> {
    /// Sets the operation up.
    pub(crate) fn block(&self, operation: Operation) -> io::Result<Block> {
        Ok(match operation {
            Operation::Echo => kept(self.clone(), self.launch(pair())??, echo),
            Operation::Stream => kept(self.clone(), streaming(self.launch(pair())??), stream),
            Operation::Connect => {
                let listener = self.launch(TcpListener::bind(ANY_PORT))??;
                kept(self.clone(), listener, connect)
            }
            Operation::Spawn => kept(self.clone(), self.0.clone(), spawn),
            // There is no context to enter.
            Operation::Sleep | Operation::SleepEntered => kept(self.clone(), (), sleep),
            Operation::SleepOutside => {
                let waker = waker_of_nobody();
                unlaunched(move || poll_outside(timer(), &waker))
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

async fn spawn<E: Executes>(executor: E, times: u64) -> io::Result<E> {
    for number in 0..times {
        let task = executor.spawn(async move { black_box(number) });
        black_box(task.await);
    }
    Ok(executor)
}

async fn sleep((): (), times: u64) -> io::Result<()> {
    for _ in 0..times {
        poll_once(timer()).await?;
    }
    Ok(())
}

async fn timer() {
    Timer::after(SECOND).await;
}
