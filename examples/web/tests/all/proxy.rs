use std::{
    io::{Read, Write},
    net::SocketAddr,
    sync::atomic::Ordering,
    thread,
    time::{Duration, Instant},
};

use crate::{
    ask::{ask, connect, get, parse},
    running::{Folder, LIMIT, RUNTIMES, Running},
    upstream::{Upstream, nobody},
};

fn proxying(folder: &Folder, runtime: &str, to: &[SocketAddr], more: &str) -> Running {
    let upstreams: Vec<_> = to
        .iter()
        .map(|address| format!("'http://{address}'"))
        .collect();
    let config = format!(
        "[limits]\nbody_bytes = 2000000\nbody_timeout = 1\n\
         [[route]]\nprefix = '/api'\nupstreams = [{}]\ntimeout = 1.5\n{more}",
        upstreams.join(", ")
    );
    Running::start(runtime, &folder.write("web.toml", config))
}

#[test]
fn requests_go_on_and_answers_come_back() {
    for runtime in RUNTIMES {
        let (folder, upstream) = (Folder::new(), Upstream::start());
        let web = proxying(&folder, runtime, &[upstream.address], "");
        let headers = "connection: x-secret\r\nx-secret: 1\r\nx-forwarded-for: 192.0.2.1\r\n\
                       x-forwarded-for: 192.0.2.2\r\n";
        let answer = ask(web.address, "GET /api/some?query=1", headers, b"");
        assert_eq!((answer.status, answer.header("x-mine")), (200, Some("1")));
        assert_eq!(
            answer.header("keep-alive"),
            None,
            "it is of one connection alone"
        );
        assert!(
            answer
                .header("via")
                .expect("it is signed")
                .contains("anyrt-web")
        );
        let seen = answer.text().to_ascii_lowercase();
        assert!(
            seen.starts_with("get /api/some?query=1 http/1.1\r\n"),
            "{seen}"
        );
        for line in [
            "host: test",
            "x-forwarded-for: 192.0.2.1, 192.0.2.2, 127.0.0.1",
            "x-forwarded-proto: http",
            "x-forwarded-host: test",
            "via: 1.1 anyrt-web",
        ] {
            assert!(seen.lines().any(|seen| seen == line), "{line} in {seen}");
        }
        assert!(!seen.contains("x-secret"), "it is of one connection alone");
        let body: Vec<_> = (0..1_000_000_u32).map(|i| (i % 251) as u8).collect();
        let answer = ask(web.address, "POST /api/body", "", &body);
        assert!(answer.status == 200 && answer.body == body, "other bytes");
        web.end();
    }
}

#[test]
fn servers_are_asked_in_turn_and_those_that_are_gone_left_out() {
    for runtime in RUNTIMES {
        let (folder, one, two) = (Folder::new(), Upstream::start(), Upstream::start());
        let to = [nobody(), one.address, nobody(), two.address];
        let web = proxying(&folder, runtime, &to, "retries = 3\n");
        for _ in 0..20 {
            assert_eq!(get(web.address, "/api/x").status, 200);
        }
        for upstream in [&one, &two] {
            assert!(
                upstream.asked.load(Ordering::Relaxed) >= 5,
                "they take turns"
            );
        }
        web.end();
        let web = proxying(&folder, runtime, &[nobody()], "");
        assert_eq!(get(web.address, "/api/x").status, 502);
        assert_eq!(ask(web.address, "POST /api/x", "", b"x").status, 502);
        web.end();
    }
}

#[test]
fn a_server_that_takes_too_long_is_told_of() {
    for runtime in RUNTIMES {
        let (folder, upstream) = (Folder::new(), Upstream::start());
        let web = proxying(&folder, runtime, &[upstream.address], "");
        // Nothing else is disturbed meanwhile.
        let address = web.address;
        let slow = thread::spawn(move || get(address, "/api/slow").status);
        assert_eq!(get(web.address, "/api/x").status, 200);
        assert_eq!(slow.join().expect("no panic"), 504);
        web.end();
    }
}

#[test]
fn a_server_that_stops_in_the_middle_is_given_up() {
    for runtime in RUNTIMES {
        let (folder, upstream) = (Folder::new(), Upstream::start());
        let web = proxying(&folder, runtime, &[upstream.address], "");
        let half = get(web.address, "/api/half");
        assert_eq!((half.status, half.text()), (200, "01234"));
        assert_eq!(get(web.address, "/api/x").status, 200);
        web.end();
    }
}

#[test]
fn a_server_that_breaks_off_is_asked_again_for_what_may_be_done_twice() {
    for runtime in RUNTIMES {
        let (folder, upstream) = (Folder::new(), Upstream::start());
        let web = proxying(&folder, runtime, &[upstream.address], "");
        // The first of two requests is not answered.
        assert_eq!(get(web.address, "/api/gone").status, 200);
        assert_eq!(ask(web.address, "POST /api/gone", "", b"").status, 502);
        assert_eq!(upstream.asked.load(Ordering::Relaxed), 3);
        web.end();
    }
}

/// The time limit of the server is 1.5 s, and this takes twice as long.
#[test]
fn a_body_that_takes_its_time_comes_through() {
    for runtime in RUNTIMES {
        let (folder, upstream) = (Folder::new(), Upstream::start());
        let web = proxying(&folder, runtime, &[upstream.address], "");
        let mut stream = connect(web.address);
        let head = "POST /api/body HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\
                    content-length: 10\r\n\r\n";
        stream.write_all(head.as_bytes()).expect("it is read");
        for _ in 0..10 {
            pause(Duration::from_millis(300));
            stream.write_all(b"x").expect("it is read");
        }
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it is whole");
        let answer = parse(&answer);
        assert_eq!((answer.status, answer.text()), (200, "xxxxxxxxxx"));
        web.end();
    }
}

#[test]
fn a_path_that_leads_out_of_its_route_is_refused() {
    for runtime in RUNTIMES {
        let (folder, upstream) = (Folder::new(), Upstream::start());
        let web = proxying(&folder, runtime, &[upstream.address], "");
        for path in ["/api/../secret", "/api/%2e%2e/secret", "/api/..%2fsecret"] {
            assert_eq!(get(web.address, path).status, 400, "{path}");
        }
        assert_eq!(upstream.asked.load(Ordering::Relaxed), 0);
        web.end();
    }
}

#[test]
fn servers_that_are_not_well_get_no_requests_until_they_are() {
    for runtime in RUNTIMES {
        let (folder, upstream) = (Folder::new(), Upstream::start());
        let health = "health = { path = '/up', interval = 0.02, timeout = 1 }\n";
        let web = proxying(&folder, runtime, &[upstream.address], health);
        assert_eq!(get(web.address, "/api/x").status, 200);
        upstream.is_well.store(false, Ordering::Relaxed);
        until("it is left out", || {
            get(web.address, "/api/x").status == 503
        });
        upstream.is_well.store(true, Ordering::Relaxed);
        until("it is asked again", || {
            get(web.address, "/api/x").status == 200
        });
        web.end();
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a client that takes its time, without a runtime"
)]
fn pause(time: Duration) {
    thread::park_timeout(time);
}

#[expect(
    clippy::disallowed_methods,
    reason = "this client is a program of its own, without a runtime"
)]
pub(crate) fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < LIMIT, "{what}");
        thread::park_timeout(Duration::from_millis(10));
    }
}

#[test]
fn bodies_that_are_too_large_or_too_slow_are_refused() {
    for runtime in RUNTIMES {
        let (folder, upstream) = (Folder::new(), Upstream::start());
        let web = proxying(&folder, runtime, &[upstream.address], "");
        let head = "POST /api/body HTTP/1.1\r\nhost: test\r\nconnection: close\r\n";
        // It says so before.
        let answer = send(
            web.address,
            &format!("{head}content-length: 2000001\r\n\r\n"),
            &[],
        );
        assert_eq!(answer, 413);
        // It turns out.
        let chunked = format!("{head}transfer-encoding: chunked\r\n\r\n");
        let chunk = [b"f4240\r\n".as_slice(), &vec![7; 1_000_000], b"\r\n"].concat();
        assert_eq!(send(web.address, &chunked, &chunk.repeat(3)), 413);
        // It stops in the middle.
        assert_eq!(send(web.address, &chunked, &chunk), 408);
        assert_eq!(get(web.address, "/api/x").status, 200);
        web.end();
    }
}

/// Sends without an end, and returns the status of the answer.
fn send(address: SocketAddr, head: &str, body: &[u8]) -> u16 {
    let mut stream = connect(address);
    stream.write_all(head.as_bytes()).expect("it is read");
    // A server that refuses need not read all of it.
    stream.write_all(body).ok();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok();
    parse(&answer).status
}
