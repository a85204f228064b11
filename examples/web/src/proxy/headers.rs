use std::net::SocketAddr;

use http::{
    HeaderMap, HeaderName, HeaderValue, Version,
    header::{
        CONNECTION, HOST, PROXY_AUTHENTICATE, PROXY_AUTHORIZATION, TE, TRAILER, TRANSFER_ENCODING,
        UPGRADE, VIA,
    },
};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const KEEP_ALIVE: HeaderName = HeaderName::from_static("keep-alive");
const PROXY_CONNECTION: HeaderName = HeaderName::from_static("proxy-connection");

/// Returns what a request wants its connection to become, if that is something else.
pub(super) fn upgrade(headers: &HeaderMap) -> Option<HeaderValue> {
    let mut words = headers
        .get_all(CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    let is_asked = words.any(|word| word.trim().eq_ignore_ascii_case("upgrade"));
    is_asked.then(|| headers.get(UPGRADE).cloned()).flatten()
}

/// Takes out what is of one connection alone (RFC 9110, section 7.6.1).
pub(super) fn strip(headers: &mut HeaderMap) {
    let named: Vec<HeaderName> = headers
        .get_all(CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    let always = [
        CONNECTION,
        KEEP_ALIVE,
        PROXY_CONNECTION,
        PROXY_AUTHENTICATE,
        PROXY_AUTHORIZATION,
        TE,
        TRAILER,
        TRANSFER_ENCODING,
        UPGRADE,
    ];
    for name in always.into_iter().chain(named) {
        headers.remove(name);
    }
}

/// Asks for a connection that becomes something else.
pub(super) fn ask_for(headers: &mut HeaderMap, protocol: HeaderValue) {
    headers.insert(CONNECTION, HeaderValue::from_static("upgrade"));
    headers.insert(UPGRADE, protocol);
}

/// Says who asks, and how.
pub(super) fn say_who(
    headers: &mut HeaderMap,
    peer: Option<SocketAddr>,
    host: Option<HeaderValue>,
    is_secure: bool,
    version: Version,
) {
    if let Some(peer) = peer {
        let mut chain: Vec<_> = headers
            .get_all(FORWARDED_FOR)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .collect();
        let peer = peer.ip().to_string();
        chain.push(&peer);
        if let Ok(chain) = HeaderValue::try_from(chain.join(", ")) {
            headers.insert(FORWARDED_FOR, chain);
        }
    }
    if let Some(host) = host {
        headers.insert(FORWARDED_HOST, host.clone());
        headers.insert(HOST, host);
    }
    let scheme = if is_secure { "https" } else { "http" };
    headers.insert(FORWARDED_PROTO, HeaderValue::from_static(scheme));
    sign(headers, version);
}

/// Says that a message went through here.
pub(super) fn sign(headers: &mut HeaderMap, version: Version) {
    let via = match version {
        Version::HTTP_2 => "2.0 anyrt-web",
        Version::HTTP_10 => "1.0 anyrt-web",
        _ => "1.1 anyrt-web",
    };
    headers.append(VIA, HeaderValue::from_static(via));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_of_the_connection_goes_no_further() {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            (CONNECTION, "close, X-Mine"),
            (KEEP_ALIVE, "5"),
            (HeaderName::from_static("x-mine"), "1"),
            (HeaderName::from_static("x-other"), "2"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        assert!(upgrade(&headers).is_none());
        strip(&mut headers);
        assert_eq!(headers.len(), 1);
        assert_eq!(headers["x-other"], "2");
    }

    #[test]
    fn an_upgrade_is_asked_for_by_two_headers() {
        let mut headers = HeaderMap::new();
        headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
        assert!(upgrade(&headers).is_none());
        headers.insert(CONNECTION, HeaderValue::from_static("keep-alive, Upgrade"));
        assert_eq!(upgrade(&headers).expect("it is asked for"), "websocket");
    }
}
