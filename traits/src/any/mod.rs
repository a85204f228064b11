//! x
#[derive(Debug)]
pub struct AnyRuntime;
