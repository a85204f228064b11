//! The program, in a folder of its own.

use std::{
    env, fs,
    io::{BufRead, BufReader, Read},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, ChildStderr, Command, ExitStatus, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};

pub(crate) const RUNTIMES: [&str; 3] = ["tokio", "smol", "async-std"];

/// How long anything may take before a test fails.
pub(crate) const LIMIT: Duration = Duration::from_secs(20);

/// A folder for one test.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("anyrt-web-{}-{number}", std::process::id());
        let path = env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("the folder for temporary files is writable");
        Self(path)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it is inside")).expect("it is ours");
        fs::write(&path, contents).expect("it is ours");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

/// The program while it runs.
pub(crate) struct Running {
    child: Child,
    pub(crate) address: SocketAddr,
    errors: Option<BufReader<ChildStderr>>,
}

pub(crate) fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_anyrt-web"))
}

impl Running {
    pub(crate) fn start(runtime: &str, config: &Path) -> Self {
        let mut child = command()
            .args(["--runtime", runtime, "--listen", "127.0.0.1:0", "--config"])
            .arg(config)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it was built");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("it is piped");
        let mut stdout = BufReader::new(stdout);
        stdout.read_line(&mut line).expect("it is text");
        let errors = child.stderr.take().map(BufReader::new);
        let Some(address) = line.trim_end().strip_prefix("listening on ") else {
            let mut text = String::new();
            errors.expect("it is piped").read_to_string(&mut text).ok();
            panic!("it does not listen: {text}");
        };
        // What it writes from now on is not of interest, and must not fill the pipe.
        thread::spawn(move || std::io::copy(&mut stdout, &mut std::io::sink()));
        Self {
            address: address.parse().expect("an address"),
            child,
            errors,
        }
    }

    pub(crate) fn signal(&self, signal: Signal) {
        let process = Pid::from_child(&self.child);
        kill_process(process, signal).expect("it runs");
    }

    /// Reads its standard error up to a line with these words.
    pub(crate) fn says(&mut self, words: &str) {
        let errors = self.errors.as_mut().expect("it is piped");
        let mut line = String::new();
        while !line.contains(words) {
            line.clear();
            let count = errors.read_line(&mut line).expect("it is text");
            assert!(count > 0, "it never says {words}");
        }
    }

    pub(crate) fn wait(&mut self) -> ExitStatus {
        self.child.wait().expect("it is our child")
    }

    /// Ends it in order.
    pub(crate) fn end(mut self) {
        self.signal(Signal::TERM);
        assert!(self.wait().success(), "it ends well");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
