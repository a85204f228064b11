//! What is served: a folder with a page, a certificate, and the settings.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::{Failure, Outcome};

/// The page that a browser loads, which says in its title whether a WebSocket went through.
const PAGE: &str = "<!doctype html><title>loading</title><p id=answer>none</p><script>
const socket = new WebSocket(`ws://${location.host}/chat`);
socket.onopen = () => socket.send('through the proxy');
socket.onmessage = (message) => {
  document.getElementById('answer').textContent = 'came back: ' + message.data;
};
</script>\n";

/// The bytes of the large file.
pub(super) const LARGE: usize = 1 << 20;

/// A folder that is removed with it.
#[derive(Debug)]
pub(super) struct Site(PathBuf);

impl Site {
    pub(super) fn new(echo: SocketAddr) -> Outcome<Self> {
        let site = Self(std::env::temp_dir().join(format!("anyrt-clients-{}", std::process::id())));
        let www = site.path("www");
        let failed = |error| Failure::new(format!("cannot make the site: {error}"));
        fs::create_dir_all(&www).map_err(failed)?;
        fs::write(www.join("index.html"), PAGE).map_err(failed)?;
        fs::write(www.join("small"), "Hello, World!").map_err(failed)?;
        let large: Vec<u8> = (0..LARGE).map(|place| (place % 251) as u8).collect();
        fs::write(www.join("large"), large).map_err(failed)?;
        let routes = format!(
            "[[route]]\nprefix = '/'\nroot = {www:?}\n\
             [[route]]\nprefix = '/chat'\nupstreams = ['http://{echo}']\n"
        );
        fs::write(site.path("plain.toml"), &routes).map_err(failed)?;
        let (cert, key) = (site.path("cert.pem"), site.path("key.pem"));
        let secure = format!("tls = {{ cert = {cert:?}, key = {key:?} }}\n{routes}");
        fs::write(site.path("secure.toml"), secure).map_err(failed)?;
        site.certify(&cert, &key)?;
        Ok(site)
    }

    fn certify(&self, cert: &Path, key: &Path) -> Outcome {
        let mut command = Command::new("openssl");
        command
            .args([
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
            ])
            .args(["-nodes", "-days", "2", "-subj", "/CN=localhost"])
            .args(["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"])
            .args(["-addext", "basicConstraints=critical,CA:FALSE"])
            .arg("-out")
            .arg(cert)
            .arg("-keyout")
            .arg(key)
            .stdin(Stdio::null())
            .stderr(Stdio::null());
        match command.status() {
            Ok(status) if status.success() => Ok(()),
            _ => Err(Failure::new("openssl makes no certificate")),
        }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}
