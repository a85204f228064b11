//! Readers for the little of TOML and JSON that the checks need.

mod json;
mod manifest;

pub(crate) use json::Json;
pub(crate) use manifest::Manifest;
