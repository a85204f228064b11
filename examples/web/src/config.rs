//! The settings.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use http::Uri;
use serde::{Deserialize, Deserializer, de::Error};

/// All settings.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The certificate and its key, for TLS.
    pub tls: Option<Tls>,
    /// The file of the access log, `-` for the standard output; none if it is missing.
    pub log: Option<PathBuf>,
    /// What is not to be exceeded.
    pub limits: Limits,
    /// What to do with which requests; the longest prefix counts.
    pub route: Vec<Route>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: ([127, 0, 0, 1], 8080).into(),
            tls: None,
            log: None,
            limits: Limits::default(),
            route: Vec::new(),
        }
    }
}

/// A certificate and its key, in PEM.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Tls {
    /// The chain, the server's own certificate first.
    pub cert: PathBuf,
    /// The private key.
    pub key: PathBuf,
}

/// What is not to be exceeded. Times are numbers of seconds, with or without a fraction.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Limits {
    /// How many connections may be open.
    pub connections: usize,
    /// How long the head of a request may take.
    #[serde(deserialize_with = "seconds")]
    pub header_timeout: Duration,
    /// How long a connection may be idle.
    #[serde(deserialize_with = "seconds")]
    pub idle_timeout: Duration,
    /// How long a request's body may make no progress.
    #[serde(deserialize_with = "seconds")]
    pub body_timeout: Duration,
    /// How large the body of a request may be, in bytes.
    pub body_bytes: u64,
    /// How long requests that are under way at the end are waited for.
    #[serde(deserialize_with = "seconds")]
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 10_000,
            header_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(60),
            body_timeout: Duration::from_secs(30),
            body_bytes: 64 << 20,
            grace: Duration::from_secs(30),
        }
    }
}

/// What to do with the requests whose path begins with `prefix`: serve files, or ask others.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Route {
    /// How the path begins; a whole part of it: `/api` is for `/api` and `/api/x`, not for `/apix`.
    pub prefix: String,
    /// The folder to serve.
    pub root: Option<PathBuf>,
    /// The servers to ask, in turn.
    #[serde(default, deserialize_with = "uris")]
    pub upstreams: Vec<Uri>,
    /// How the servers are looked after.
    pub health: Option<Health>,
    /// How long connecting to one may take.
    #[serde(default = "five_seconds", deserialize_with = "seconds")]
    pub connect_timeout: Duration,
    /// How long one may let wait: to take more of a request, to begin its answer, to send more of it.
    #[serde(default = "thirty_seconds", deserialize_with = "seconds")]
    pub timeout: Duration,
    /// How many more attempts there are if one cannot be reached, or breaks off without an answer.
    #[serde(default = "one")]
    pub retries: usize,
}

/// How servers are looked after: one that does not answer, or with a status of 500 and above, gets no requests
/// until it does again.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Health {
    /// The path to ask for.
    pub path: String,
    /// The time between two looks.
    #[serde(default = "five_seconds", deserialize_with = "seconds")]
    pub interval: Duration,
    /// How long an answer may take.
    #[serde(default = "five_seconds", deserialize_with = "seconds")]
    pub timeout: Duration,
}

impl Route {
    /// Serves a folder.
    #[must_use]
    pub fn files(prefix: &str, root: PathBuf) -> Self {
        Self {
            prefix: prefix.to_owned(),
            root: Some(root),
            upstreams: Vec::new(),
            health: None,
            connect_timeout: five_seconds(),
            timeout: thirty_seconds(),
            retries: one(),
        }
    }

    /// Returns whether a path is this route's.
    pub(crate) fn matches(&self, path: &str) -> bool {
        let prefix = self.prefix.trim_end_matches('/');
        path.strip_prefix(prefix)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl Config {
    /// Reads settings in TOML.
    ///
    /// # Errors
    ///
    /// What is wrong, and in which line.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())
    }

    /// Checks what the form alone does not say.
    ///
    /// # Errors
    ///
    /// What is wrong, in words for who wrote it.
    pub fn check(&self) -> Result<(), String> {
        for route in &self.route {
            let prefix = &route.prefix;
            if !prefix.starts_with('/') {
                return Err(format!("the prefix {prefix:?} does not begin with a slash"));
            }
            match (&route.root, route.upstreams.is_empty()) {
                (Some(_), true) | (None, false) => {}
                (Some(_), false) => {
                    return Err(format!("the route {prefix:?} has a root and upstreams"));
                }
                (None, true) => {
                    return Err(format!(
                        "the route {prefix:?} has neither root nor upstreams"
                    ));
                }
            }
        }
        if self.limits.connections == 0 {
            return Err("no connection at all is allowed".to_owned());
        }
        Ok(())
    }
}

fn five_seconds() -> Duration {
    Duration::from_secs(5)
}

fn thirty_seconds() -> Duration {
    Duration::from_secs(30)
}

const fn one() -> usize {
    1
}

fn seconds<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
    let seconds = f64::deserialize(from)?;
    Duration::try_from_secs_f64(seconds)
        .ok()
        .filter(|duration| !duration.is_zero())
        .ok_or_else(|| D::Error::custom(format!("{seconds} is no number of seconds above zero")))
}

fn uris<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Uri>, D::Error> {
    let texts = Vec::<String>::deserialize(from)?;
    let parsed = texts.into_iter().map(|text| {
        let uri: Uri = text
            .parse()
            .map_err(|_| D::Error::custom(format!("{text:?} is no address")))?;
        let is_plain = matches!(uri.path(), "" | "/") && uri.query().is_none();
        if uri.scheme_str() == Some("http") && uri.authority().is_some() && is_plain {
            Ok(uri)
        } else {
            Err(D::Error::custom(format!(
                "{text:?} is not of the form http://host:port"
            )))
        }
    });
    parsed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_with_their_defaults() {
        let config = Config::parse(
            "listen = '127.0.0.1:9000'\nlog = '-'\n[limits]\nidle_timeout = 1.5\n\
             [[route]]\nprefix = '/'\nroot = '.'\n\
             [[route]]\nprefix = '/api'\nupstreams = ['http://127.0.0.1:1']\nhealth = { path = '/up' }\n",
        )
        .expect("it is valid");
        config.check().expect("it is valid");
        assert_eq!(config.limits.idle_timeout, Duration::from_millis(1500));
        assert_eq!(config.limits.connections, 10_000);
        assert_eq!(config.route[1].retries, 1);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, part) in [
            ("listn = 'x'", "listn"),
            ("\n\nlisten = 'nowhere'", "line 3"),
            (
                "[[route]]\nprefix = '/'\nupstreams = ['https://a']",
                "http://host:port",
            ),
            ("[limits]\nidle_timeout = -1", "seconds above zero"),
        ] {
            let error = Config::parse(text).expect_err("it is wrong");
            assert!(error.contains(part), "{error}");
        }
        let both = Config::parse("[[route]]\nprefix = '/'").expect("its form is right");
        assert!(
            both.check()
                .expect_err("it does nothing")
                .contains("neither")
        );
    }

    #[test]
    fn a_prefix_is_of_whole_parts() {
        let route = Route::files("/api", ".".into());
        assert!(route.matches("/api") && route.matches("/api/x") && !route.matches("/apix"));
        assert!(Route::files("/", ".".into()).matches("/anything"));
    }
}
