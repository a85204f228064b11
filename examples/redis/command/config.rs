//! The settings, which are given on the command line and only shown here.

use super::number::capitals;
use super::subcommand::Subcommands;
use super::table::commands;
use super::{CommandError, Context, Done};
use crate::resp::{Arguments, Reply};
use crate::server::Server;
use crate::store::{DATABASES, matches};

commands! {
    "config": AtLeast(1), None, None, config, "Tells settings: GET, RESETSTAT.";
}

/// What may follow the name.
const SUBCOMMANDS: Subcommands = Subcommands {
    command: "config",
    names: &["GET", "SET", "RESETSTAT", "REWRITE"],
};

fn config(context: &mut Context<'_>, arguments: Arguments<'_>, reply: &mut Reply<'_>) -> Done {
    match (capitals(arguments.get(0)).as_slice(), arguments.len()) {
        (b"GET", 2..) => get(context.server, arguments.skip(1), reply),
        (b"RESETSTAT", 1) => {
            context.server.counters.reset();
            reply.ok();
        }
        (b"SET", 3..) => {
            let setting = String::from_utf8_lossy(arguments.get(1));
            return Err(CommandError::from(format!(
                "ERR CONFIG SET failed (possibly related to argument '{setting}') - \
                 settings are given on the command line"
            )));
        }
        (b"REWRITE", 1) => {
            return Err("ERR The server is running without a config file".into());
        }
        _ => return Err(SUBCOMMANDS.refuse(arguments.get(0))),
    }
    Ok(())
}

/// Replies with the settings whose names match one of the patterns.
fn get(server: &Server, patterns: Arguments<'_>, reply: &mut Reply<'_>) {
    let wanted = |name: &str| {
        patterns
            .iter()
            .any(|pattern| matches(&pattern.to_ascii_lowercase(), name.as_bytes()))
    };
    let mut settings = settings(server);
    settings.retain(|(name, _)| wanted(name));
    reply.map(settings.len());
    for (name, value) in settings {
        reply.bulk(name);
        reply.bulk(value);
    }
}

/// Lists the settings under the names that Redis gives them.
fn settings(server: &Server) -> Vec<(&'static str, String)> {
    let limits = &server.limits;
    let persistence = &server.persistence.settings;
    let enabled = if persistence.enabled { "yes" } else { "no" };
    vec![
        ("appendfilename", persistence.name.clone()),
        ("appendfsync", persistence.policy.to_string()),
        ("appendonly", enabled.to_owned()),
        ("bind", server.address.ip().to_string()),
        (
            "client-output-buffer-limit",
            format!(
                "normal 0 0 0 slave 0 0 0 pubsub {} 0 0",
                limits.subscriber_bytes
            ),
        ),
        ("databases", DATABASES.to_string()),
        ("dir", persistence.directory.display().to_string()),
        ("maxclients", limits.clients.to_string()),
        ("maxmemory", "0".to_owned()),
        ("maxmemory-policy", "noeviction".to_owned()),
        ("port", server.address.port().to_string()),
        (
            "proto-max-bulk-len",
            limits.requests.request_bytes.to_string(),
        ),
        ("save", String::new()),
        (
            "timeout",
            limits.idle.map_or(0, |idle| idle.as_secs()).to_string(),
        ),
    ]
}
