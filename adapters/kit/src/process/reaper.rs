//! Reaping children that nobody waits for.
//!
//! One thread, started for the first of them, waits for the ends of all, where the system has descriptors of
//! processes; elsewhere there is one for each.

use std::{
    io,
    io::Read,
    os::{fd::OwnedFd, unix::net::UnixStream},
    process::Child,
    sync::{Mutex, PoisonError},
    thread,
};

use rustix::event::{PollFd, PollFlags, poll};

use super::end::descriptor_of;

/// Takes a child over; it leaves no zombie.
pub(super) fn reap(mut child: Child) {
    if !matches!(child.try_wait(), Ok(None)) {
        return;
    }
    match descriptor_of(&child) {
        Ok(fd) => Reaper::adopt(child, fd),
        Err(_) => wait_apart(child),
    }
}

/// Waits for one child on a thread of its own.
fn wait_apart(mut child: Child) {
    let wait = move || {
        child.wait().ok();
    };
    // Where no thread can be had, what is left is a zombie, until this process ends.
    thread::Builder::new()
        .name("anyrt-reaper".to_owned())
        .stack_size(64 * 1024)
        .spawn(wait)
        .ok();
}

/// The way to the thread, once it runs.
static REAPER: Mutex<Option<Reaper>> = Mutex::new(None);

struct Reaper {
    adopted: Vec<(Child, OwnedFd)>,
    /// Readable, at the other end, when somebody was adopted.
    bell: UnixStream,
}

impl Reaper {
    fn adopt(child: Child, fd: OwnedFd) {
        let mut reaper = REAPER.lock().unwrap_or_else(PoisonError::into_inner);
        if reaper.is_none() {
            *reaper = Self::start().ok();
        }
        match &mut *reaper {
            Some(reaper) => {
                reaper.adopted.push((child, fd));
                // If the bell is full already it will be heard.
                io::Write::write(&mut &reaper.bell, &[0]).ok();
            }
            None => wait_apart(child),
        }
    }

    fn start() -> io::Result<Self> {
        let (bell, ear) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        ear.set_nonblocking(true)?;
        thread::Builder::new()
            .name("anyrt-reaper".to_owned())
            .stack_size(64 * 1024)
            .spawn(move || Self::run(&ear))?;
        Ok(Self {
            adopted: Vec::new(),
            bell,
        })
    }

    fn run(ear: &UnixStream) {
        let mut children: Vec<(Child, OwnedFd)> = Vec::new();
        loop {
            let mut fds: Vec<_> = children
                .iter()
                .map(|(_, fd)| PollFd::new(fd, PollFlags::IN))
                .collect();
            fds.push(PollFd::new(ear, PollFlags::IN));
            // An interruption looks like nothing being ready.
            poll(&mut fds, None).ok();
            while matches!((&mut &*ear).read(&mut [0; 64]), Ok(1..)) {}
            children.retain_mut(|(child, _)| matches!(child.try_wait(), Ok(None)));
            let mut reaper = REAPER.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(reaper) = &mut *reaper {
                children.append(&mut reaper.adopted);
            }
        }
    }
}
