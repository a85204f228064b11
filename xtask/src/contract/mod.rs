//! `cargo xtask contract`: the sections of documentation that no lint asks for.
//!
//! Looks at the public items of the library crates. An item *waits* when calling it gives a future:
//!
//! - an `async fn`;
//! - a function that returns `impl Future`, `impl X` where the trait `X` is a kind of future (a trait
//!   with `Future` among its supertraits), a boxed `dyn Future`, or `BoxFuture`;
//! - a function that returns a *named future*: a type with an `impl Future` in the library crates, or
//!   an associated type that is bounded by a kind of future.
//!
//! The rules:
//!
//! 1. A public named future has a `# Cancel safety` section.
//! 2. An item that waits has one too, or what it returns has it: the named future, the associated type,
//!    or the trait that bounds the associated type.
//! 3. An associated type bounded by a kind of future, which no method of its trait returns, has one
//!    itself, or its bounding trait has.
//! 4. Every such section uses one of the four words: cancel safe, resumable, lossy, runs on. "Not
//!    cancel safe" is none of them.
//! 5. What waits for a `Result` has a `# Errors` section, in the same places. For a named future it
//!    may also stand on the functions that return it, or on the trait whose associated type it is
//!    bound to.
//!
//! `#[doc(hidden)]` items, test code, the methods of trait impls (their trait documents them) and the
//! expansions of macros are not looked at; functions that return a `Result` at once are clippy's.

mod command;
mod names;
mod rules;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use command::command;
