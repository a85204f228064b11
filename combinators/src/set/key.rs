//! What a child of a set is known by.

/// Names a child of the set that gave the key, until the child is done or removed.
///
/// A key is never given twice before four thousand million children have had its place. In another set
/// than its own it names some child or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub(super) index: u32,
    pub(super) generation: u32,
}
