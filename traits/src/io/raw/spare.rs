//! Appending to a vector by way of a cursor over its spare capacity.

use std::task::Poll;

use super::ReadCursor;

/// Lets `read` fill a cursor over the spare capacity of `vec`, and appends what
/// it filled.
///
/// The vector is as it was if `read` panics.
pub(in crate::io) fn append_with<E>(
    vec: &mut Vec<u8>,
    read: impl FnOnce(&mut ReadCursor<'_>) -> Poll<Result<(), E>>,
) -> Poll<Result<usize, E>> {
    let spare = vec.spare_capacity_mut();
    let start = spare.as_ptr().cast::<u8>();
    let mut cursor = ReadCursor::new(spare);
    let result = read(&mut cursor);
    assert!(
        cursor.filled().as_ptr() == start,
        "a reader must not put another cursor in the place of the one it was given"
    );
    let count = cursor.filled_len();
    let len = vec.len() + count;
    // SAFETY: the first `count` bytes of the spare capacity are initialised, by invariant I1 of the
    // cursor, which was made here over just that memory and, by the check above, still is: `read` could
    // have stored one over leaked memory in its place.
    unsafe { vec.set_len(len) };
    result.map_ok(|()| count)
}
