//! The types of values, and how a command asks for one of them.

use std::collections::VecDeque;

use super::{IndexedMap, SortedSet};

/// A string of any bytes.
pub(crate) type Text = Vec<u8>;
/// A list of strings, fast at both ends.
pub(crate) type List = VecDeque<Box<[u8]>>;
/// Fields and their values.
pub(crate) type Hash = IndexedMap<Vec<u8>>;
/// Distinct strings.
pub(crate) type Set = IndexedMap<()>;

/// What a key holds.
#[derive(Debug)]
pub(crate) enum Value {
    /// A string, which is also what counters are.
    Text(Text),
    /// A list.
    List(List),
    /// A hash.
    Hash(Hash),
    /// A set.
    Set(Set),
    /// A sorted set.
    SortedSet(SortedSet),
}

impl Value {
    /// Returns the name of the type, as `TYPE` prints it.
    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            Self::Text(_) => "string",
            Self::List(_) => "list",
            Self::Hash(_) => "hash",
            Self::Set(_) => "set",
            Self::SortedSet(_) => "zset",
        }
    }
}

/// One of the types of values.
///
/// A command names the type it works on, and gets the value or the error that the key holds
/// another one.
pub(crate) trait Kind: Default {
    /// Looks into a value of this type.
    fn get(value: &Value) -> Option<&Self>;
    /// Looks into a value of this type, to change it.
    fn get_mut(value: &mut Value) -> Option<&mut Self>;
    /// Makes a value of it.
    fn wrap(self) -> Value;
    /// Returns whether a key that holds it ought to vanish: an empty collection is no collection.
    fn vanishes(&self) -> bool;
}

/// Implements [`Kind`] for the content of one variant.
macro_rules! kind {
    ($kind:ty, $variant:ident, $vanishes:expr) => {
        impl Kind for $kind {
            fn get(value: &Value) -> Option<&Self> {
                match value {
                    Value::$variant(content) => Some(content),
                    _ => None,
                }
            }

            fn get_mut(value: &mut Value) -> Option<&mut Self> {
                match value {
                    Value::$variant(content) => Some(content),
                    _ => None,
                }
            }

            fn wrap(self) -> Value {
                Value::$variant(self)
            }

            fn vanishes(&self) -> bool {
                $vanishes(self)
            }
        }
    };
}

kind!(Text, Text, |_: &Text| false);
kind!(List, List, List::is_empty);
kind!(Hash, Hash, Hash::is_empty);
kind!(Set, Set, Set::is_empty);
kind!(SortedSet, SortedSet, SortedSet::is_empty);
