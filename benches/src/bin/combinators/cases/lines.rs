use std::{hint::black_box, pin::pin};

use anyrt_combinators::io::{FramedRead, LineCodec};
use futures_util::{AsyncBufReadExt, StreamExt, io::BufReader};

use crate::{
    operation::{Entrant, OURS, Operation, Work},
    reactor::Parent,
    target::Target,
};

/// Counts what a future of `make` gives of lines of 40 bytes.
fn run<F: Future<Output = usize>>(
    lines: usize,
    make: impl Fn(&'static [u8]) -> F + 'static,
) -> Option<Work> {
    let line = "0123456789012345678901234567890123456789\n";
    let text: &'static [u8] = Box::leak(line.repeat(lines).into_bytes().into_boxed_slice());
    let parent = Parent::default();
    Work::alone(lines, move || {
        let mut future = pin!(make(text));
        let polled = parent.poll(|cx| future.as_mut().poll(cx));
        assert_eq!(polled, std::task::Poll::Ready(lines));
    })
}

/// Lines out of memory.
pub(crate) fn read() -> Operation {
    Operation {
        name: "lines",
        what: "Lines of 40 bytes are read from memory, each as a string of its own.",
        unit: "line",
        sizes_of: "lines",
        sizes: &[1000],
        entrants: vec![
            Entrant::new(OURS, "LineCodec", |n| {
                run(n, async |text| {
                    let lines = FramedRead::new(text, LineCodec::new(1024));
                    lines
                        .filter_map(async |line| line.ok())
                        .map(black_box)
                        .count()
                        .await
                })
            }),
            Entrant::new("futures-util", "lines", |n| {
                run(n, async |text| {
                    let lines = BufReader::new(text).lines();
                    lines
                        .filter_map(async |line| line.ok())
                        .map(black_box)
                        .count()
                        .await
                })
            }),
        ],
        target: Target::None,
    }
}
