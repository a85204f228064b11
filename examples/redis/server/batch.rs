//! The bytes that came from a client, and those that go back.
//!
//! All requests that have arrived are answered together, under one lock of the data, and their
//! replies leave together: a pipeline of a thousand requests costs two system calls. Nothing here
//! awaits anything.

use super::held::Held;
use super::{Deferred, Shared};
use crate::command::{Context, Session, execute, misconfigured};
use crate::persistence::Progress;
use crate::resp::{Parser, Protocol, Reply};
use crate::subscriptions::Mailbox;

/// How much a read makes room for at least, in bytes.
const READ_SIZE: usize = 16 * 1024;

/// How much capacity a buffer keeps when it is empty, in bytes.
const KEPT_CAPACITY: usize = 64 * 1024;

/// After how many bytes of replies the data is unlocked, so that others get their turn.
const BATCH: usize = 256 * 1024;

/// How many bytes of replies may wait for a client that does not read them, or of changes for the
/// append-only file, before no more of its requests are taken.
const BACKLOG: usize = 64 * 1024 * 1024;

/// The buffers of a connection.
#[derive(Debug)]
pub(super) struct Buffers {
    /// What came; the first `taken` bytes are dealt with.
    input: Vec<u8>,
    taken: usize,
    parser: Parser,
    /// Whether requests were left for the next batch.
    unanswered: bool,
    /// What goes; the first `sent` bytes are gone.
    output: Vec<u8>,
    sent: usize,
    /// What of it waits for the append-only file.
    held: Held,
    /// How many bytes of replies may wait.
    backlog: usize,
}

impl Buffers {
    /// Makes empty buffers.
    pub(super) fn new(parser: Parser) -> Self {
        Self {
            input: Vec::new(),
            taken: 0,
            parser,
            unanswered: false,
            output: Vec::new(),
            sent: 0,
            held: Held::default(),
            backlog: BACKLOG,
        }
    }

    /// Answers the requests that are complete, up to the size of a batch, and none while too many
    /// replies wait.
    ///
    /// Bytes that are no request get an error, and the session ends. It ends as well when too many
    /// requests wait for a client that waits itself.
    pub(super) fn answer(&mut self, shared: &Shared, session: &mut Session, now: u64) {
        let mut store = None;
        let mut answered = 0;
        let mut deferred = Deferred::default();
        let batch_end = self.output.len() + BATCH;
        let mut held: Option<(usize, u64)> = None;
        self.unanswered = false;
        if session.wait.is_some() && self.input.len() - self.taken >= BACKLOG {
            session.ending = true;
        }
        while self.taken < self.input.len() && !session.ending && session.wait.is_none() {
            // Messages that were published before a request are read before its reply: none are
            // published while the data is locked.
            if session.is_subscribed() {
                store.get_or_insert_with(|| shared.store(now));
            }
            self.deliver(session);
            if self.output.len() >= batch_end || self.is_backlogged() {
                self.unanswered = true;
                break;
            }
            let input = &self.input[self.taken..];
            match self.parser.parse(input) {
                Ok(None) => break,
                Ok(Some(length)) => {
                    let store = store.get_or_insert_with(|| shared.store(now));
                    let (start, before) = (self.output.len(), store.journal.position());
                    let mut context =
                        Context::new(store, session, &shared.server, &mut deferred, now);
                    execute(&mut context, self.parser.request(input), &mut self.output);
                    let after = store.journal.position();
                    if after != before {
                        held = Some((held.map_or(start, |held| held.0), after));
                    }
                    self.parser.finish();
                    self.taken += length;
                    answered += 1;
                }
                Err(error) => {
                    let text = format!("ERR {error}");
                    Reply::new(&mut self.output, session.protocol).error(&text);
                    session.ending = true;
                }
            }
        }
        drop(store);
        if let Some((start, position)) = held {
            self.held.hold(start, position);
        }
        deferred.carry_out(shared);
        if answered > 0 {
            shared.server.counters.commands.add(answered);
        }
    }

    /// Writes the messages that wait for a subscriber, as far as it keeps up with reading.
    ///
    /// The others stay in its mailbox, which has a limit.
    pub(super) fn deliver(&mut self, session: &mut Session) {
        self.backlog = if session.is_subscribed() {
            BATCH
        } else {
            BACKLOG
        };
        while !self.is_backlogged()
            && let Some(message) = session.mailbox.as_mut().and_then(Mailbox::take)
        {
            message.write(&mut self.reply(session.protocol));
        }
    }

    /// Starts a reply behind what waits.
    pub(super) fn reply(&mut self, protocol: Protocol) -> Reply<'_> {
        Reply::new(&mut self.output, protocol)
    }

    /// Holds the next reply back until the append-only file has all that is recorded up to a position.
    pub(super) fn hold(&mut self, position: u64) {
        self.held.hold(self.output.len(), position);
    }

    /// Returns how far the append-only file must come so that more replies may be sent.
    pub(super) fn awaited(&self) -> Option<u64> {
        self.held.awaited()
    }

    /// Lets go the replies that waited for what the append-only file has now.
    ///
    /// If it will come no further, those that still wait give place to an error, and the session ends:
    /// what was asked for was done, but is not kept.
    pub(super) fn settle(&mut self, progress: &Progress, session: &mut Session) {
        self.held.release(progress.kept);
        if let Some(error) = &progress.failed
            && let Some(start) = self.held.give_up()
        {
            self.output.truncate(start);
            self.reply(session.protocol).error(&misconfigured(error));
            session.ending = true;
        }
    }

    /// Returns whether requests wait for the next batch.
    pub(super) fn has_unanswered(&self) -> bool {
        self.unanswered
    }

    /// Returns whether nothing has come of a further request.
    pub(super) fn is_between_requests(&self) -> bool {
        self.taken == self.input.len()
    }

    /// Returns whether so many replies wait that no more should be made, or so much that the
    /// append-only file lacks.
    pub(super) fn is_backlogged(&self) -> bool {
        self.output.len() - self.sent >= self.backlog || self.held.lead() >= BACKLOG as u64
    }

    /// Returns the replies that are to be sent; those that wait for the append-only file are not.
    pub(super) fn unsent(&self) -> &[u8] {
        let end = self.held.start().unwrap_or(self.output.len());
        &self.output[self.sent..end]
    }

    /// Takes note that the first `count` bytes of the unsent replies are gone.
    pub(super) fn mark_sent(&mut self, count: usize) {
        self.sent += count;
        if self.sent == self.output.len() {
            self.sent = 0;
            self.output.clear();
            self.output.shrink_to(KEPT_CAPACITY);
        } else if self.sent >= BACKLOG {
            self.output.drain(..self.sent);
            self.held.shift(self.sent);
            self.sent = 0;
        }
    }

    /// Gives the input with room for more: as much as the present request is known to need, yet no
    /// more than doubles what has come, since a header is quickly written.
    pub(super) fn room(&mut self) -> &mut Vec<u8> {
        if self.taken > 0 {
            self.input.drain(..self.taken);
            self.taken = 0;
        }
        if self.input.is_empty() {
            self.input.shrink_to(KEPT_CAPACITY);
        }
        let missing = self.parser.expected().saturating_sub(self.input.len());
        let room = missing.min(self.input.len()).max(READ_SIZE);
        if self.input.capacity() - self.input.len() < READ_SIZE {
            self.input.reserve(room);
        }
        &mut self.input
    }
}

#[cfg(test)]
mod tests {
    use super::{BACKLOG, BATCH, Buffers};
    use crate::command::Session;
    use crate::persistence::{Journal, Progress};
    use crate::resp::Parser;
    use crate::server::{Limits, Shared};

    #[test]
    fn a_client_that_waits_may_not_send_without_end() {
        let (shared, mut session) = (Shared::detached(), Session::new(1));
        let mut buffers = Buffers::new(Parser::new(Limits::default().requests));
        buffers.room().extend_from_slice(b"BLPOP l 0\r\n");
        buffers.answer(&shared, &mut session, 0);
        assert!(session.wait.is_some());
        let part = b"PING\r\n".repeat(100_000);
        while !session.ending {
            buffers.room().extend_from_slice(&part);
            assert!(buffers.input.len() < BACKLOG + part.len() * 2);
            buffers.answer(&shared, &mut session, 0);
        }
        assert!(buffers.input.len() >= BACKLOG && buffers.unsent().is_empty());
    }

    #[test]
    fn a_client_whose_changes_are_not_kept_is_answered_no_further() {
        const VALUE: usize = 1 << 20;
        let (shared, mut session) = (Shared::detached(), Session::new(1));
        shared.lock().journal = Journal::recording();
        let mut buffers = Buffers::new(Parser::new(Limits::default().requests));
        let set = format!(
            "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n${VALUE}\r\n{}\r\n",
            "x".repeat(VALUE)
        );
        for _ in 0..100 {
            buffers.room().extend_from_slice(set.as_bytes());
            buffers.answer(&shared, &mut session, 0);
        }
        let recorded = shared.lock().journal.position();
        assert!(recorded < (BACKLOG + 2 * VALUE) as u64, "{recorded}");
        assert!(buffers.has_unanswered() && buffers.unsent().is_empty());
        let kept = Progress {
            kept: recorded,
            failed: None,
        };
        buffers.settle(&kept, &mut session);
        buffers.answer(&shared, &mut session, 0);
        assert!(shared.lock().journal.position() > recorded);
    }

    #[test]
    fn a_client_that_reads_nothing_is_answered_no_further() {
        const REPLY: usize = 1 << 20;
        let (shared, mut session) = (Shared::detached(), Session::new(1));
        let mut buffers = Buffers::new(Parser::new(Limits::default().requests));
        let set = format!(
            "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n${REPLY}\r\n{}\r\n",
            "x".repeat(REPLY)
        );
        buffers.room().extend_from_slice(set.as_bytes());
        buffers.room().extend_from_slice(&b"GET k\r\n".repeat(100));
        for _ in 0..1000 {
            buffers.answer(&shared, &mut session, 0);
        }
        assert!(buffers.has_unanswered() && buffers.is_backlogged());
        assert!(buffers.unsent().len() < BACKLOG + BATCH + 2 * REPLY);
        let mut sent = 0;
        while !buffers.unsent().is_empty() {
            let part = buffers.unsent().len().min(300_000);
            buffers.mark_sent(part);
            sent += part;
            buffers.answer(&shared, &mut session, 0);
        }
        let reply = format!("${REPLY}\r\n\r\n").len() + REPLY;
        assert_eq!(sent, "+OK\r\n".len() + 100 * reply);
        assert!(buffers.is_between_requests());
    }
}
