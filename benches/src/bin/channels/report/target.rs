//! What ours should be, next to the others.

use crate::entrant::Entrant;

/// A limit for the ratio of ours to another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target {
    pub(crate) what: &'static str,
    pub(crate) limit: f64,
    /// The row of ours, and which forms of ours count.
    pub(crate) ours: (&'static str, &'static str),
    /// The row of the rival.
    pub(crate) row: &'static str,
    pub(crate) rival: Rival,
}

/// Whom to compare with.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Rival {
    /// The best that is sound, and may leave its thread.
    Sound,
    /// The best of those that is strict.
    Strict,
    /// The best of one library.
    Of(&'static str),
    /// The best of ours whose form begins so.
    Ours(&'static str),
}

impl Rival {
    pub(crate) fn fits(self, entrant: &Entrant) -> bool {
        let is_peer = entrant.is_sound && !entrant.is_local() && !entrant.is_ours();
        match self {
            Self::Sound => is_peer,
            Self::Strict => is_peer && entrant.is_strict,
            Self::Of(library) => entrant.library == library,
            Self::Ours(form) => entrant.is_ours() && entrant.form.starts_with(form),
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sound => "best sound peer",
            Self::Strict => "best strict peer",
            Self::Of(library) => library,
            Self::Ours(_) => "ours",
        }
    }
}

const fn target(
    what: &'static str,
    limit: f64,
    form: &'static str,
    row: &'static str,
    rival: Rival,
) -> Target {
    Target {
        what,
        limit,
        ours: (row, form),
        row,
        rival,
    }
}

const UNBOUNDED: &str = "1p1c one-thread unbounded 8B";
const MANY: &str = "1p1c one-thread 128 8B";
const ONE: &str = "1p1c one-thread 1 8B";
const NONE: &str = "1p1c one-thread 0 8B";

/// Those of one thread, 8 bytes, and processor time.
pub(crate) const TARGETS: &[Target] = &[
    target("mpsc unbounded", 0.75, "mpsc", UNBOUNDED, Rival::Sound),
    target("mpsc 128", 1.0, "mpsc", MANY, Rival::Sound),
    target("mpmc 128", 1.0, "mpmc", MANY, Rival::Sound),
    target("spsc 128", 1.0, "spsc", MANY, Rival::Sound),
    target("mpsc 128", 0.35, "mpsc", MANY, Rival::Of("tokio")),
    target("mpmc 128", 0.35, "mpmc", MANY, Rival::Of("tokio")),
    target("spsc 128", 0.35, "spsc", MANY, Rival::Of("tokio")),
    target("mpsc 1", 0.85, "mpsc", ONE, Rival::Strict),
    target("mpmc 1", 0.85, "mpmc", ONE, Rival::Strict),
    Target {
        ours: (NONE, "mpmc"),
        ..target("rendezvous", 1.1, "mpmc", ONE, Rival::Ours("mpmc"))
    },
    target(
        "oneshot",
        1.0,
        "oneshot",
        "oneshot one-thread 8B",
        Rival::Sound,
    ),
    target(
        "reusable slot",
        0.6,
        "slot",
        "oneshot one-thread 8B",
        Rival::Sound,
    ),
    target(
        "broadcast to 1",
        0.7,
        "broadcast",
        "broadcast-1 one-thread 128 8B",
        Rival::Sound,
    ),
    target(
        "broadcast to 1, pair",
        0.7,
        "broadcast",
        "broadcast-pair-1 one-thread 128 8B",
        Rival::Sound,
    ),
    target("watch", 0.7, "watch", "watch one-thread 8B", Rival::Sound),
    target(
        "local 128",
        1.0,
        "local",
        "local-1p1c one-thread 128 8B",
        Rival::Of("async-unsync"),
    ),
    target(
        "local unbounded",
        1.0,
        "local",
        "local-1p1c one-thread unbounded 8B",
        Rival::Of("async-unsync"),
    ),
    target(
        "local oneshot",
        1.0,
        "local",
        "oneshot one-thread 8B",
        Rival::Of("async-unsync"),
    ),
    target(
        "cancelled receive",
        1.2,
        "mpsc",
        "cancelled-recv one-thread 128 8B",
        Rival::Of("tachyonix"),
    ),
];

/// The rows in which operations wait, where ours is not to allocate.
pub(crate) const WAITS: &[&str] = &[
    "1p1c one-thread 0 8B",
    "1p1c one-thread 1 8B",
    "cancelled-recv one-thread 0 8B",
    "cancelled-recv one-thread 1 8B",
    "cancelled-recv one-thread 128 8B",
    "cancelled-recv one-thread unbounded 8B",
    "cancelled-send one-thread 0 8B",
    "cancelled-send one-thread 1 8B",
];

/// The row of many waiting senders, and how often one is to be polled.
pub(crate) const SENDERS: (&str, f64) = ("8000-senders one-thread 1 8B", 2.0);

/// The row of the rendezvous, and whose is reported beside it.
pub(crate) const BESIDE: (&str, &str) = (NONE, "kanal");
