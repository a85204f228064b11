//! All databases together.

use super::waiting::Waiting;
use super::{Database, Generator};

/// The number of databases, of which a client selects one.
pub(crate) const DATABASES: usize = 16;

/// What the server remembers.
#[derive(Debug)]
pub(crate) struct Store {
    pub(super) databases: Vec<Database>,
    pub(super) waiting: Waiting,
    generator: Generator,
}

impl Store {
    /// Makes empty databases; random choices follow from `seed`.
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            databases: (0..DATABASES).map(|_| Database::default()).collect(),
            waiting: Waiting::default(),
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
