use std::{
    fs,
    io::{Read, Write},
};

use rustix::process::Signal;

use crate::{
    ask::{connect, get, parse},
    proxy::until,
    running::{Folder, RUNTIMES, Running, command},
    upstream::Upstream,
};

#[test]
fn what_is_wrong_with_the_settings_is_told() {
    let folder = Folder::new();
    let wrong = folder.write("wrong.toml", "listen = '127.0.0.1:0'\nroot = '/'\n");
    for (arguments, part) in [
        (
            vec!["--config", wrong.to_str().expect("it is text")],
            "line 2",
        ),
        (
            vec!["--config", "/no/such/file"],
            "cannot read /no/such/file",
        ),
        (vec!["--listen", "nowhere"], "nowhere is no address"),
        (vec!["--what"], "unknown argument --what"),
        (vec!["--runtime", "none"], "none"),
    ] {
        let output = command().args(arguments).output().expect("it was built");
        let text = String::from_utf8(output.stderr).expect("it is text");
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains(part), "{text}");
    }
    let output = command()
        .args(["--runtime", "smol", "--listen", "192.0.2.1:1"])
        .output()
        .expect("it was built");
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stderr).expect("it is text");
    assert!(text.contains("cannot listen on 192.0.2.1:1"), "{text}");
}

#[test]
fn settings_are_read_again_and_the_log_moved_at_a_hangup() {
    for runtime in RUNTIMES {
        let folder = Folder::new();
        folder.write("one/x", "one");
        folder.write("two/x", "two");
        let log = folder.path("access.log");
        let config = |root: &str| {
            let root = folder.path(root);
            format!("log = {log:?}\n[[route]]\nprefix = '/'\nroot = {root:?}\n")
        };
        let file = folder.write("web.toml", config("one"));
        let mut web = Running::start(runtime, &file);
        assert_eq!(get(web.address, "/x").text(), "one");

        fs::write(&file, "this is no setting").expect("it is ours");
        web.signal(Signal::HUP);
        web.says("stay as they are");
        assert_eq!(get(web.address, "/x").text(), "one");

        // What is under way goes on.
        let mut open = connect(web.address);
        open.write_all(b"GET /x HTTP/1.1\r\nhost: test\r\nconnection: close\r\n")
            .expect("it is read");
        // A line is written a moment after its answer.
        until("both lines are written", || {
            fs::read_to_string(&log).is_ok_and(|text| text.lines().count() == 2)
        });
        fs::rename(&log, folder.path("access.log.1")).expect("it is ours");
        fs::write(&file, config("two")).expect("it is ours");
        web.signal(Signal::HUP);
        web.says("read again");
        assert_eq!(get(web.address, "/x").text(), "two");
        open.write_all(b"\r\n").expect("it is read");
        let mut answer = Vec::new();
        open.read_to_end(&mut answer).expect("it is answered");
        assert_eq!(parse(&answer).text(), "two");
        web.end();
        let old = fs::read_to_string(folder.path("access.log.1")).expect("it is there");
        let new = fs::read_to_string(&log).expect("it is there");
        assert_eq!(old.lines().count(), 2, "{old}");
        assert_eq!(new.lines().count(), 2, "{new}");
        assert!(old.starts_with("127.0.0.1 ") && old.contains("\"GET /x HTTP/1.1\" 200 3 "));
    }
}

#[test]
fn requests_under_way_are_answered_before_the_end() {
    for runtime in RUNTIMES {
        let (folder, upstream) = (Folder::new(), Upstream::start());
        let config = format!(
            "[[route]]\nprefix = '/api'\nupstreams = ['http://{}']\n",
            upstream.address
        );
        let mut web = Running::start(runtime, &folder.write("web.toml", config));
        let mut idle = connect(web.address);
        let mut busy = connect(web.address);
        busy.write_all(b"GET /api/slow HTTP/1.1\r\nhost: test\r\n\r\n")
            .expect("it is read");
        while upstream.asked.load(std::sync::atomic::Ordering::Relaxed) == 0 {
            std::thread::yield_now();
        }
        web.signal(Signal::TERM);
        let mut rest = Vec::new();
        idle.read_to_end(&mut rest).expect("it is closed well");
        assert_eq!(rest, b"");
        busy.read_to_end(&mut rest).expect("it is closed well");
        assert_eq!(parse(&rest).status, 200);
        assert!(web.wait().success());
    }
}
