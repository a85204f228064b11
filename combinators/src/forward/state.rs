/// What a forward waits for.
///
/// [`WaitingForReceive`](State::WaitingForReceive) and [`WaitingForSend`](State::WaitingForSend) are the
/// two of the literature. There an item is received first and waits to be sent; here room for it is
/// waited for first, so that no state holds an item and dropping a forward loses none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Until the sink has room for an item.
    WaitingForSend,
    /// Until the stream has an item; the sink has room for it.
    WaitingForReceive,
    /// Until the sink has flushed or closed; the stream has ended.
    WaitingForEnd,
    /// For nothing: the output was given.
    Done,
}
