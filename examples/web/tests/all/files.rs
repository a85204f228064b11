use std::{io::Read, os::unix::fs::symlink};

use flate2::read::GzDecoder;

use crate::{
    ask::{ask, get},
    running::{Folder, RUNTIMES, Running},
};

fn serving(folder: &Folder, runtime: &str) -> Running {
    folder.write("www/index.html", "<h1>hello</h1>");
    folder.write("www/a folder/index.html", "inside");
    folder.write("www/plain.txt", "0123456789");
    folder.write("www/long.txt", "many words, ".repeat(100_000));
    folder.write("www/empty.txt", "");
    folder.write("secret.txt", "secret");
    symlink("plain.txt", folder.path("www/link.txt")).expect("it is ours");
    symlink("../secret.txt", folder.path("www/leak.txt")).expect("it is ours");
    let root = folder.path("www");
    let config = format!("[[route]]\nprefix = '/files'\nroot = {root:?}\n");
    Running::start(runtime, &folder.write("web.toml", config))
}

#[test]
fn files_and_folders_are_served() {
    for runtime in RUNTIMES {
        let folder = Folder::new();
        let web = serving(&folder, runtime);
        let index = get(web.address, "/files/");
        assert_eq!((index.status, index.text()), (200, "<h1>hello</h1>"));
        assert_eq!(
            index.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert_eq!(get(web.address, "/files/a%20folder/").text(), "inside");
        assert_eq!(get(web.address, "/files/link.txt").text(), "0123456789");
        assert_eq!(get(web.address, "/files/empty.txt").body, b"");
        let long = get(web.address, "/files/long.txt");
        assert_eq!(long.body.len(), 1_200_000);
        let moved = get(web.address, "/files/a%20folder?x=1");
        assert_eq!(moved.status, 301);
        assert_eq!(moved.header("location"), Some("/files/a%20folder/?x=1"));
        let head = ask(web.address, "HEAD /files/plain.txt", "", b"");
        assert_eq!(
            (head.status, head.header("content-length")),
            (200, Some("10"))
        );
        assert_eq!(head.body, b"");
        let part = "range: bytes=0-1\r\n";
        let head = ask(web.address, "HEAD /files/plain.txt", part, b"");
        assert_eq!(head.status, 200, "a range is for GET alone");
        web.end();
    }
}

#[test]
fn what_is_not_below_the_root_is_not_there() {
    for runtime in RUNTIMES {
        let folder = Folder::new();
        let web = serving(&folder, runtime);
        for path in [
            "/files/leak.txt",
            "/files/../secret.txt",
            "/files/%2e%2e/secret.txt",
            "/files/none",
            "/files/plain.txt/",
            "/files/plain.txt/more",
            "/files/a%00b",
            "/filesx",
            "/",
        ] {
            assert_eq!(get(web.address, path).status, 404, "{path}");
        }
        let posted = ask(web.address, "POST /files/plain.txt", "", b"x");
        assert_eq!(
            (posted.status, posted.header("allow")),
            (405, Some("GET, HEAD"))
        );
        web.end();
    }
}

#[test]
fn parts_and_conditions_are_understood() {
    for runtime in RUNTIMES {
        let folder = Folder::new();
        let web = serving(&folder, runtime);
        let ask = |headers: &str| ask(web.address, "GET /files/plain.txt", headers, b"");
        let part = ask("range: bytes=2-4\r\n");
        assert_eq!((part.status, part.text()), (206, "234"));
        assert_eq!(part.header("content-range"), Some("bytes 2-4/10"));
        assert_eq!(ask("range: bytes=-3\r\n").text(), "789");
        let beyond = ask("range: bytes=10-\r\n");
        assert_eq!(
            (beyond.status, beyond.header("content-range")),
            (416, Some("bytes */10"))
        );
        assert_eq!(ask("range: bytes=0-1,3-4\r\n").status, 200);

        let whole = ask("");
        let tag = whole.header("etag").expect("it has one").to_owned();
        let date = whole
            .header("last-modified")
            .expect("it has one")
            .to_owned();
        let known = ask(&format!("if-none-match: \"x\", W/{tag}\r\n"));
        assert_eq!((known.status, known.body.as_slice()), (304, &b""[..]));
        assert_eq!(known.header("etag"), Some(tag.as_str()));
        assert_eq!(known.header("vary"), Some("accept-encoding"));
        let lines = format!("if-none-match: \"x\"\r\nif-none-match: {tag}\r\n");
        assert_eq!(ask(&lines).status, 304);
        assert_eq!(ask("if-match: \"x\"\r\n").status, 412);
        assert_eq!(ask(&format!("if-match: \"x\", {tag}\r\n")).status, 200);
        assert_eq!(ask(&format!("if-match: W/{tag}\r\n")).status, 412);
        let long_ago = "Thu, 01 Jan 1970 00:00:01 GMT";
        assert_eq!(
            ask(&format!("if-unmodified-since: {long_ago}\r\n")).status,
            412
        );
        assert_eq!(ask(&format!("if-unmodified-since: {date}\r\n")).status, 200);
        assert_eq!(ask(&format!("if-modified-since: {date}\r\n")).status, 304);
        assert_eq!(ask("if-none-match: \"x\"\r\n").status, 200);
        assert_eq!(
            ask(&format!("range: bytes=0-0\r\nif-range: {tag}\r\n")).status,
            206
        );
        assert_eq!(ask("range: bytes=0-0\r\nif-range: \"x\"\r\n").status, 200);
        web.end();
    }
}

#[test]
fn text_is_compressed_for_who_takes_it() {
    for runtime in RUNTIMES {
        let folder = Folder::new();
        let web = serving(&folder, runtime);
        let takes = "accept-encoding: gzip\r\n";
        let answer = ask(web.address, "GET /files/long.txt", takes, b"");
        assert_eq!(answer.header("content-encoding"), Some("gzip"));
        assert!(answer.body.len() < 100_000, "{}", answer.body.len());
        let mut text = String::new();
        GzDecoder::new(answer.body.as_slice())
            .read_to_string(&mut text)
            .expect("it is whole");
        assert!(text == "many words, ".repeat(100_000), "other text");
        let plain = get(web.address, "/files/long.txt");
        assert_eq!(plain.header("content-encoding"), None);
        assert_ne!(plain.header("etag"), answer.header("etag"));
        let ranged = format!("{takes}range: bytes=0-4\r\n");
        assert_eq!(
            ask(web.address, "GET /files/long.txt", &ranged, b"").text(),
            "many "
        );
        web.end();
    }
}
