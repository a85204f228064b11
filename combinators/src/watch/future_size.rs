/// Asserts that a future is at most so many bytes large.
///
/// A future holds everything that lives across its `await`s, and those that it awaits within itself, so it
/// grows without notice, and is moved at every spawn. The future is not polled; it is dropped.
///
/// # Panics
///
/// If it is larger, with its size.
///
/// # Examples
///
/// ```
/// use anyrt_combinators::assert_future_size;
///
/// async fn answer(buffer: [u8; 64]) -> u8 {
///     std::future::ready(()).await;
///     buffer[0]
/// }
///
/// assert_future_size!(answer([0; 64]), 256);
/// ```
#[macro_export]
macro_rules! assert_future_size {
    ($future:expr, $max:expr $(,)?) => {
        $crate::watch::assert_at_most(&$future, $max, ::core::stringify!($future))
    };
}

/// What [`assert_future_size!`](crate::assert_future_size) calls.
///
/// # Panics
///
/// If the future is larger than `max`.
#[track_caller]
pub fn assert_at_most<F: Future>(future: &F, max: usize, what: &str) {
    let size = size_of_val(future);
    assert!(
        size <= max,
        "the future `{what}` is {size} bytes large, more than {max}"
    );
}
