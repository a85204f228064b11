//! Sets combined: intersection, union and difference.

use std::collections::BTreeSet;

use super::table::commands;
use super::{CommandError, Context, Done};
use crate::resp::{Arguments, Reply};
use crate::store::{Key, Set, Value};

commands! {
    "sinter": AtLeast(1), Read, All, sinter, "Returns what is in all of several sets.";
    "sunion": AtLeast(1), Read, All, sunion, "Returns what is in any of several sets.";
    "sdiff": AtLeast(1), Read, All, sdiff, "Returns what is in the first set and in none of the others.";
    "sinterstore": AtLeast(2), Write(AsSent), All, sinterstore, "Stores what is in all of several sets.";
    "sunionstore": AtLeast(2), Write(AsSent), All, sunionstore, "Stores what is in any of several sets.";
    "sdiffstore": AtLeast(2), Write(AsSent), All, sdiffstore, "Stores what is in the first set and in none of the others.";
}

/// How to combine sets.
#[derive(Clone, Copy, Debug)]
enum Algebra {
    /// What is in all of them.
    Intersection,
    /// What is in any of them.
    Union,
    /// What is in the first and in no other.
    Difference,
}

impl Algebra {
    /// Combines the sets at `keys`; an absent key is an empty set.
    fn combine(
        self,
        context: &mut Context<'_>,
        keys: Arguments<'_>,
    ) -> Result<BTreeSet<Key>, CommandError> {
        let mut result = BTreeSet::new();
        for (index, key) in keys.iter().enumerate() {
            let set = context.database().read::<Set>(key)?;
            match (self, set) {
                (Self::Intersection, Some(set)) if index > 0 => {
                    result.retain(|member: &Key| set.get(member).is_some());
                }
                (Self::Intersection, None) => result.clear(),
                (Self::Difference, Some(set)) if index > 0 => {
                    remove_all(&mut result, set);
                }
                (_, Some(set)) => result.extend(set.iter().map(|(member, ())| Key::clone(member))),
                (_, None) => {}
            }
        }
        Ok(result)
    }

    /// Combines the sets and returns the members of the result.
    fn reply(self, context: &mut Context<'_>, keys: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
        let members = self.combine(context, keys)?;
        reply.set(members.len());
        members.into_iter().for_each(|member| reply.bulk(member));
        Ok(())
    }

    /// Combines the sets after the first key and puts the result there.
    fn store(self, context: &mut Context<'_>, keys: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
        let members = self.combine(context, keys.skip(1))?;
        reply.count(members.len());
        context.database().remove(keys.get(0));
        if !members.is_empty() {
            let mut set = Set::default();
            for member in members {
                set.push(member, ());
            }
            context.database().insert(keys.get(0), Value::Set(set));
        }
        Ok(())
    }
}

/// Removes the members of `set`, going through the smaller of the two.
fn remove_all(result: &mut BTreeSet<Key>, set: &Set) {
    if set.len() < result.len() {
        for (member, ()) in set.iter() {
            result.remove(member);
        }
    } else {
        result.retain(|member| set.get(member).is_none());
    }
}

fn sinter(context: &mut Context<'_>, keys: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    Algebra::Intersection.reply(context, keys, reply)
}

fn sunion(context: &mut Context<'_>, keys: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    Algebra::Union.reply(context, keys, reply)
}

fn sdiff(context: &mut Context<'_>, keys: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    Algebra::Difference.reply(context, keys, reply)
}

fn sinterstore(context: &mut Context<'_>, keys: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    Algebra::Intersection.store(context, keys, reply)
}

fn sunionstore(context: &mut Context<'_>, keys: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    Algebra::Union.store(context, keys, reply)
}

fn sdiffstore(context: &mut Context<'_>, keys: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    Algebra::Difference.store(context, keys, reply)
}
