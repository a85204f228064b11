//! Which types are `Send`, `Sync` and `Unpin`: the lists are checked by the compiler.

use std::{cell::Cell, future::Ready, rc::Rc};

use anyrt_channels::broadcast;

use crate::traits::{assert_all, assert_none};

type Unshared = Cell<u8>;
type Local = Rc<u8>;

assert_all!(
    broadcast::Sender<u8>, broadcast::WeakSender<u8>, broadcast::LosslessSender<u8>,
    broadcast::Receiver<u8>, broadcast::Recv<'static, u8>,
    broadcast::RecvTimeout<'static, u8, Ready<u8>>,
    broadcast::error::RecvError, broadcast::error::TryRecvError, broadcast::error::Lagged,
    broadcast::error::RecvTimeoutError;
    Send Sync Unpin
);
assert_all!(
    broadcast::Send<'static, u8>, broadcast::SendTimeout<'static, u8, Ready<u8>>,
    broadcast::Closed<'static, u8>;
    Send Sync
);
assert_none!(broadcast::Send<'static, u8>; Unpin);
assert_none!(broadcast::Closed<'static, u8>; Unpin);

// Several receivers may look at a message at once.
assert_none!(broadcast::Sender<Unshared>; Send Sync);
assert_none!(broadcast::LosslessSender<Unshared>; Send Sync);
assert_none!(broadcast::WeakSender<Unshared>; Send Sync);
assert_none!(broadcast::Receiver<Unshared>; Send Sync);
assert_none!(broadcast::Recv<'static, Unshared>; Send Sync);
assert_none!(broadcast::Send<'static, Unshared>; Send Sync);
assert_none!(broadcast::Closed<'static, Unshared>; Send Sync);
assert_none!(broadcast::Sender<Local>; Send Sync);
assert_none!(broadcast::Receiver<Local>; Send Sync);
assert_none!(broadcast::RecvTimeout<'static, u8, Ready<Local>>; Send Sync);
