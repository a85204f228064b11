//! Files of a folder.

mod conditions;
mod gzip;
mod path;
mod range;
mod serve;
mod stream;

pub(crate) use serve::{Question, serve};
