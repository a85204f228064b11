//! The report of `INFO`.

use std::fmt::Write;

use super::Context;

/// The version of Redis whose behaviour is the model.
pub(super) const VERSION: &str = "7.0.15";

/// What writes a section.
type Section = fn(&Context<'_>, &mut Lines);

/// The sections of the report.
const SECTIONS: &[(&str, Section)] = &[
    ("server", server),
    ("clients", clients),
    ("persistence", persistence),
    ("stats", stats),
    ("replication", replication),
    ("keyspace", keyspace),
];

/// Writes the sections that are named, or all of them.
pub(super) fn report(context: &Context<'_>, wanted: &[String]) -> String {
    let everything = wanted.is_empty()
        || wanted
            .iter()
            .any(|name| matches!(name.as_str(), "all" | "default" | "everything"));
    let mut lines = Lines(String::new());
    for (name, write) in SECTIONS {
        if everything || wanted.iter().any(|wanted| wanted == name) {
            lines.section(name);
            write(context, &mut lines);
        }
    }
    lines.0
}

/// A report in the making.
#[derive(Debug)]
struct Lines(String);

impl Lines {
    /// Starts a section.
    fn section(&mut self, name: &str) {
        if !self.0.is_empty() {
            self.0.push_str("\r\n");
        }
        let (first, rest) = name.split_at(1);
        self.0
            .push_str(&format!("# {}{rest}\r\n", first.to_uppercase()));
    }

    /// Writes a line.
    fn line(&mut self, key: &str, value: impl std::fmt::Display) {
        // Writing to a string cannot fail.
        let _ = write!(self.0, "{key}:{value}\r\n");
    }
}

fn server(context: &Context<'_>, lines: &mut Lines) {
    let server = context.server;
    let uptime = context.now.saturating_sub(server.started) / 1000;
    lines.line("redis_version", VERSION);
    lines.line("redis_mode", "standalone");
    lines.line("server_name", concat!("anyrt-", env!("CARGO_PKG_VERSION")));
    lines.line("runtime", &server.runtime);
    lines.line("os", std::env::consts::OS);
    lines.line("process_id", std::process::id());
    lines.line("tcp_port", server.address.port());
    lines.line("uptime_in_seconds", uptime);
}

fn clients(context: &Context<'_>, lines: &mut Lines) {
    lines.line("connected_clients", context.server.clients.count());
    lines.line("maxclients", context.server.limits.clients);
    lines.line("blocked_clients", context.store.waiters());
    lines.line("pubsub_clients", context.server.subscriptions.clients());
}

fn persistence(context: &Context<'_>, lines: &mut Lines) {
    let outcome = |failed| if failed { "err" } else { "ok" };
    let enabled = context.server.persistence.settings.enabled;
    let status = &context.server.persistence.status;
    lines.line("loading", 0);
    lines.line("aof_enabled", u8::from(enabled));
    lines.line("aof_rewrite_in_progress", u8::from(status.is_rewriting()));
    lines.line("aof_rewrites", status.rewrites());
    lines.line(
        "aof_last_bgrewrite_status",
        outcome(status.rewrite_failed()),
    );
    let failed = context.store.journal.error().is_some();
    lines.line("aof_last_write_status", outcome(failed));
    if enabled {
        lines.line("aof_current_size", status.size());
        lines.line("aof_base_size", status.base_size());
    }
}

fn stats(context: &Context<'_>, lines: &mut Lines) {
    let counters = &context.server.counters;
    lines.line("total_connections_received", counters.connections.get());
    lines.line("total_commands_processed", counters.commands.get());
    lines.line("rejected_connections", counters.rejected.get());
    let subscriptions = &context.server.subscriptions;
    lines.line("pubsub_channels", subscriptions.channels(|_| true).len());
    lines.line("pubsub_patterns", subscriptions.patterns());
}

fn replication(_: &Context<'_>, lines: &mut Lines) {
    lines.line("role", "master");
    lines.line("connected_slaves", 0);
}

fn keyspace(context: &Context<'_>, lines: &mut Lines) {
    for (index, database) in context.store.databases().enumerate() {
        if database.len() > 0 {
            let (keys, expires) = (database.len(), database.expiring());
            lines.line(
                &format!("db{index}"),
                format!("keys={keys},expires={expires},avg_ttl=0"),
            );
        }
    }
}
