//! `forward`, `try_forward` and the `async fn` twin.

mod ends;
mod errors;
mod moves;
mod sweep;
