//! A value that is read by many or written by one, under a lock whose word also tells who waits for a change.

mod reading;
mod state;
mod value;
mod writing;

pub(crate) use reading::Reading;
pub(crate) use value::SharedValue;
pub(crate) use writing::Writing;
