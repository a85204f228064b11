use std::{ffi::OsStr, io, path::Path, process};

use super::{Child, Process, Status, Stdio, WaitWithOutput};

/// Says which program to run, with which arguments, environment and streams.
///
/// The methods are those of [`std::process::Command`], and mean the same; what starts the program takes
/// the runtime. A command can be started any number of times.
///
/// # Examples
///
/// ```
/// use anyrt_traits::{OsRuntime, process::Command};
///
/// async fn kernel<R: OsRuntime>(rt: R) -> std::io::Result<String> {
///     let output = Command::new("uname").arg("-r").output(&rt).await?;
///     Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
/// }
/// ```
#[derive(Debug)]
pub struct Command {
    inner: process::Command,
    kill_on_drop: bool,
    has_stdin: bool,
    has_stdout: bool,
    has_stderr: bool,
}

impl Command {
    /// Makes a command that runs `program`, found by way of `PATH` unless it is a path, without
    /// arguments, in the environment and the directory of this process, with its streams.
    #[must_use]
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        process::Command::new(program).into()
    }

    /// Adds an argument.
    pub fn arg(&mut self, arg: impl AsRef<OsStr>) -> &mut Self {
        self.inner.arg(arg);
        self
    }

    /// Adds several arguments.
    pub fn args(&mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> &mut Self {
        self.inner.args(args);
        self
    }

    /// Sets a variable of the program's environment.
    pub fn env(&mut self, key: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> &mut Self {
        self.inner.env(key, value);
        self
    }

    /// Sets several variables of the program's environment.
    pub fn envs<K: AsRef<OsStr>, V: AsRef<OsStr>>(
        &mut self,
        vars: impl IntoIterator<Item = (K, V)>,
    ) -> &mut Self {
        self.inner.envs(vars);
        self
    }

    /// Takes a variable out of the program's environment.
    pub fn env_remove(&mut self, key: impl AsRef<OsStr>) -> &mut Self {
        self.inner.env_remove(key);
        self
    }

    /// Empties the program's environment.
    pub fn env_clear(&mut self) -> &mut Self {
        self.inner.env_clear();
        self
    }

    /// Sets the directory that the program starts in.
    pub fn current_dir(&mut self, dir: impl AsRef<Path>) -> &mut Self {
        self.inner.current_dir(dir);
        self
    }

    /// Says where the program's input comes from: by default this process's own, or nothing for
    /// [`output`](Self::output).
    pub fn stdin(&mut self, stdio: impl Into<Stdio>) -> &mut Self {
        self.has_stdin = true;
        self.inner.stdin(stdio);
        self
    }

    /// Says where the program's output goes: by default where this process's own goes, or into a pipe for
    /// [`output`](Self::output).
    pub fn stdout(&mut self, stdio: impl Into<Stdio>) -> &mut Self {
        self.has_stdout = true;
        self.inner.stdout(stdio);
        self
    }

    /// Says where the program's errors go: by default where this process's own go, or into a pipe for
    /// [`output`](Self::output).
    pub fn stderr(&mut self, stdio: impl Into<Stdio>) -> &mut Self {
        self.has_stderr = true;
        self.inner.stderr(stdio);
        self
    }

    /// Says whether dropping the child kills the program; by default it runs on.
    pub const fn kill_on_drop(&mut self, kill: bool) -> &mut Self {
        self.kill_on_drop = kill;
        self
    }

    /// Tells whether dropping the child kills the program.
    #[must_use]
    pub const fn is_killed_on_drop(&self) -> bool {
        self.kill_on_drop
    }

    /// Starts the program on `rt`.
    ///
    /// # Errors
    ///
    /// What the system says, such as [`io::ErrorKind::NotFound`]; also after the runtime's shutdown.
    pub fn spawn<P: Process>(&mut self, rt: &P) -> io::Result<P::Child> {
        rt.spawn_child(self)
    }

    /// Runs the program, and gives how it has ended and what it has written.
    ///
    /// The program starts now, not with the first poll. Both pipes are read at once.
    ///
    /// # Errors
    ///
    /// What the system says, also that the program did not start; also after the runtime's shutdown.
    ///
    /// # Cancel safety
    ///
    /// Lossy: what was read is lost. The program runs on, or is killed, if
    /// [`kill_on_drop`](Self::kill_on_drop) says so.
    pub fn output<P: Process>(&mut self, rt: &P) -> WaitWithOutput<P::Child> {
        if !self.has_stdin {
            self.inner.stdin(Stdio::null());
        }
        if !self.has_stdout {
            self.inner.stdout(Stdio::piped());
        }
        if !self.has_stderr {
            self.inner.stderr(Stdio::piped());
        }
        let child = self.spawn(rt);
        self.restore_defaults();
        WaitWithOutput::of(child)
    }

    /// Runs the program, and gives how it has ended.
    ///
    /// The program starts now, not with the first poll. What it writes into pipes is not seen by anybody.
    ///
    /// # Errors
    ///
    /// What the system says, also that the program did not start; also after the runtime's shutdown.
    ///
    /// # Cancel safety
    ///
    /// Runs on: dropping it lets the program run, or kills it, if
    /// [`kill_on_drop`](Self::kill_on_drop) says so.
    pub fn status<P: Process>(&mut self, rt: &P) -> Status<P::Child> {
        let child = self.spawn(rt).map(|mut child| {
            // Nobody reads these: a program that writes more than they hold gets an error, and ends.
            drop(child.stdout().take());
            drop(child.stderr().take());
            child
        });
        Status::new(child)
    }

    /// Puts back what [`output`](Self::output) chose for itself.
    fn restore_defaults(&mut self) {
        if !self.has_stdin {
            self.inner.stdin(Stdio::inherit());
        }
        if !self.has_stdout {
            self.inner.stdout(Stdio::inherit());
        }
        if !self.has_stderr {
            self.inner.stderr(Stdio::inherit());
        }
    }

    /// Returns the standard library's command, to look at.
    #[must_use]
    pub const fn as_std(&self) -> &process::Command {
        &self.inner
    }

    /// Returns the standard library's command, for what only it has, such as
    /// [`pre_exec`](std::os::unix::process::CommandExt::pre_exec).
    ///
    /// Streams that are set through it are those of [`spawn`](Self::spawn) and [`status`](Self::status);
    /// [`output`](Self::output) sets its own unless they are set by the methods of this type.
    pub const fn as_std_mut(&mut self) -> &mut process::Command {
        &mut self.inner
    }
}

/// What Unix alone has.
#[cfg(unix)]
impl Command {
    /// Sets what the program sees as its own name.
    pub fn arg0(&mut self, arg: impl AsRef<OsStr>) -> &mut Self {
        std::os::unix::process::CommandExt::arg0(&mut self.inner, arg);
        self
    }

    /// Sets the user that the program runs as.
    pub fn uid(&mut self, id: u32) -> &mut Self {
        std::os::unix::process::CommandExt::uid(&mut self.inner, id);
        self
    }

    /// Sets the group that the program runs as.
    pub fn gid(&mut self, id: u32) -> &mut Self {
        std::os::unix::process::CommandExt::gid(&mut self.inner, id);
        self
    }

    /// Sets the process group of the program; 0 makes a new one.
    pub fn process_group(&mut self, id: i32) -> &mut Self {
        std::os::unix::process::CommandExt::process_group(&mut self.inner, id);
        self
    }
}

/// Takes a command as it is. Streams that it has are those of [`Command::spawn`] and [`Command::status`].
impl From<process::Command> for Command {
    fn from(inner: process::Command) -> Self {
        Self {
            inner,
            kill_on_drop: false,
            has_stdin: false,
            has_stdout: false,
            has_stderr: false,
        }
    }
}
