mod changed;
mod closed;
mod look;
mod send;
mod wait_for;
