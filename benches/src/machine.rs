use std::{fmt, fs, process::Command, thread};

/// Describes the machine that a measurement ran on, without naming it.
#[derive(Debug)]
pub struct Machine {
    processor: String,
    cores: usize,
    system: String,
    compiler: String,
}

impl Machine {
    /// Looks at this machine; what cannot be found out is said to be unknown.
    #[must_use]
    pub fn look() -> Self {
        Self {
            processor: processor().unwrap_or_else(|| "unknown".to_owned()),
            cores: thread::available_parallelism().map_or(0, Into::into),
            system: output("uname", &["-sr"]).unwrap_or_else(|| std::env::consts::OS.to_owned()),
            compiler: output("rustc", &["--version"]).unwrap_or_else(|| "unknown".to_owned()),
        }
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "- processor: {}, {} cores to use",
            self.processor, self.cores
        )?;
        writeln!(f, "- system: {}, {}", self.system, std::env::consts::ARCH)?;
        write!(f, "- compiler: {}", self.compiler)
    }
}

/// Returns the packages with their versions in the text of a `Cargo.lock`, in a line.
#[must_use]
pub fn locked_versions(lock: &str, packages: &[&str]) -> String {
    let versions = packages.iter().map(|name| {
        let version = locked_version(lock, name).unwrap_or_else(|| "of unknown version".into());
        format!("{name} {version}")
    });
    versions.collect::<Vec<_>>().join(", ")
}

/// Returns the version of a package in the text of a `Cargo.lock`; several are listed.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut versions = Vec::new();
    let mut lines = lock.lines();
    while let Some(line) = lines.next() {
        if line == name
            && let Some(version) = lines.next()?.strip_prefix("version = ")
        {
            versions.push(version.trim_matches('"'));
        }
    }
    (!versions.is_empty()).then(|| versions.join(", "))
}

fn processor() -> Option<String> {
    let described = fs::read_to_string("/proc/cpuinfo").ok().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("model name"))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    });
    described.or_else(|| output("sysctl", &["-n", "machdep.cpu.brand_string"]))
}

fn output(program: &str, args: &[&str]) -> Option<String> {
    let output = Command::new(program).args(args).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let text = text.trim();
    (output.status.success() && !text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_the_lock() {
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.2.3\"\n\n\
                    [[package]]\nname = \"ab\"\nversion = \"4.0.0\"\n";
        assert_eq!(locked_version(lock, "a").as_deref(), Some("1.2.3"));
        assert_eq!(locked_version(lock, "b"), None);
        let line = locked_versions(lock, &["a", "b"]);
        assert_eq!(line, "a 1.2.3, b of unknown version");
    }
}
