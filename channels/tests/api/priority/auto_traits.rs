//! Which types are `Send`, `Sync` and `Unpin`: the lists are checked by the compiler.

use std::{cell::Cell, future::Ready, rc::Rc};

use anyrt_channels::priority;

use crate::traits::{assert_all, assert_none};

type Unshared = Cell<u8>;
type Local = Rc<u8>;

// Priorities and messages go from thread to thread, and are never shared.
assert_all!(
    priority::Sender<u8, Unshared>, priority::WeakSender<Unshared, Unshared>,
    priority::Receiver<Unshared, Unshared>, priority::Send<'static, u8, u8>,
    priority::SendTimeout<'static, u8, u8, Ready<u8>>,
    priority::Closed<'static, Unshared, Unshared>;
    Send Sync Unpin
);
assert_all!(priority::Send<'static, u8, Unshared>; Send Unpin);
assert_none!(priority::Send<'static, u8, Unshared>; Sync);
assert_none!(priority::Sender<Local, u8>; Send Sync);
assert_none!(priority::Sender<u8, Local>; Send Sync);
assert_none!(priority::WeakSender<u8, Local>; Send Sync);
assert_none!(priority::Receiver<Local, u8>; Send Sync);
assert_none!(priority::Receiver<u8, Local>; Send Sync);
assert_none!(priority::Send<'static, u8, Local>; Send Sync);
assert_none!(priority::Closed<'static, Local, u8>; Send Sync);
assert_none!(priority::SendTimeout<'static, u8, u8, Ready<Local>>; Send Sync);
