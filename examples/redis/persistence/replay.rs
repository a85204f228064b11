//! Doing again what the file says.

use std::path::Path;

use anyrt::io::{ByteRead, ByteReadExt};
use anyrt::task::yield_now;

use super::LoadError;
use super::load_error::Malformed;
use crate::command::{Context, Session, replay};
use crate::resp::{ParseLimits, Parser};
use crate::server::{Deferred, Server};
use crate::store::Store;

/// How much is read at once, in bytes.
const READ_SIZE: usize = 256 * 1024;

/// What the file holds was accepted once: nothing of it is too large.
const LIMITS: ParseLimits = ParseLimits {
    request_bytes: usize::MAX / 4,
    arguments: usize::MAX / 4,
};

/// What was in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Replayed {
    /// The number of commands, those that select a database not counted.
    pub(crate) commands: u64,
    /// How many bytes the whole commands take.
    pub(crate) whole: u64,
    /// How many bytes of a command that has no end come after them.
    pub(crate) torn: u64,
}

/// Reads commands to the end of a file and carries them out.
///
/// The data knows no time meanwhile: nothing expires but by a command.
///
/// # Errors
///
/// The system's, and the first thing that is no command or cannot be done. That the file ends within a
/// command is none.
pub(super) async fn replay_all(
    file: &mut (impl ByteRead + Unpin),
    path: &Path,
    server: &Server,
    store: &mut Store,
    now: u64,
) -> Result<Replayed, LoadError> {
    let mut parser = Parser::new(LIMITS);
    let (mut session, mut deferred) = (Session::new(0), Deferred::default());
    let mut replayed = Replayed::default();
    let (mut input, mut taken) = (Vec::new(), 0);
    store.set_time(0);
    loop {
        input.drain(..taken);
        taken = 0;
        input.reserve(READ_SIZE);
        let count = file.read_append(&mut input).await;
        let count = count.map_err(|error| LoadError::System {
            action: "read",
            path: path.to_owned(),
            error,
        })?;
        if count == 0 {
            replayed.torn = input.len() as u64;
            return Ok(replayed);
        }
        while taken < input.len() {
            let (offset, rest) = (replayed.whole, &input[taken..]);
            let malformed = |error| LoadError::Malformed {
                path: path.to_owned(),
                offset,
                error,
            };
            if rest[0] != b'*' {
                return Err(malformed(Malformed::Beginning(rest[0])));
            }
            let parsed = parser.parse(rest);
            let parsed = parsed.map_err(|error| malformed(Malformed::Protocol(error)))?;
            let Some(length) = parsed else { break };
            let mut context = Context::new(store, &mut session, server, &mut deferred, now);
            let done = replay(&mut context, parser.request(rest));
            let changes = done.map_err(|error| LoadError::Refused {
                path: path.to_owned(),
                offset,
                error,
            })?;
            replayed.commands += u64::from(changes);
            replayed.whole += length as u64;
            parser.finish();
            taken += length;
        }
        yield_now().await;
    }
}
