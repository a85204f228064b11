//! A thread that interrupts all others, again and again.

use std::{
    fs, process,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use crate::raw::{heard, interrupt, let_signals_interrupt};

/// How many signals a fault waits for at least.
const ENOUGH: usize = 2_000;
/// How long the threads have between two signals, so that they come to do something.
const PAUSE: Duration = Duration::from_micros(200);

/// Signals to all threads of this process but one, until it is dropped.
pub(crate) struct Signals {
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Signals {
    pub(crate) fn start() -> Self {
        let_signals_interrupt();
        let is_over = Arc::new(AtomicBool::new(false));
        let asked = is_over.clone();
        let thread = thread::spawn(move || {
            let own = fs::read_link("/proc/thread-self").expect("the system tells of threads");
            let own = own.file_name().expect("it is a thread").to_owned();
            let process = i32::try_from(process::id()).expect("a process has a small number");
            while !asked.load(Ordering::Relaxed) {
                let threads = fs::read_dir("/proc/self/task").expect("the system tells of threads");
                for other in threads.flatten().filter(|other| other.file_name() != own) {
                    let number = other
                        .file_name()
                        .to_str()
                        .and_then(|name| name.parse().ok());
                    interrupt(process, number.expect("a thread has a number"));
                }
                thread::park_timeout(PAUSE);
            }
        });
        Self {
            is_over,
            thread: Some(thread),
        }
    }

    /// Whether the threads were interrupted often enough.
    pub(crate) fn are_enough(&self) -> bool {
        heard() >= ENOUGH
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        let result = self.thread.take().map(JoinHandle::join);
        assert!(matches!(result, Some(Ok(()))), "the signals were sent");
    }
}
