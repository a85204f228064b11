//! All databases together.

use super::waiting::Waiting;
use super::{Database, Generator};
use crate::persistence::Journal;

/// The number of databases, of which a client selects one.
pub(crate) const DATABASES: usize = 16;

/// What the server remembers.
#[derive(Debug)]
pub(crate) struct Store {
    pub(super) databases: Vec<Database>,
    pub(super) waiting: Waiting,
    /// What has changed the data.
    pub(crate) journal: Journal,
    generator: Generator,
}

impl Store {
    /// Makes empty databases; random choices follow from `seed`.
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            databases: (0..DATABASES).map(|_| Database::default()).collect(),
            waiting: Waiting::default(),
            journal: Journal::default(),
            generator: Generator::new(seed),
        }
    }

    /// Tells the time, in milliseconds since the Unix epoch; what expires by then is gone.
    pub(crate) fn set_time(&mut self, now: u64) {
        for database in &mut self.databases {
            database.set_time(now);
        }
    }

    /// Gives one database.
    ///
    /// # Panics
    ///
    /// When there is no such database; [`DATABASES`] is their number.
    pub(crate) fn database(&mut self, index: usize) -> &mut Database {
        &mut self.databases[index]
    }

    /// Gives one database together with the source of random choices.
    ///
    /// # Panics
    ///
    /// When there is no such database; [`DATABASES`] is their number.
    pub(crate) fn database_and_generator(
        &mut self,
        index: usize,
    ) -> (&mut Database, &mut Generator) {
        (&mut self.databases[index], &mut self.generator)
    }

    /// Returns the databases in the order of their numbers.
    pub(crate) fn databases(&self) -> impl Iterator<Item = &Database> {
        self.databases.iter()
    }

    /// Takes note of a command that has just changed a database, after the keys that have expired
    /// there.
    pub(crate) fn record(
        &mut self,
        index: usize,
        name: &[u8],
        arguments: impl ExactSizeIterator<Item: AsRef<[u8]>>,
    ) {
        self.record_expired_of(index);
        self.journal.record(index, name, arguments);
    }

    /// Takes note of all keys that have expired.
    pub(crate) fn record_expired(&mut self) {
        (0..self.databases.len()).for_each(|index| self.record_expired_of(index));
    }

    /// Takes note of the keys of one database that have expired.
    ///
    /// A replay knows no time: it learns from this that a key was gone before what comes next.
    fn record_expired_of(&mut self, index: usize) {
        for key in self.databases[index].take_expired() {
            self.journal.record(index, b"DEL", [&*key].into_iter());
        }
    }

    /// Removes every key of every database.
    pub(crate) fn clear(&mut self) {
        self.databases.iter_mut().for_each(Database::clear);
    }

    /// Removes up to `limit` keys whose time is over and returns whether there may be more.
    pub(crate) fn remove_expired(&mut self, limit: usize) -> bool {
        let mut left = limit;
        for database in &mut self.databases {
            left -= database.remove_expired(left);
        }
        left == 0
    }
}
