//! Each recipe on every runtime, and on the erased form of each.

mod embedded;
mod https;
mod opentelemetry;
mod redis;
mod smithy;
mod support;
mod tls;
mod tokio_inside;
mod tonic;
mod websocket;
