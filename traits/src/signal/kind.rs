/// Names a signal of Unix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SignalKind {
    /// `SIGALRM`: a timer of the system has ended.
    Alarm,
    /// `SIGCHLD`: a child has ended, or stopped.
    Child,
    /// `SIGHUP`: the terminal is gone; daemons read their configuration again.
    Hangup,
    /// `SIGINT`: somebody has pressed Ctrl-C.
    Interrupt,
    /// `SIGPIPE`: a pipe was written to that nobody reads.
    Pipe,
    /// `SIGQUIT`: somebody has pressed Ctrl-\.
    Quit,
    /// `SIGTERM`: the process is asked to end.
    Terminate,
    /// `SIGUSR1`: what the program wants it to mean.
    User1,
    /// `SIGUSR2`: what the program wants it to mean.
    User2,
    /// `SIGWINCH`: the terminal has another size.
    WindowChange,
    /// The signal with this number of the platform.
    Raw(i32),
}
