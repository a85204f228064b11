mod closed;
mod recv;
mod recv_timeout;
mod send;
mod slot;
