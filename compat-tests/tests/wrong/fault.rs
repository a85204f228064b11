/// What a wrong runtime does wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Dropping a handle aborts the task.
    DropCancels,
    /// Dropping the handle of a closure that has not started drops the closure.
    DropSkipsQueued,
    /// A panic arrives with another payload.
    LosesPayload,
    /// The handle of an aborted task resolves before the future is dropped.
    ResolvesEarly,
    /// The handle of an aborted closure says that it was cancelled, though it runs.
    AbortWins,
    /// Asking whether a task is finished forgets who waits for it.
    ForgetsWaker,
    /// A future is dropped on a thread made for it.
    DropsElsewhere,
    /// A sleep goes on after the shutdown.
    IgnoresShutdown,
    /// A nested `block_on` panics with a message that does not help.
    OtherMessage,
    /// Resolving panics outside of the runtime's context.
    NeedsContext,
    /// A task that wakes itself is polled again at once.
    PollsOn,
    /// A short sleep is over at once.
    Early,
    /// The first poll of every sleep waits.
    ZeroWaits,
    /// A reset before the first poll is ignored.
    ResetIgnored,
    /// Dropped sleeps stay.
    TimersLeak,
    /// A sleep that is over stays so, reset or not.
    StaysOver,
    /// A sleep remembers the waker of its first poll.
    FirstWaker,
    /// Closing a stream only flushes.
    CloseOnlyFlushes,
    /// Dropping the write half sends no end.
    DropForgets,
    /// The end of a stream is told once, and is an error then.
    EndOnce,
    /// A vectored write takes the first buffer only.
    FirstBufferOnly,
    /// A read into a cursor fills a byte more than it read.
    FillsTooMuch,
    /// A failed read has no kind.
    ResetIsOther,
    /// A vectored write to a peer that is gone raises SIGPIPE.
    Kills,
    /// A stream remembers one waker for both directions.
    OneWaker,
    /// A byte is lost when a pending read is dropped.
    ReadsAhead,
    /// Setting nodelay does nothing.
    NodelayIgnored,
    /// A listener remembers one waiter.
    OneAcceptor,
    /// A dropped listener stays open.
    NeverCloses,
    /// Options of a listener are ignored.
    DefaultOptions,
    /// Truncation is not reported.
    NeverTruncated,
    /// Peeking takes the datagram.
    PeekTakes,
    /// A datagram socket remembers one receiver.
    OneReceiver,
    /// Names are looked up by the thread that polls.
    OnThread,
    /// The wakers of receivers are never let go.
    KeepsWakers,
    /// A listener wakes its waiters while it holds a lock.
    WakesUnderLock,
    /// A write leaves the last byte out, and reports it.
    WritesLess,
    /// The error of a flush is told once.
    ErrorOnce,
    /// A seek goes a byte too far.
    SeeksAside,
    /// A dropped child is reaped by nobody.
    LeavesZombies,
    /// The errors of a child are read after its output.
    OutputFirst,
    /// The first stream of a signal alone hears of it.
    OneStream,
    /// The standard output tells an error once.
    OutputErrorOnce,
    /// A registered descriptor remembers one reader.
    OneReader,
}
