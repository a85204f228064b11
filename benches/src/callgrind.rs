use std::{
    error::Error,
    ffi::{OsStr, OsString},
    fmt, io,
    process::{Command, Stdio},
};

/// Counts the instructions that a program executes in user space.
#[derive(Debug)]
pub struct Callgrind {
    version: String,
}

/// Says that `valgrind` could not be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unavailable;

impl fmt::Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`valgrind` is not installed")
    }
}

impl Error for Unavailable {}

impl Callgrind {
    /// Looks for `valgrind`.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn find() -> Result<Self, Unavailable> {
        let output = Command::new("valgrind").arg("--version").output();
        let output = output.map_err(|_| Unavailable)?;
        if !output.status.success() {
            return Err(Unavailable);
        }
        let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        Ok(Self { version })
    }

    /// Returns what the program calls itself.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Runs `program` and tells how many instructions it executed.
    ///
    /// # Errors
    ///
    /// If it cannot be run, or fails.
    pub fn count(
        &self,
        program: &OsStr,
        args: &[String],
        variables: &[(&str, &str)],
    ) -> io::Result<u64> {
        let tool = ["--tool=callgrind", "--callgrind-out-file=/dev/null"];
        let tool = tool.into_iter().map(OsString::from);
        let words = tool.chain([program.to_owned()]);
        let output = Command::new("valgrind")
            .args(words)
            .args(args)
            .envs(variables.iter().copied())
            .stdout(Stdio::null())
            .output()?;
        let text = String::from_utf8_lossy(&output.stderr);
        if !output.status.success() {
            return Err(io::Error::other(format!("valgrind failed: {text}")));
        }
        collected(&text).ok_or_else(|| io::Error::other("valgrind told no count"))
    }
}

/// Finds the count of instructions in what callgrind reports at the end.
fn collected(report: &str) -> Option<u64> {
    let line = report.lines().find(|line| line.contains("Collected :"))?;
    line.split_once("Collected :")?.1.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_is_found_in_the_report() {
        let report = "==1== Events    : Ir\n==1== Collected : 1234567\n==1== \n";
        assert_eq!(collected(report), Some(1_234_567));
        assert_eq!(collected("nothing"), None);
    }
}
