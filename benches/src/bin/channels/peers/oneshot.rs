use ::oneshot::{AsyncReceiver, Sender, async_channel};

use crate::{
    entrant::Entrant,
    kinds::{self, Outcome},
    payload::Payload,
};

pub(crate) struct Oneshot;

impl kinds::Oneshot for Oneshot {
    const ENTRANT: Entrant = Entrant::new("oneshot", "oneshot");

    type Home<T: Payload> = ();
    type Sender<'a, T: Payload> = Sender<T>;
    type Receiver<'a, T: Payload> = AsyncReceiver<T>;

    fn make<T: Payload>((): &mut ()) -> (Sender<T>, AsyncReceiver<T>) {
        async_channel()
    }

    fn send<T: Payload>(sender: Sender<T>, value: T) -> bool {
        sender.send(value).is_ok()
    }

    fn recv<'a, T: Payload>(
        receiver: AsyncReceiver<T>,
    ) -> impl Future<Output: Outcome<Value = T>> + use<'a, T> {
        receiver
    }
}
