//! The programs.

use std::process::{Command, Stdio};

/// One program, and the package of Debian that brings it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tool {
    pub(super) name: &'static str,
    package: &'static str,
}

/// What is needed.
pub(super) const TOOLS: [Tool; 6] = [
    Tool {
        name: "curl",
        package: "curl",
    },
    Tool {
        name: "wrk",
        package: "wrk",
    },
    Tool {
        name: "h2load",
        package: "nghttp2-client",
    },
    Tool {
        name: "nghttp",
        package: "nghttp2-client",
    },
    Tool {
        name: "openssl",
        package: "openssl",
    },
    Tool {
        name: "chromium",
        package: "chromium",
    },
];

impl Tool {
    fn is_there(&self) -> bool {
        let mut command = Command::new("sh");
        command
            .args(["-c", "command -v \"$0\"", self.name])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }
}

/// Returns what is missing, as a line for each: the program, and how to get it.
pub(super) fn missing() -> Vec<String> {
    let missing = TOOLS.iter().filter(|tool| !tool.is_there());
    missing
        .map(|tool| format!("{} is missing: apt-get install {}", tool.name, tool.package))
        .collect()
}
