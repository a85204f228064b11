//! The append-only file, as far as clients have a say in it.

use super::execute::misconfigured;
use super::table::commands;
use super::{Context, Done};
use crate::resp::{Arguments, Reply};

commands! {
    "bgrewriteaof": Exactly(0), None, None, bgrewriteaof, "Makes the append-only file compact.";
}

fn bgrewriteaof(context: &mut Context<'_>, _: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    if !context.server.persistence.settings.enabled {
        return Err("ERR there is no append-only file; the server was started without it".into());
    }
    let journal = &mut context.store.journal;
    if let Some(error) = journal.error() {
        return Err(misconfigured(error));
    }
    if !journal.want_rewrite() {
        return Err("ERR Background append only file rewriting already in progress".into());
    }
    reply.simple("Background append only file rewriting started");
    Ok(())
}
