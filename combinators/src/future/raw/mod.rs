//! The one place of the combinators' own code that projects a pin by hand.

#![expect(
    unsafe_code,
    reason = "std has no projection from a pinned slice to its elements"
)]

mod element;

pub(crate) use element::element;
