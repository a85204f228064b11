//! What tests cannot do without unsafe code.

#![expect(
    unsafe_code,
    reason = "a waker that runs code when it is cloned is unsafe to write"
)]

mod hooks;

pub(crate) use hooks::Hooks;
