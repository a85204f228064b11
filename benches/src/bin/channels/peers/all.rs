use super::{
    anyrt, async_broadcast, async_channel, async_unsync, asyncband, crossfire, flume,
    futures_channel, kanal, loole, oneshot, postage, tachyonix, tokio,
};
use crate::scenarios::{BroadcastEntry, LocalEntry, OneshotEntry, QueueEntry, WatchEntry};

/// The packages that the entrants are of.
pub(crate) const LIBRARIES: [&str; 13] = [
    "tokio",
    "async-broadcast",
    "async-channel",
    "async-unsync",
    "asyncband",
    "crossfire",
    "flume",
    "futures-channel",
    "kanal",
    "loole",
    "oneshot",
    "postage",
    "tachyonix",
];

/// Channels whose messages each go to one receiver.
pub(crate) fn queues() -> Vec<QueueEntry> {
    vec![
        QueueEntry::of::<anyrt::Mpsc>(),
        QueueEntry::of::<anyrt::UnboundedMpsc>(),
        QueueEntry::of::<anyrt::Spsc>(),
        QueueEntry::of::<anyrt::Mpmc>(),
        QueueEntry::of::<anyrt::UnboundedMpmc>(),
        QueueEntry::of::<tokio::Bounded>(),
        QueueEntry::of::<tokio::Unbounded>(),
        QueueEntry::of::<async_channel::Mpmc>(),
        QueueEntry::of::<flume::Mpmc>(),
        QueueEntry::of::<kanal::Mpmc>(),
        QueueEntry::of::<tachyonix::Mpsc>(),
        QueueEntry::of::<crossfire::Spsc>(),
        QueueEntry::of::<crossfire::UnboundedSpsc>(),
        QueueEntry::of::<crossfire::Mpsc>(),
        QueueEntry::of::<crossfire::UnboundedMpsc>(),
        QueueEntry::of::<crossfire::Mpmc>(),
        QueueEntry::of::<crossfire::UnboundedMpmc>(),
        QueueEntry::of::<asyncband::Mpsc>(),
        QueueEntry::of::<asyncband::UnboundedMpsc>(),
        QueueEntry::of::<asyncband::Spmc>(),
        QueueEntry::of::<asyncband::UnboundedSpmc>(),
        QueueEntry::of::<asyncband::Mpmc>(),
        QueueEntry::of::<asyncband::UnboundedMpmc>(),
        QueueEntry::of::<loole::Mpmc>(),
        QueueEntry::of::<postage::Mpsc>(),
        QueueEntry::of::<postage::Dispatch>(),
        QueueEntry::of::<futures_channel::Mpsc>(),
        QueueEntry::of::<futures_channel::Unbounded>(),
    ]
}

/// Queues that stay on their thread.
pub(crate) fn locals() -> Vec<LocalEntry> {
    vec![
        LocalEntry::of::<anyrt::LocalMpsc>(),
        LocalEntry::of::<anyrt::LocalUnboundedMpsc>(),
        LocalEntry::of::<async_unsync::Bounded>(),
        LocalEntry::of::<async_unsync::Unbounded>(),
    ]
}

/// Channels for one message.
pub(crate) fn oneshots() -> Vec<OneshotEntry> {
    vec![
        OneshotEntry::of::<anyrt::LocalOneshot>(),
        OneshotEntry::of::<anyrt::Oneshot>(),
        OneshotEntry::of::<anyrt::Slot>(),
        OneshotEntry::of::<tokio::Oneshot>(),
        OneshotEntry::of::<oneshot::Oneshot>(),
        OneshotEntry::of::<crossfire::Oneshot>(),
        OneshotEntry::of::<asyncband::Oneshot>(),
        OneshotEntry::of::<postage::Oneshot>(),
        OneshotEntry::of::<futures_channel::Oneshot>(),
        OneshotEntry::of::<async_unsync::Oneshot>(),
    ]
}

/// Channels whose messages go to every reader.
pub(crate) fn broadcasts() -> Vec<BroadcastEntry> {
    vec![
        BroadcastEntry::of::<anyrt::Broadcast>(),
        BroadcastEntry::of::<anyrt::LosslessBroadcast>(),
        BroadcastEntry::of::<tokio::Broadcast>(),
        BroadcastEntry::of::<async_broadcast::Broadcast>(),
        BroadcastEntry::of::<postage::Broadcast>(),
        BroadcastEntry::of::<asyncband::Broadcast>(),
    ]
}

/// Channels that hold the latest value.
pub(crate) fn watches() -> Vec<WatchEntry> {
    vec![
        WatchEntry::of::<anyrt::Watch>(),
        WatchEntry::of::<tokio::Watch>(),
        WatchEntry::of::<postage::Watch>(),
        WatchEntry::of::<asyncband::Watch>(),
    ]
}
