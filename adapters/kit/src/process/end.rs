use std::{
    io, mem,
    os::fd::OwnedFd,
    process::{Child, ExitStatus},
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, Waker, ready},
    thread,
};

use anyrt_traits::net::{Interest, Readiness, ReadySource, Waiter};

use crate::{life::Lifetime, task::quietly, wait_queue::WaitQueue};

/// Makes a descriptor that is readable once the child has ended.
///
/// # Errors
///
/// That the system has none of that kind, or none left.
#[cfg(target_os = "linux")]
pub(super) fn descriptor_of(child: &Child) -> io::Result<OwnedFd> {
    use rustix::process::{Pid, PidfdFlags, pidfd_open};

    Ok(pidfd_open(Pid::from_child(child), PidfdFlags::empty())?)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn descriptor_of(_child: &Child) -> io::Result<OwnedFd> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Waits for the end of one child.
pub(super) enum End<S> {
    /// By a descriptor of the process.
    Descriptor { source: S, waiter: Waiter },
    /// By a thread that waits, where there are no such descriptors.
    Thread {
        watch: Arc<Watch>,
        queue: WaitQueue,
        waiter: Waiter,
    },
}

impl<S: ReadySource> End<S> {
    pub(super) fn of(
        child: &Child,
        reactor: &impl Readiness<Source = S>,
        lifetime: &Lifetime,
    ) -> io::Result<Self> {
        lifetime.check()?;
        let waiter = Waiter::new();
        match descriptor_of(child) {
            Ok(fd) => Ok(Self::Descriptor {
                source: reactor.register(fd)?,
                waiter,
            }),
            Err(error) if has_no_descriptors(&error) => Ok(Self::Thread {
                watch: Watch::over(child)?,
                queue: WaitQueue::living_for(lifetime),
                waiter,
            }),
            Err(error) => Err(error),
        }
    }

    /// Tries `ended` until it gives something, waiting for the end in between.
    pub(super) fn poll(
        &mut self,
        cx: &mut Context<'_>,
        lifetime: &Lifetime,
        mut ended: impl FnMut() -> io::Result<Option<ExitStatus>>,
    ) -> Poll<io::Result<ExitStatus>> {
        match self {
            Self::Descriptor { source, waiter } => {
                source.poll_io(cx, waiter, Interest::Readable, |_| {
                    ended()?.ok_or_else(|| io::ErrorKind::WouldBlock.into())
                })
            }
            Self::Thread {
                watch,
                queue,
                waiter,
            } => queue.poll(cx, waiter, |cx| {
                loop {
                    lifetime.check()?;
                    if let Some(status) = ended()? {
                        return Poll::Ready(Ok(status));
                    }
                    ready!(watch.poll(cx));
                }
            }),
        }
    }
}

fn has_no_descriptors(error: &io::Error) -> bool {
    // EPERM is what some sandboxes answer to calls that they do not know.
    matches!(
        error.kind(),
        io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied
    )
}

/// What a thread that waits for a child tells.
pub(super) struct Watch(Mutex<Seen>);

enum Seen {
    Nothing(Option<Waker>),
    TheEnd,
}

impl Watch {
    fn over(child: &Child) -> io::Result<Arc<Self>> {
        let watch = Arc::new(Self(Mutex::new(Seen::Nothing(None))));
        let pid = rustix::process::Pid::from_child(child);
        let seen = watch.clone();
        thread::Builder::new()
            .name("anyrt-child".to_owned())
            .stack_size(64 * 1024)
            .spawn(move || {
                wait_without_reaping(pid);
                let before = mem::replace(&mut *seen.lock(), Seen::TheEnd);
                if let Seen::Nothing(Some(waker)) = before {
                    quietly(|| waker.wake());
                }
            })?;
        Ok(watch)
    }

    fn poll(&self, cx: &Context<'_>) -> Poll<()> {
        let mut waker = Some(cx.waker().clone());
        let mut seen = self.lock();
        match &mut *seen {
            Seen::Nothing(waiting) => {
                mem::swap(waiting, &mut waker);
                drop(seen);
                drop(waker);
                Poll::Pending
            }
            Seen::TheEnd => Poll::Ready(()),
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waits until the child has ended, or was reaped by somebody else.
fn wait_without_reaping(pid: rustix::process::Pid) {
    use rustix::process::{WaitId, WaitIdOptions, waitid};

    let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
    while matches!(
        waitid(WaitId::Pid(pid), options),
        Err(rustix::io::Errno::INTR)
    ) {}
}
