//! Taking elements out of lists, and waiting for them.

use std::time::Duration;

use anyrt::channels::oneshot;

use super::number::is_word;
use super::table::commands;
use super::{CommandError, Context, Done, Wait};
use crate::resp::{Arguments, Reply, parse_double};
use crate::store::{End, Taking, Waiter};

commands! {
    "blpop": AtLeast(2), Write(AsEffect), AllButLast, blpop, "Takes the first element of a list, and waits for one.";
    "brpop": AtLeast(2), Write(AsEffect), AllButLast, brpop, "Takes the last element of a list, and waits for one.";
    "blmove": Exactly(5), Write(AsEffect), FirstTwo, blmove, "Moves an element to another list, and waits for one.";
    "brpoplpush": Exactly(3), Write(AsEffect), FirstTwo, brpoplpush, "Moves the last element to the front of another list, and waits for one.";
    "lmove": Exactly(4), Write(AsEffect), FirstTwo, lmove, "Moves an element to another list.";
    "rpoplpush": Exactly(2), Write(AsEffect), FirstTwo, rpoplpush, "Moves the last element to the front of another list.";
}

fn blpop(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    pop(context, arguments, End::Front, reply)
}

fn brpop(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    pop(context, arguments, End::Back, reply)
}

/// Pops from the first of the keys that has an element, or waits for any of them.
fn pop(
    context: &mut Context<'_>,
    arguments: Arguments<'_>,
    from: End,
    reply: &mut Reply<'_>,
) -> Done {
    let last = arguments.len() - 1;
    let timeout = read_timeout(arguments.get(last))?;
    let keys = arguments.take(last);
    take_or_wait(context, keys, Taking::Pop { from }, timeout, reply)
}

fn blmove(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let taking = read_move(arguments)?;
    let timeout = read_timeout(arguments.get(4))?;
    let key = arguments.take(1);
    take_or_wait(context, key, taking, timeout, reply)
}

fn brpoplpush(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let timeout = read_timeout(arguments.get(2))?;
    let key = arguments.take(1);
    take_or_wait(context, key, back_to_front(arguments), timeout, reply)
}

fn lmove(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    take(context, arguments.get(0), &read_move(arguments)?, reply)
}

fn rpoplpush(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    take(context, arguments.get(0), &back_to_front(arguments), reply)
}

/// Takes an element, or says that there is none.
fn take(context: &mut Context<'_>, key: &[u8], taking: &Taking, reply: &mut Reply<'_>) -> Done {
    let index = context.session.database;
    match taking.take(context.database(), index, key)? {
        Some(outcome) => {
            record(context, taking, key);
            outcome.write(reply);
        }
        None => reply.null(),
    }
    Ok(())
}

/// Takes note that an element was taken.
fn record(context: &mut Context<'_>, taking: &Taking, key: &[u8]) {
    let (name, arguments) = taking.as_command(key);
    context.record(name, arguments);
}

/// Takes an element out of the first of the lists that has one, or waits for that.
///
/// A client that waits has no reply yet: the connection writes it.
fn take_or_wait(
    context: &mut Context<'_>,
    keys: Arguments<'_>,
    taking: Taking,
    timeout: Option<Duration>,
    reply: &mut Reply<'_>,
) -> Done {
    let index = context.session.database;
    for key in keys.iter() {
        if let Some(outcome) = taking.take(context.database(), index, key)? {
            record(context, &taking, key);
            outcome.write(reply);
            return Ok(());
        }
    }
    let (answer, answered) = oneshot::channel();
    let ticket = context.store.wait(Waiter {
        client: context.session.id,
        database: index,
        keys: keys.iter().map(Into::into).collect(),
        taking,
        answer,
    });
    context.session.wait = Some(Wait::new(ticket, answered, timeout));
    Ok(())
}

/// Reads between which ends of the first two arguments an element moves.
fn read_move(arguments: Arguments<'_>) -> Result<Taking, CommandError> {
    let end = |text| match text {
        text if is_word(text, "LEFT") => Ok(End::Front),
        text if is_word(text, "RIGHT") => Ok(End::Back),
        _ => Err(CommandError::Syntax),
    };
    Ok(Taking::Move {
        from: end(arguments.get(2))?,
        to: arguments.get(1).into(),
        at: end(arguments.get(3))?,
    })
}

/// Moves from the back of one list to the front of the second argument.
fn back_to_front(arguments: Arguments<'_>) -> Taking {
    Taking::Move {
        from: End::Back,
        to: arguments.get(1).into(),
        at: End::Front,
    }
}

/// Reads how many seconds to wait; none at all means for ever.
fn read_timeout(text: &[u8]) -> Result<Option<Duration>, CommandError> {
    let seconds = parse_double(text).ok_or("ERR timeout is not a float or out of range")?;
    let millis = (seconds * 1000.0).ceil();
    if millis >= i64::MAX as f64 {
        return Err("ERR timeout is out of range".into());
    }
    if millis < 0.0 {
        return Err("ERR timeout is negative".into());
    }
    Ok((millis > 0.0).then(|| Duration::from_millis(millis as u64)))
}
