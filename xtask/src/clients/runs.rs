//! One run of each program, and what has to come out.

use std::net::SocketAddr;
use std::process::{Command, Stdio};

use super::site::{LARGE, Site};

/// One run.
pub(super) struct Run {
    pub(super) name: &'static str,
    command: Command,
    is_right: fn(&str) -> bool,
}

impl Run {
    fn new(name: &'static str, program: &str, words: &[&str], is_right: fn(&str) -> bool) -> Self {
        let mut command = Command::new(program);
        command.args(words);
        Self {
            name,
            command,
            is_right,
        }
    }

    /// Runs it.
    ///
    /// # Errors
    ///
    /// What it said, if that is not as it has to be.
    pub(super) fn run(mut self) -> Result<(), String> {
        let output = self.command.stdin(Stdio::null()).output();
        let output = output.map_err(|error| error.to_string())?;
        let text = String::from_utf8_lossy(&output.stdout);
        if output.status.success() && (self.is_right)(&text) {
            return Ok(());
        }
        let errors = String::from_utf8_lossy(&output.stderr);
        let shown: String = format!("{text}{errors}").chars().take(2000).collect();
        Err(format!("{}\n{shown}", output.status))
    }
}

/// The runs against a server without and one with TLS.
pub(super) fn all(site: &Site, plain: SocketAddr, secure: SocketAddr) -> Vec<Run> {
    let cert = site.path("cert.pem").display().to_string();
    let port = secure.port();
    let small = format!("http://{plain}/small");
    let large = format!("http://{plain}/large");
    let page = format!("http://{plain}/");
    let safe = format!("https://localhost:{port}/small");
    let safe_large = format!("https://localhost:{port}/large");
    let profile = format!("--user-data-dir={}", site.path("browser").display());
    let count = [
        "-sS",
        "--fail",
        "-o",
        "/dev/null",
        "-w",
        "%{http_version} %{size_download}",
    ];
    let curl = |name, more: &[&str], is_right: fn(&str) -> bool| {
        Run::new(name, "curl", &[&count[..], more].concat(), is_right)
    };
    vec![
        curl("curl HTTP/1.1", &["--http1.1", &large], |text| {
            text == format!("1.1 {LARGE}")
        }),
        curl(
            "curl HTTP/2",
            &["--http2-prior-knowledge", &large],
            |text| text == format!("2 {LARGE}"),
        ),
        curl(
            "curl TLS, HTTP/2",
            &["--http2", "--cacert", &cert, &safe_large],
            |text| text == format!("2 {LARGE}"),
        ),
        curl(
            "curl TLS, HTTP/1.1",
            &["--http1.1", "--cacert", &cert, &safe],
            |text| text == "1.1 13",
        ),
        Run::new("wrk", "wrk", &["-t1", "-c50", "-d2s", &small], wrk),
        Run::new("wrk, 1 MiB", "wrk", &["-t1", "-c8", "-d2s", &large], wrk),
        Run::new("wrk, TLS", "wrk", &["-t1", "-c20", "-d2s", &safe], wrk),
        Run::new(
            "h2load",
            "h2load",
            &["-n20000", "-c20", "-m20", &small],
            h2load,
        ),
        Run::new(
            "h2load, 1 MiB",
            "h2load",
            &["-n200", "-c4", "-m8", &large],
            h2load,
        ),
        Run::new(
            "h2load, TLS",
            "h2load",
            &["-n5000", "-c10", "-m20", &safe],
            h2load,
        ),
        Run::new("nghttp", "nghttp", &["-n", "-a", "-s", &page], |text| {
            text.contains(" 200 ")
        }),
        Run::new(
            "chromium, a page and a WebSocket",
            "chromium",
            &[
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--virtual-time-budget=5000",
                "--dump-dom",
                &profile,
                &page,
            ],
            |text| text.contains("came back: through the proxy"),
        ),
    ]
}

fn wrk(text: &str) -> bool {
    let served = text.lines().find_map(|line| {
        let (count, _) = line.trim().split_once(" requests in ")?;
        count.parse::<u64>().ok()
    });
    served.is_some_and(|count| count > 100)
        && !text.contains("Socket errors")
        && !text.contains("Non-2xx")
}

fn h2load(text: &str) -> bool {
    text.lines().any(|line| {
        line.starts_with("requests:") && line.contains(" 0 failed, 0 errored, 0 timeout")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_programs_say_is_understood() {
        let good = "  123456 requests in 2.00s, 20MB read\nRequests/sec:  6\n";
        assert!(wrk(good));
        assert!(!wrk(&format!("{good}  Socket errors: connect 0, read 3\n")));
        assert!(!wrk("  3 requests in 2.00s\n"));
        let good = "requests: 10 total, 10 started, 10 done, 10 succeeded, 0 failed, 0 errored, 0 timeout\n";
        assert!(h2load(good));
        assert!(!h2load(&good.replace("0 failed", "1 failed")));
    }
}
