//! Taking an element out of a list: what a client may do at once, or wait for.

use super::{Database, End, Key, List, WrongType};

/// What is to be done with an element as soon as there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Taking {
    /// The client gets it.
    Pop {
        /// The end that it is taken from.
        from: End,
    },
    /// It goes into another list, and the client is told what it was.
    Move {
        /// The end that it is taken from.
        from: End,
        /// The list that it goes to.
        to: Key,
        /// The end that it is added at.
        at: End,
    },
}

/// An element that is in no list any more.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Popped {
    /// The number of the database that it was in.
    pub(super) database: usize,
    /// The key of the list that it was in.
    pub(crate) key: Key,
    /// The end that it was taken from.
    pub(super) from: End,
    /// The element.
    pub(crate) element: Box<[u8]>,
}

/// What a client that asked for an element is told.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It gets an element.
    Popped(Popped),
    /// The element went where it should.
    Moved(Box<[u8]>),
    /// The element could not go where it should, and stays where it was.
    Refused(WrongType),
    /// There was none in time.
    TimedOut,
    /// Somebody ended the waiting.
    Unblocked,
}

impl Taking {
    /// Returns the command, and its arguments, that takes an element of `key` at once.
    pub(crate) fn as_command<'a>(&'a self, key: &'a [u8]) -> (&'static [u8], Vec<&'a [u8]>) {
        match self {
            Self::Pop { from: End::Front } => (b"LPOP", vec![key]),
            Self::Pop { from: End::Back } => (b"RPOP", vec![key]),
            Self::Move { from, to, at } => (b"LMOVE", vec![key, to, from.word(), at.word()]),
        }
    }

    /// Takes an element out of a list of database number `index`, if there is one.
    ///
    /// # Errors
    ///
    /// One of the keys holds a value of another type; nothing happened.
    pub(crate) fn take(
        &self,
        database: &mut Database,
        index: usize,
        key: &[u8],
    ) -> Result<Option<Outcome>, WrongType> {
        match self {
            Self::Pop { from } => {
                let element = database.update(key, |list: &mut List| from.pop(list))?;
                Ok(element.flatten().map(|element| {
                    Outcome::Popped(Popped {
                        database: index,
                        key: key.into(),
                        from: *from,
                        element,
                    })
                }))
            }
            Self::Move { from, to, at } => {
                if database.read::<List>(key)?.is_none() {
                    return Ok(None);
                }
                database.read::<List>(to)?;
                let element = database.update(key, |list: &mut List| from.pop(list))?;
                let Some(element) = element.flatten() else {
                    return Ok(None);
                };
                let copy = element.clone();
                database.upsert(to, |list: &mut List| at.push(list, copy))?;
                Ok(Some(Outcome::Moved(element)))
            }
        }
    }
}
