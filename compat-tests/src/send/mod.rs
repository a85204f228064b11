//! The cases, for runtimes whose handles are `Send`.
//!
//! The files of `cases` are compiled here and in `local`, each time against its own `flavour`.

#![expect(
    clippy::async_yields_async,
    reason = "handles leave `block_on` to be awaited after the shutdown"
)]
#![expect(
    clippy::duplicate_mod,
    reason = "whether a task is `Send` is proven anew for each flavour"
)]

mod flavour;

#[path = "../cases/abort.rs"]
pub mod abort;
#[path = "../cases/accept.rs"]
pub mod accept;
#[path = "../cases/accept_tasks.rs"]
pub mod accept_tasks;
#[path = "../cases/any_thread.rs"]
pub mod any_thread;
#[path = "../cases/blocking_abort.rs"]
pub mod blocking_abort;
#[path = "../cases/blocking_detach.rs"]
pub mod blocking_detach;
#[path = "../cases/broken_pipe.rs"]
pub mod broken_pipe;
#[path = "../cases/cancel_descriptors.rs"]
pub mod cancel_descriptors;
#[path = "../cases/cancel_net.rs"]
pub mod cancel_net;
#[path = "../cases/cancel_streams.rs"]
pub mod cancel_streams;
#[path = "../cases/cancel_tasks.rs"]
pub mod cancel_tasks;
#[path = "../cases/children.rs"]
pub mod children;
#[path = "../cases/close.rs"]
pub mod close;
#[path = "../cases/datagram_kinds.rs"]
pub mod datagram_kinds;
#[path = "../cases/datagram_waiters.rs"]
pub mod datagram_waiters;
#[path = "../cases/datagrams.rs"]
pub mod datagrams;
#[path = "../cases/descriptors.rs"]
pub mod descriptors;
#[path = "../cases/detach.rs"]
pub mod detach;
#[path = "../cases/directions.rs"]
pub mod directions;
#[path = "../cases/drop_threads.rs"]
pub mod drop_threads;
#[path = "../cases/drops.rs"]
pub mod drops;
#[path = "../cases/end_of_stream.rs"]
pub mod end_of_stream;
#[path = "../cases/errors.rs"]
pub mod errors;
#[path = "../cases/fairness.rs"]
pub mod fairness;
#[path = "../cases/files.rs"]
pub mod files;
#[path = "../cases/halves.rs"]
pub mod halves;
#[path = "../cases/interval.rs"]
pub mod interval;
#[path = "../cases/is_finished.rs"]
pub mod is_finished;
#[path = "../cases/listen_options.rs"]
pub mod listen_options;
#[path = "../cases/listener_drop.rs"]
pub mod listener_drop;
#[path = "../cases/lossless.rs"]
pub mod lossless;
#[path = "../cases/nesting.rs"]
pub mod nesting;
#[path = "../cases/options.rs"]
pub mod options;
#[path = "../cases/outside.rs"]
pub mod outside;
#[path = "../cases/panicking_wakers.rs"]
pub mod panicking_wakers;
#[path = "../cases/panics.rs"]
pub mod panics;
#[path = "../cases/panics_at_shutdown.rs"]
pub mod panics_at_shutdown;
#[path = "../cases/paths.rs"]
pub mod paths;
#[path = "../cases/positions.rs"]
pub mod positions;
#[path = "../cases/readiness.rs"]
pub mod readiness;
#[path = "../cases/resolve.rs"]
pub mod resolve;
#[path = "../cases/shutdown_elsewhere.rs"]
pub mod shutdown_elsewhere;
#[path = "../cases/shutdown_net.rs"]
pub mod shutdown_net;
#[path = "../cases/shutdown_os.rs"]
pub mod shutdown_os;
#[path = "../cases/shutdown_streams.rs"]
pub mod shutdown_streams;
#[path = "../cases/shutdown_tasks.rs"]
pub mod shutdown_tasks;
#[path = "../cases/shutdown_time.rs"]
pub mod shutdown_time;
#[path = "../cases/signals.rs"]
pub mod signals;
#[path = "../cases/sleep_edges.rs"]
pub mod sleep_edges;
#[path = "../cases/sleep_many.rs"]
pub mod sleep_many;
#[path = "../cases/sleep_precision.rs"]
pub mod sleep_precision;
#[path = "../cases/sleep_reset.rs"]
pub mod sleep_reset;
#[path = "../cases/standard_streams.rs"]
pub mod standard_streams;
#[path = "../cases/timeout.rs"]
pub mod timeout;
#[path = "../cases/uninit.rs"]
pub mod uninit;
#[path = "../cases/vectored.rs"]
pub mod vectored;
#[path = "../cases/wakers.rs"]
pub mod wakers;
