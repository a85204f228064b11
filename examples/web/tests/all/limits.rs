use std::io::{Read, Write};

use crate::{
    ask::{connect, get, parse, raw},
    running::{Folder, RUNTIMES, Running},
};

#[test]
fn malformed_and_slow_requests_are_ended_and_others_undisturbed() {
    for runtime in RUNTIMES {
        let folder = Folder::new();
        folder.write("www/index.html", "fine");
        let root = folder.path("www");
        let config = format!(
            "[limits]\nheader_timeout = 0.3\nidle_timeout = 0.5\nconnections = 50\n\
             [[route]]\nprefix = '/'\nroot = {root:?}\n"
        );
        let web = Running::start(runtime, &folder.write("web.toml", config));
        let mut slow = connect(web.address);
        slow.write_all(b"GET / HTTP/1.1\r\nhost:")
            .expect("it is read");
        for bad in [
            "\x01\x02\r\n\r\n",
            "GET\r\n\r\n",
            "GET / HTTP/7\r\n\r\n",
            "GET / HTTP/1.1\r\nbad header\r\n\r\n",
            "GET / HTTP/1.1\r\nconnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\nconnection: close\r\n\r\n",
        ] {
            let answer = raw(web.address, bad.as_bytes());
            assert_eq!(parse(&answer).status, 400, "{bad:?}");
            assert_eq!(get(web.address, "/").text(), "fine");
        }
        let many = format!("GET / HTTP/1.1\r\n{}\r\n", "x: y\r\n".repeat(2000));
        assert_eq!(parse(&raw(web.address, many.as_bytes())).status, 431);
        let mut rest = Vec::new();
        slow.read_to_end(&mut rest).ok();
        assert!(
            rest.is_empty() || rest.starts_with(b"HTTP/1.1 408"),
            "it was given up"
        );
        web.end();
    }
}
