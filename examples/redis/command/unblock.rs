//! Ending the waiting of a client.

use super::number::{capitals, integer};
use super::{Context, Done};
use crate::resp::{Arguments, Reply};
use crate::store::Outcome;

/// Ends the waiting of the client whose number is given, as a time-out or an error does.
///
/// # Errors
///
/// The arguments make no sense.
pub(super) fn unblock(
    context: &mut Context<'_>,
    arguments: Arguments<'_>,
    reply: &mut Reply<'_>,
) -> Done {
    let reason = arguments.skip(1).iter().next().unwrap_or(b"TIMEOUT");
    let outcome = match capitals(reason).as_slice() {
        b"TIMEOUT" => Outcome::TimedOut,
        b"ERROR" => Outcome::Unblocked,
        _ => return Err("ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR".into()),
    };
    let client = u64::try_from(integer(arguments.get(0))?).unwrap_or(0);
    let served = context.store.unblock(client, outcome);
    reply.flag(served.is_some());
    context.deferred.serve(served);
    Ok(())
}
