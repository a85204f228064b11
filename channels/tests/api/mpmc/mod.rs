mod close;
mod panics;
mod rendezvous;
mod timers;
