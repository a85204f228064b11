use std::io;

use bytes::Bytes;
use futures_util::future::try_join_all;

use crate::pair::{Pair, failed};

/// What is done, some times in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    /// A MiB of one long stream is sent and received.
    Upload,
    /// A message of 64 bytes is answered with 8 bytes, on a stream of its own.
    Ask,
    /// The same, with 32 on their way at any time.
    AskMany,
    /// A connection is made, and closed after one question.
    Connect,
}

/// How much is sent at a time.
const CHUNK: usize = 1 << 16;
/// How many questions are on their way.
const AT_ONCE: usize = 32;

impl Operation {
    pub(crate) const ALL: [Self; 4] = [Self::Upload, Self::Ask, Self::AskMany, Self::Connect];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Upload => "upload",
            Self::Ask => "ask",
            Self::AskMany => "ask-32",
            Self::Connect => "connect",
        }
    }

    /// How many operations a run has.
    pub(crate) const fn times(self) -> usize {
        match self {
            Self::Upload => 32,
            Self::Ask => 1_000,
            Self::AskMany => 128 * AT_ONCE,
            Self::Connect => 50,
        }
    }

    /// Does it as often as a run has it.
    pub(crate) async fn run(self, pair: &Pair) -> io::Result<()> {
        match self {
            Self::Upload => ask(pair, Bytes::from(vec![7; CHUNK]), self.times() << 4).await,
            Self::Ask => asks(pair, self.times()).await,
            Self::AskMany => {
                let each = (0..AT_ONCE).map(|_| asks(pair, self.times() / AT_ONCE));
                try_join_all(each).await.map(drop)
            }
            Self::Connect => {
                for _ in 0..self.times() {
                    let other = pair.connect_again().await?;
                    asks(&other, 1).await?;
                    other.close();
                }
                Ok(())
            }
        }
    }
}

async fn asks(pair: &Pair, times: usize) -> io::Result<()> {
    for _ in 0..times {
        ask(pair, Bytes::from_static(&[7; 64]), 1).await?;
    }
    Ok(())
}

/// Sends `message` `times` times on a stream of its own, and looks whether the answer counts its bytes.
async fn ask(pair: &Pair, message: Bytes, times: usize) -> io::Result<()> {
    let (mut send, mut receive) = pair.near().open_bi().await?;
    let count = message.len() * times;
    for _ in 0..times {
        send.write_chunk(message.clone()).await?;
    }
    send.finish().map_err(failed)?;
    let answer = receive.read_to_end(8).await.map_err(failed)?;
    if answer == (count as u64).to_be_bytes() {
        Ok(())
    } else {
        Err(io::Error::other("the server has counted otherwise"))
    }
}
