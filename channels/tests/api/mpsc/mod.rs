use anyrt_channels::mpsc;

mod budget;
mod close;
mod into_sink;
mod panics;
mod permits;
mod recv;
mod send;
mod timers;
mod unbounded;
mod weak;
