//! The files of the repository.

mod files;
mod members;
mod root;
#[cfg(test)]
mod temp;

pub(crate) use files::{File, files};
pub(crate) use members::{Member, members};
pub(crate) use root::root;
#[cfg(test)]
pub(crate) use temp::TempTree;
