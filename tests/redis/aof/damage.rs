//! Files that are not as they were left.

use std::fs;

use anyrt::Backend;

use super::place::{Place, dump, encode, everywhere};
use crate::harness::{ask, named};
use crate::persistence::Policy;

/// Some commands, and how long each of them is.
fn commands() -> Vec<Vec<u8>> {
    [
        &["SELECT", "0"][..],
        &["SET", "k", "v"],
        &["RPUSH", "l", "a", "b"],
        &["SET", "last", "a\r\n*1\r\n$3\r\nvalue"],
    ]
    .iter()
    .map(|words| encode(words))
    .collect()
}

#[test]
fn a_torn_tail_is_cut_at_every_byte() {
    let commands = commands();
    let whole: Vec<u8> = commands.concat();
    let last = commands.last().expect("some").len();
    // The runtimes take turns.
    for (torn, backend) in (1..last).zip(Backend::available().iter().cycle()) {
        let place = Place::new();
        named(*backend, || {
            place.write(&whole[..whole.len() - last + torn]);
            let mut server = place.start(*backend);
            let client = &mut server.client();
            assert_eq!(place.read(), whole[..whole.len() - last], "{torn}");
            assert_eq!(ask::<i64>(client, "EXISTS k l last"), 2, "{torn}");
            // The file goes on where it was cut.
            ask::<i64>(client, "RPUSH l c");
            let before = dump(client);
            server.shutdown.begin();
            server.join().expect("the server ends in order");
            assert_eq!(dump(&mut place.start(*backend).client()), before, "{torn}");
        });
    }
}

#[test]
fn what_is_wrong_in_the_middle_is_named_and_left_alone() {
    let commands = commands();
    let offset = commands[..2].concat().len();
    let wrong: &[(&[u8], &str)] = &[
        (
            b"*2\r\n$3\r\nGET\r\n$1\r\nk\r\n",
            "ERR 'get' changes no data",
        ),
        (b"*1\r\n$5\r\nBOGUS\r\n", "ERR unknown command 'BOGUS'"),
        (
            b"*1\r\n$3\r\nSET\r\n",
            "ERR wrong number of arguments for 'set'",
        ),
        (b"*3\r\n$5\r\nRPUSH\r\n$1\r\nk\r\n$1\r\na\r\n", "WRONGTYPE"),
        (
            b"*3\r\n$5\r\nBLPOP\r\n$1\r\nx\r\n$1\r\n0\r\n",
            "ERR 'blpop' waits",
        ),
        (
            b"*2\r\n$6\r\nSELECT\r\n$2\r\n16\r\n",
            "ERR DB index is out of range",
        ),
        (b"*2\r\n$x\r\n", "Protocol error: invalid bulk length"),
        (
            b"*1\r\n$3\r\nDELX\r\n",
            "Protocol error: bulk is not followed by CRLF",
        ),
        (b"*x\r\n", "Protocol error: invalid multibulk length"),
        (b"SET k v\r\n", "expected '*', got 'S'"),
        (b"\0\0\0\0", "expected '*', got '\\x00'"),
        (b"*0\r\n", "ERR empty command"),
    ];
    everywhere(|backend, place| {
        for (bytes, message) in wrong {
            let file = [&commands[..2].concat(), *bytes, &commands[2..].concat()].concat();
            place.write(&file);
            let error = place
                .try_start(backend, Policy::Always)
                .err()
                .expect("it does not start");
            let at = format!("at offset {offset}: {message}");
            assert!(error.contains(&at), "{error}, {at}");
            assert!(error.ends_with("the file is left as it is"), "{error}");
            assert_eq!(place.read(), file);
        }
    });
}

#[test]
fn a_file_that_cannot_be_made_is_named() {
    everywhere(|backend, place| {
        fs::create_dir(place.file()).expect("a directory in the way");
        let error = place
            .try_start(backend, Policy::Always)
            .err()
            .expect("it does not start");
        assert!(error.contains("appendonly.aof"), "{error}");
    });
}
