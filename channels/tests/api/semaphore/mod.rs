mod acquire;
mod close;
mod permits;
