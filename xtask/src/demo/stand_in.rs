//! A server for the load generator's own tests: threads, a map, and replies that a test may spoil.

use std::collections::{HashMap, HashSet};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

type Spoil = fn(&[String]) -> Option<String>;

/// A running server; its threads end with the test's process.
#[derive(Debug)]
pub(crate) struct StandIn {
    address: SocketAddr,
}

#[derive(Debug, Default)]
struct State {
    strings: HashMap<String, String>,
    lists: HashMap<String, Vec<String>>,
    hashes: HashMap<String, HashMap<String, String>>,
    sets: HashMap<String, HashSet<String>>,
}

impl StandIn {
    /// Starts a server that gives `spoil`'s reply where there is one; an empty one hangs up.
    pub(crate) fn start(spoil: Spoil) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("binds");
        let address = listener.local_addr().expect("is bound");
        let state = Arc::new(Mutex::new(State::default()));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&state);
                std::thread::spawn(move || serve(&stream, &state, spoil));
            }
        });
        Self { address }
    }

    /// Returns where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }
}

fn serve(stream: &TcpStream, state: &Mutex<State>, spoil: Spoil) -> Option<()> {
    let mut reader = BufReader::new(stream);
    loop {
        let words = read_command(&mut reader)?;
        let spoiled = spoil(&words);
        let reply = spoiled.unwrap_or_else(|| state.lock().expect("not poisoned").answer(&words));
        if reply.is_empty() {
            return None;
        }
        let mut stream = stream;
        stream.write_all(reply.as_bytes()).ok()?;
    }
}

fn read_command(reader: &mut BufReader<&TcpStream>) -> Option<Vec<String>> {
    let mut number = |mark: char| {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let count = line.trim().strip_prefix(mark)?.parse::<usize>().ok()?;
        let mut text = vec![0; if mark == '$' { count + 2 } else { 0 }];
        reader.read_exact(&mut text).ok()?;
        text.truncate(count);
        Some((count, String::from_utf8(text).ok()?))
    };
    let (count, _) = number('*')?;
    (0..count)
        .map(|_| number('$').map(|(_, text)| text))
        .collect()
}

impl State {
    fn answer(&mut self, words: &[String]) -> String {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let bulk = |text: Option<&String>| {
            text.map_or("$-1\r\n".to_owned(), |t| format!("${}\r\n{t}\r\n", t.len()))
        };
        match words.as_slice() {
            ["FLUSHALL"] => {
                *self = Self::default();
                "+OK\r\n".to_owned()
            }
            ["PING"] => "+PONG\r\n".to_owned(),
            ["SET", key, value] => {
                self.strings.insert((*key).to_owned(), (*value).to_owned());
                "+OK\r\n".to_owned()
            }
            ["GET", key] => bulk(self.strings.get(*key)),
            ["INCR", key] => {
                let value = self
                    .strings
                    .entry((*key).to_owned())
                    .or_insert_with(|| "0".to_owned());
                *value = (value.parse::<u64>().expect("a number") + 1).to_string();
                format!(":{value}\r\n")
            }
            ["LPUSH", key, value] => {
                let list = self.lists.entry((*key).to_owned()).or_default();
                list.push((*value).to_owned());
                format!(":{}\r\n", list.len())
            }
            ["LRANGE", key, ..] => format!(
                "*1\r\n{}",
                bulk(self.lists.get(*key).and_then(|list| list.last()))
            ),
            ["HSET", key, field, value] => {
                let hash = self.hashes.entry((*key).to_owned()).or_default();
                let old = hash.insert((*field).to_owned(), (*value).to_owned());
                format!(":{}\r\n", u8::from(old.is_none()))
            }
            ["HGET", key, field] => bulk(self.hashes.get(*key).and_then(|hash| hash.get(*field))),
            ["ZADD", key, _, member] => {
                let set = self.sets.entry((*key).to_owned()).or_default();
                format!(":{}\r\n", u8::from(set.insert((*member).to_owned())))
            }
            ["ZCARD", key] => format!(":{}\r\n", self.sets.get(*key).map_or(0, HashSet::len)),
            _ => "-ERR unknown command\r\n".to_owned(),
        }
    }
}
