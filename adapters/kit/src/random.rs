//! Randomness from the operating system.

/// Fills `buf` from the operating system's secure source.
///
/// # Panics
///
/// If the system has none.
#[expect(
    clippy::disallowed_methods,
    reason = "this is where the `Random` of a real runtime has its bytes from"
)]
pub fn fill(buf: &mut [u8]) {
    if let Err(error) = getrandom::fill(buf) {
        panic!("the operating system gives no randomness: {error}");
    }
}
