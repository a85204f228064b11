//! The three queues that a channel may be made of.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

use crate::{
    raw::{
        list::List,
        missing::Missing,
        ring::{Refused, Ring, SendNode},
        side::Many,
    },
    receivers::{ReceiveNode, Receivers, Source},
    rendezvous::{Rendezvous, RendezvousNode},
    until_closed::UntilClosed,
};

/// A queue.
pub(super) enum Flavor<T> {
    Bounded(Ring<T, Many>),
    Unbounded(List<T, Many>),
    Rendezvous(Rendezvous<T>),
}

pin_project! {
    /// The place of a sender that waits.
    ///
    /// It starts as idle whatever the queue is: who does not wait has no node, and so moves less memory.
    #[project = SendPlaceProjection]
    pub(super) enum SendPlace<T> {
        Idle,
        Bounded { #[pin] node: Option<SendNode> },
        Rendezvous { #[pin] node: RendezvousNode<T> },
    }
}

pin_project! {
    /// The place of a receiver that waits; idle at first, as a sender's.
    #[project = RecvPlaceProjection]
    pub(super) enum RecvPlace<T> {
        Idle,
        Listed { #[pin] node: ReceiveNode },
        Rendezvous { #[pin] node: RendezvousNode<T> },
    }
}

impl<T> SendPlace<T> {
    #[inline]
    pub(super) fn is_idle(&self) -> bool {
        matches!(self, Self::Idle)
    }
}

impl<T> RecvPlace<T> {
    #[inline]
    pub(super) fn is_idle(&self) -> bool {
        matches!(self, Self::Idle)
    }
}

impl<T> Flavor<T> {
    #[inline]
    pub(super) fn try_send(&self, value: T) -> Result<(), (Refused, T)> {
        match self {
            Self::Bounded(ring) => ring.try_send(value),
            Self::Unbounded(list) => list.send(value).map_err(|value| (Refused::Closed, value)),
            Self::Rendezvous(rendezvous) => rendezvous.try_send(value),
        }
    }

    /// Sends what is in `value`, and leaves it there if the channel is closed.
    #[inline]
    pub(super) fn poll_send(
        &self,
        place: Pin<&mut SendPlace<T>>,
        cx: &Context<'_>,
        value: &mut Option<T>,
    ) -> Poll<()> {
        if place.is_idle() {
            match self {
                Self::Bounded(ring) => {
                    let message = value.take().expect("a send is polled until it is done");
                    match ring.try_send(message) {
                        Ok(()) => return Poll::Ready(()),
                        Err((refused, message)) => {
                            *value = Some(message);
                            if refused == Refused::Closed {
                                return Poll::Ready(());
                            }
                        }
                    }
                }
                Self::Unbounded(list) => {
                    *value = value.take().and_then(|message| list.send(message).err());
                    return Poll::Ready(());
                }
                Self::Rendezvous(_) => {}
            }
        }
        self.wait_to_send(place, cx, value)
    }

    fn wait_to_send(
        &self,
        mut place: Pin<&mut SendPlace<T>>,
        cx: &Context<'_>,
        value: &mut Option<T>,
    ) -> Poll<()> {
        match self {
            Self::Bounded(_) if place.is_idle() => place.set(SendPlace::Bounded {
                node: Some(SendNode::idle()),
            }),
            Self::Rendezvous(_) if place.is_idle() => place.set(SendPlace::Rendezvous {
                node: RendezvousNode::idle(),
            }),
            _ => {}
        }
        match (self, place.project()) {
            (Self::Bounded(ring), SendPlaceProjection::Bounded { node }) => {
                ring.poll_send(node, cx, value)
            }
            (Self::Rendezvous(rendezvous), SendPlaceProjection::Rendezvous { node }) => {
                rendezvous.poll_send(node, cx, value)
            }
            _ => unreachable!("a place is made by its queue"),
        }
    }

    /// Ends the wait of a sender that is not done.
    pub(super) fn cancel_send(&self, place: Pin<&mut SendPlace<T>>) {
        match (self, place.project()) {
            (Self::Bounded(ring), SendPlaceProjection::Bounded { node }) => {
                if let Some(node) = node.as_pin_mut() {
                    ring.cancel_reserve(node);
                }
            }
            (Self::Rendezvous(rendezvous), SendPlaceProjection::Rendezvous { node }) => {
                rendezvous.cancel_send(node);
            }
            _ => {}
        }
    }

    #[inline]
    pub(super) fn try_recv(&self) -> Result<T, Missing> {
        match self {
            Self::Bounded(ring) => Receivers::try_recv(ring),
            Self::Unbounded(list) => Receivers::try_recv(list),
            Self::Rendezvous(rendezvous) => rendezvous.try_recv(),
        }
    }

    /// Takes a message if one is written.
    #[inline]
    pub(super) fn take(&self) -> Result<T, Missing> {
        match self {
            Self::Bounded(ring) => Source::take(ring),
            Self::Unbounded(list) => Source::take(list),
            Self::Rendezvous(rendezvous) => rendezvous.try_recv(),
        }
    }

    #[inline]
    pub(super) fn poll_recv(
        &self,
        place: Pin<&mut RecvPlace<T>>,
        cx: &Context<'_>,
    ) -> Poll<Option<T>> {
        if place.is_idle() {
            let taken = match self {
                Self::Bounded(ring) => ring.take_ready(),
                Self::Unbounded(list) => Source::take(list).ok(),
                Self::Rendezvous(_) => None,
            };
            if taken.is_some() {
                return Poll::Ready(taken);
            }
        }
        self.wait_to_recv(place, cx)
    }

    fn wait_to_recv(&self, mut place: Pin<&mut RecvPlace<T>>, cx: &Context<'_>) -> Poll<Option<T>> {
        if place.is_idle() {
            place.set(match self {
                Self::Bounded(_) | Self::Unbounded(_) => RecvPlace::Listed {
                    node: ReceiveNode::idle(),
                },
                Self::Rendezvous(_) => RecvPlace::Rendezvous {
                    node: RendezvousNode::idle(),
                },
            });
        }
        match (self, place.project()) {
            (Self::Bounded(ring), RecvPlaceProjection::Listed { node }) => {
                ring.receivers.poll_recv(ring, node, cx)
            }
            (Self::Unbounded(list), RecvPlaceProjection::Listed { node }) => {
                list.receivers.poll_recv(list, node, cx)
            }
            (Self::Rendezvous(rendezvous), RecvPlaceProjection::Rendezvous { node }) => {
                rendezvous.poll_recv(node, cx)
            }
            _ => unreachable!("a place is made by its queue"),
        }
    }

    /// Ends the wait of a receiver. What it was to get goes to another one.
    pub(super) fn cancel_recv(&self, place: Pin<&mut RecvPlace<T>>) {
        match (self, place.project()) {
            (Self::Bounded(ring), RecvPlaceProjection::Listed { node }) => {
                ring.receivers.cancel(ring, node);
            }
            (Self::Unbounded(list), RecvPlaceProjection::Listed { node }) => {
                list.receivers.cancel(list, node);
            }
            (Self::Rendezvous(rendezvous), RecvPlaceProjection::Rendezvous { node }) => {
                rendezvous.cancel_recv(node);
            }
            _ => {}
        }
    }

    /// Sends, and takes the oldest message out if there is no room: where there is never any, that is this one.
    pub(super) fn force_send(&self, value: T) -> Result<Option<T>, T> {
        match self {
            Self::Bounded(ring) => ring.force_send(value),
            Self::Unbounded(list) => list.send(value).map(|()| None),
            Self::Rendezvous(rendezvous) => match rendezvous.try_send(value) {
                Ok(()) => Ok(None),
                Err((Refused::Full, value)) => Ok(Some(value)),
                Err((Refused::Closed, value)) => Err(value),
            },
        }
    }

    pub(super) fn close(&self) -> bool {
        match self {
            Self::Bounded(ring) => ring.close_for_all(),
            Self::Unbounded(list) => list.close_for_all(),
            Self::Rendezvous(rendezvous) => rendezvous.close(),
        }
    }

    pub(super) fn is_closed(&self) -> bool {
        match self {
            Self::Bounded(ring) => ring.is_closed(),
            Self::Unbounded(list) => list.is_closed(),
            Self::Rendezvous(rendezvous) => rendezvous.is_closed(),
        }
    }

    /// Returns whether nothing is there, and nothing will come.
    pub(super) fn is_ended(&self) -> bool {
        match self {
            Self::Bounded(ring) => ring.is_ended(),
            Self::Unbounded(list) => list.is_closed() && list.len() == 0,
            Self::Rendezvous(rendezvous) => rendezvous.is_closed() && rendezvous.len() == 0,
        }
    }

    pub(super) fn until_closed(&self) -> &UntilClosed {
        match self {
            Self::Bounded(ring) => &ring.until_closed,
            Self::Unbounded(list) => &list.until_closed,
            Self::Rendezvous(rendezvous) => &rendezvous.until_closed,
        }
    }

    /// Drops the messages that are there.
    pub(super) fn drain(&self) {
        match self {
            Self::Bounded(ring) => ring.drain(),
            Self::Unbounded(list) => list.drain(),
            Self::Rendezvous(rendezvous) => rendezvous.drain(),
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Bounded(ring) => ring.len(),
            Self::Unbounded(list) => list.len(),
            Self::Rendezvous(rendezvous) => rendezvous.len(),
        }
    }

    pub(super) fn capacity(&self) -> Option<usize> {
        match self {
            Self::Bounded(ring) => Some(ring.capacity()),
            Self::Unbounded(_) => None,
            Self::Rendezvous(_) => Some(0),
        }
    }
}
