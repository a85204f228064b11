//! Commands in a row, as the file holds them.

use crate::resp::{Protocol, Reply};

/// Commands, each an array of strings, with a `SELECT` wherever the database changes.
#[derive(Debug, Default)]
pub(super) struct Script {
    bytes: Vec<u8>,
    /// The database that is selected at the end, if that is known.
    database: Option<usize>,
}

impl Script {
    /// Appends a command for a database and returns how many bytes that took.
    pub(super) fn push(
        &mut self,
        database: usize,
        name: &[u8],
        arguments: impl ExactSizeIterator<Item: AsRef<[u8]>>,
    ) -> usize {
        let before = self.bytes.len();
        if self.database != Some(database) {
            self.database = Some(database);
            self.write(b"SELECT", [database.to_string().as_bytes()].into_iter());
        }
        self.write(name, arguments);
        self.bytes.len() - before
    }

    /// Returns whether no commands are there.
    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Takes the commands out; those that come next follow them.
    pub(super) fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }

    /// Forgets which database is selected, for commands that may follow others than these.
    pub(super) fn forget_database(&mut self) {
        self.database = None;
    }

    /// Writes a command.
    fn write(&mut self, name: &[u8], arguments: impl ExactSizeIterator<Item: AsRef<[u8]>>) {
        let mut reply = Reply::new(&mut self.bytes, Protocol::Resp2);
        reply.array(1 + arguments.len());
        reply.bulk(name);
        arguments.for_each(|argument| reply.bulk(argument));
    }
}
