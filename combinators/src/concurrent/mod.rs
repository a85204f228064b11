//! Streams of futures that run a bounded number of them at a time, and go on while an item is worked on.
//!
//! [`unordered`] and [`ordered`] take futures from a stream, `bound` of them at a time, and give what they
//! return. What sets them apart from `buffer_unordered` and `buffered` is [`for_each`](Concurrent::for_each),
//! [`try_for_each`](Concurrent::try_for_each), [`fold`](Concurrent::fold) and
//! [`progress_while`](Concurrent::progress_while): they poll the futures also while the body pends. A
//! body may so wait for what one of them has or gives, and none misses its time-outs because a body is slow.
//!
//! As bare streams they cannot do that: a stream is polled by whoever wants its next item, and while nobody
//! does nothing inside makes progress. Adapters such as `StreamExt::map`, `take` or `filter` turn one into
//! such a bare stream, so the place for them is the stream that the futures come from, or the futures.
//! [`unordered_tasks`] and [`ordered_tasks`] start each future as a task, which runs in any case.

mod body;
mod buffered;
mod consume;
mod progress;
mod queue;
mod tasks;

pub use body::{Body, EachBody, FoldBody, TryEachBody};
pub use buffered::{Concurrent, Ordered, Unordered, ordered, unordered};
pub use consume::{Consume, Fold, ForEach, TryForEach};
pub use progress::ProgressWhile;
pub use queue::Queue;
pub use tasks::{OrderedTasks, SpawnEach, UnorderedTasks, ordered_tasks, unordered_tasks};
