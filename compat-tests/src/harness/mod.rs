//! What the cases are written with: events, wakers that count, values that note their drop, and peers
//! that are plain sockets of the standard library.

mod drops;
mod event;
mod limit;
mod park;
mod peers;
mod poll;
mod temp_dir;
mod waker;

pub(crate) use drops::{Drops, OnDrop};
pub(crate) use event::Event;
pub(crate) use limit::{limit, limit_file_size, set_limit, until, until_blocking};
pub(crate) use park::wait;
pub(crate) use peers::{
    LOCALHOST, fill, fill_and_wait, fill_datagrams, has_version_six, own_address,
    port_nobody_listens_on, reset, tcp_listener, tcp_pair, tcp_with_peer, udp_pair, udp_socket,
    unix_with_peer,
};
pub(crate) use poll::{expect_ready, is_pending, poll, poll_up_to};
pub(crate) use temp_dir::TempDir;
pub(crate) use waker::{Counter, HookedWaker};
