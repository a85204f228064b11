//! What a subscriber reads.

use std::sync::Arc;

use crate::resp::Reply;
use crate::store::Key;

/// A message on its way to one subscriber; its texts are shared with those to the others.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// The channel that it was published to.
    pub(super) channel: Key,
    /// What was published.
    pub(super) payload: Arc<[u8]>,
    /// The pattern that the client subscribed to, unless it was the channel itself.
    pub(super) pattern: Option<Key>,
}

impl Message {
    /// How much a message counts beside its texts, in bytes.
    const OVERHEAD: usize = 64;

    /// Returns how much the message counts against the limit of its subscriber, in bytes.
    pub(super) fn size(&self) -> usize {
        let pattern = self.pattern.as_ref().map_or(0, |pattern| pattern.len());
        self.channel.len() + self.payload.len() + pattern + Self::OVERHEAD
    }

    /// Writes the message in the version of the protocol that its subscriber speaks.
    pub(crate) fn write(&self, reply: &mut Reply<'_>) {
        match &self.pattern {
            None => {
                reply.push(3);
                reply.bulk("message");
            }
            Some(pattern) => {
                reply.push(4);
                reply.bulk("pmessage");
                reply.bulk(pattern);
            }
        }
        reply.bulk(&self.channel);
        reply.bulk(&self.payload);
    }
}
