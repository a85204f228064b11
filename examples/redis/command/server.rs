//! The server as a whole: its state, its time, its end.

use super::info::report;
use super::number::capitals;
use super::table::commands;
use super::{CommandError, Context, Done};
use crate::resp::{Arguments, Reply};

commands! {
    "info": AtLeast(0), None, None, info, "Tells the state of the server.";
    "time": Exactly(0), None, None, time, "Tells the time in seconds and microseconds.";
    "shutdown": AtLeast(0), None, None, shutdown, "Ends the server, after the requests in flight.";
}

fn info(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    let sections: Vec<_> = arguments
        .iter()
        .map(|name| String::from_utf8_lossy(name).to_lowercase())
        .collect();
    let text = report(context, &sections);
    reply.verbatim(&text);
    Ok(())
}

fn time(context: &mut Context<'_>, _: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    reply.array(2);
    reply.bulk((context.now / 1000).to_string());
    reply.bulk((context.now % 1000 * 1000).to_string());
    Ok(())
}

fn shutdown(context: &mut Context<'_>, arguments: Arguments<'_>, _: &mut Reply<'_>) -> Done {
    for option in arguments.iter() {
        match capitals(option).as_slice() {
            // The append-only file, if there is one, is brought to its end in any case.
            b"NOSAVE" | b"SAVE" | b"NOW" | b"FORCE" => {}
            b"ABORT" => return Err("ERR No shutdown in progress.".into()),
            _ => return Err(CommandError::Syntax),
        }
    }
    // The end of the connection is the reply.
    context.session.ending = true;
    context.deferred.shut_down();
    Ok(())
}
