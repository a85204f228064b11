//! The data as commands that make it.

use super::script::Script;
use crate::resp::format_double;
use crate::store::{Store, Value};

/// How many elements of a collection a command adds at most.
const ELEMENTS: usize = 64;

/// Writes the fewest commands that make the data, starting from none.
///
/// # Complexity
///
/// Linear in the size of the data, all of which is copied.
pub(super) fn snapshot(store: &Store) -> Vec<u8> {
    let mut script = Script::default();
    for (index, database) in store.databases().enumerate() {
        for (key, value, deadline) in database.entries() {
            let deadline = deadline.map(|deadline| deadline.to_string());
            if let (Value::Text(text), Some(deadline)) = (value, &deadline) {
                let arguments = [key, text.as_slice(), b"PXAT", deadline.as_bytes()];
                script.push(index, b"SET", arguments.into_iter());
                continue;
            }
            make(&mut script, index, key, value);
            if let Some(deadline) = deadline {
                let arguments = [key, deadline.as_bytes()];
                script.push(index, b"PEXPIREAT", arguments.into_iter());
            }
        }
    }
    script.take()
}

/// Writes the commands that make a value.
fn make(script: &mut Script, index: usize, key: &[u8], value: &Value) {
    let mut add = |name: &[u8], elements: Vec<&[u8]>, limit: usize| {
        for part in elements.chunks(limit) {
            let arguments: Vec<_> = std::iter::once(key).chain(part.iter().copied()).collect();
            script.push(index, name, arguments.into_iter());
        }
    };
    match value {
        Value::Text(text) => add(b"SET", vec![text], 1),
        Value::List(list) => add(
            b"RPUSH",
            list.iter().map(|element| &**element).collect(),
            ELEMENTS,
        ),
        Value::Set(set) => add(
            b"SADD",
            set.iter().map(|(member, ())| &**member).collect(),
            ELEMENTS,
        ),
        Value::Hash(hash) => {
            let pairs = hash.iter();
            let pairs = pairs.flat_map(|(field, value)| [&**field, value.as_slice()]);
            add(b"HSET", pairs.collect(), ELEMENTS * 2);
        }
        Value::SortedSet(set) => {
            let scores: Vec<_> = set
                .range(0..set.len())
                .map(|(member, score)| (format_double(score.get()), member))
                .collect();
            let pairs = scores.iter();
            let pairs = pairs.flat_map(|(score, member)| [score.as_bytes(), &***member]);
            add(b"ZADD", pairs.collect(), ELEMENTS * 2);
        }
    }
}
