//! One request, borrowed from the buffer it arrived in.

use std::ops::Range;

/// A command and its arguments.
///
/// Nothing is copied: `spans` says where in `bytes` each part lies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request<'a> {
    bytes: &'a [u8],
    spans: &'a [Range<usize>],
}

impl<'a> Request<'a> {
    /// Makes a request of the parts of `bytes` that `spans` names.
    pub(crate) fn new(bytes: &'a [u8], spans: &'a [Range<usize>]) -> Self {
        Self { bytes, spans }
    }

    /// Splits the request into the command's name and its arguments.
    ///
    /// Returns `None` for an empty request, which a client may send and nobody answers.
    pub(crate) fn split(self) -> Option<(&'a [u8], Arguments<'a>)> {
        let (name, spans) = self.spans.split_first()?;
        Some((
            &self.bytes[name.clone()],
            Arguments {
                bytes: self.bytes,
                spans,
            },
        ))
    }
}

/// The arguments of a command, without its name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arguments<'a> {
    bytes: &'a [u8],
    spans: &'a [Range<usize>],
}

impl<'a> Arguments<'a> {
    /// Returns the number of arguments.
    pub(crate) fn len(self) -> usize {
        self.spans.len()
    }

    /// Returns an argument by its position.
    ///
    /// # Panics
    ///
    /// When there are fewer; the command table has counted them before a command runs.
    pub(crate) fn get(self, index: usize) -> &'a [u8] {
        &self.bytes[self.spans[index].clone()]
    }

    /// Leaves the first `count` arguments out.
    pub(crate) fn skip(self, count: usize) -> Self {
        Self {
            bytes: self.bytes,
            spans: self.spans.get(count..).unwrap_or_default(),
        }
    }

    /// Leaves all but the first `count` arguments out.
    pub(crate) fn take(self, count: usize) -> Self {
        Self {
            bytes: self.bytes,
            spans: &self.spans[..count.min(self.spans.len())],
        }
    }

    /// Returns the arguments one after the other.
    pub(crate) fn iter(self) -> impl ExactSizeIterator<Item = &'a [u8]> + DoubleEndedIterator {
        self.spans.iter().map(move |span| &self.bytes[span.clone()])
    }

    /// Returns the arguments two at a time; the last is left out when their number is odd.
    pub(crate) fn pairs(self) -> impl ExactSizeIterator<Item = (&'a [u8], &'a [u8])> {
        self.spans
            .chunks_exact(2)
            .map(move |pair| (&self.bytes[pair[0].clone()], &self.bytes[pair[1].clone()]))
    }
}
