#![doc = include_str!("../README.md")]

pub mod app;
mod body;
pub mod config;
mod files;
mod log;
pub mod options;
mod proxy;
mod reply;
mod service;
mod site;
mod slow;
mod tls;
