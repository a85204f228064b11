mod notified;
mod waiters;
