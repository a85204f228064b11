#![doc = include_str!("../README.md")]

pub mod embedded;
pub mod https;
pub mod opentelemetry;
pub mod redis;
pub mod smithy;
pub mod tls;
pub mod tokio_inside;
pub mod websocket;
