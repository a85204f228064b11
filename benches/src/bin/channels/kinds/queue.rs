use super::{Capacity, Outcome};
use crate::{entrant::Entrant, payload::Payload};

/// A channel whose messages each go to one receiver.
///
/// The futures are the library's own, so that nothing is measured besides them.
pub(crate) trait Queue: 'static {
    const ENTRANT: Entrant;

    type Sender<T: Payload>: Send + 'static;
    type Receiver<T: Payload>: Send + 'static;

    /// Makes one; `None` if it does not come in that capacity.
    fn make<T: Payload>(capacity: Capacity) -> Option<(Self::Sender<T>, Self::Receiver<T>)>;

    /// Another sender; `None` if there is to be but one.
    fn another_sender<T: Payload>(sender: &Self::Sender<T>) -> Option<Self::Sender<T>>;

    /// Another receiver; `None` if there is to be but one.
    fn another_receiver<T: Payload>(receiver: &Self::Receiver<T>) -> Option<Self::Receiver<T>>;

    fn send<T: Payload>(
        sender: &mut Self::Sender<T>,
        value: T,
    ) -> impl Future<Output: Outcome> + Send;

    fn recv<T: Payload>(
        receiver: &mut Self::Receiver<T>,
    ) -> impl Future<Output: Outcome<Value = T>> + Send;
}

/// Implements a trait of queues: the entrant, the types of the ends, how they are made and what they do.
///
/// `clone` says which ends can be cloned, where that matters: it does for [`Queue`].
macro_rules! queue {
    (
        $trait:ident for $name:ident = $entrant:expr;
        ends $sender:ty, $receiver:ty;
        make |$capacity:ident| $make:expr;
        $(clone $clones:ident;)?
        send |$tx:ident, $value:ident| $send:expr;
        recv |$rx:ident| $recv:expr;
    ) => {
        pub(crate) struct $name;

        impl $crate::kinds::$trait for $name {
            const ENTRANT: $crate::entrant::Entrant = $entrant;

            type Sender<T: $crate::payload::Payload> = $sender;
            type Receiver<T: $crate::payload::Payload> = $receiver;

            fn make<T: $crate::payload::Payload>(
                $capacity: $crate::kinds::Capacity,
            ) -> Option<(Self::Sender<T>, Self::Receiver<T>)> {
                $make
            }

            fn send<T: $crate::payload::Payload>(
                $tx: &mut Self::Sender<T>,
                $value: T,
            ) -> impl Future<Output: $crate::kinds::Outcome> {
                $send
            }

            fn recv<T: $crate::payload::Payload>(
                $rx: &mut Self::Receiver<T>,
            ) -> impl Future<Output: $crate::kinds::Outcome<Value = T>> {
                $recv
            }

            $($crate::kinds::queue!(@clone $clones);)?
        }
    };
    (@clone none) => {
        $crate::kinds::queue!(@sender |_sender| None);
        $crate::kinds::queue!(@receiver |_receiver| None);
    };
    (@clone senders) => {
        $crate::kinds::queue!(@sender |sender| Some(sender.clone()));
        $crate::kinds::queue!(@receiver |_receiver| None);
    };
    (@clone receivers) => {
        $crate::kinds::queue!(@sender |_sender| None);
        $crate::kinds::queue!(@receiver |receiver| Some(receiver.clone()));
    };
    (@clone both) => {
        $crate::kinds::queue!(@sender |sender| Some(sender.clone()));
        $crate::kinds::queue!(@receiver |receiver| Some(receiver.clone()));
    };
    (@sender |$sender:ident| $another:expr) => {
        fn another_sender<T: $crate::payload::Payload>(
            $sender: &Self::Sender<T>,
        ) -> Option<Self::Sender<T>> {
            $another
        }
    };
    (@receiver |$receiver:ident| $another:expr) => {
        fn another_receiver<T: $crate::payload::Payload>(
            $receiver: &Self::Receiver<T>,
        ) -> Option<Self::Receiver<T>> {
            $another
        }
    };
}

pub(crate) use queue;
