//! What is asked of the server, and what it must answer.
//!
//! Each connection works on keys of its own, so that the reply to its `n`th request follows from `n`
//! alone and can be compared byte for byte.

use super::client::Client;
use super::resp;
use crate::failure::Outcome;

/// The members of a hash or sorted set that requests go round.
const MEMBERS: u64 = 100;

/// The keys that GET goes round.
const KEYS: u64 = 1000;

/// One kind of request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Workload {
    /// PING.
    Ping,
    /// SET of a 64-byte value.
    Set,
    /// GET of a 64-byte value.
    Get,
    /// INCR.
    Incr,
    /// LPUSH onto a list that grows.
    Lpush,
    /// HSET round a hundred fields.
    Hset,
    /// ZADD round a hundred members.
    Zadd,
}

impl Workload {
    /// Every kind, in the order they are run.
    pub(crate) const ALL: [Self; 7] = [
        Self::Ping,
        Self::Set,
        Self::Get,
        Self::Incr,
        Self::Lpush,
        Self::Hset,
        Self::Zadd,
    ];

    /// Returns the command's name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ping => "PING",
            Self::Set => "SET",
            Self::Get => "GET",
            Self::Incr => "INCR",
            Self::Lpush => "LPUSH",
            Self::Hset => "HSET",
            Self::Zadd => "ZADD",
        }
    }

    /// Empties the server and writes what the requests rely on.
    ///
    /// # Errors
    ///
    /// Fails when the server does not acknowledge it.
    pub(crate) fn prepare(self, client: &mut Client) -> Outcome {
        client.expect(&[b"FLUSHALL"], b"+OK\r\n")?;
        if self == Self::Get {
            for number in 0..KEYS {
                client.expect(
                    &[b"SET", format!("key:{number}").as_bytes(), &value(number)],
                    b"+OK\r\n",
                )?;
            }
        }
        Ok(())
    }

    /// Appends the `n`th request of a connection.
    pub(crate) fn request(self, connection: usize, n: u64, out: &mut Vec<u8>) {
        let key = self.key(connection, n);
        let (key, name) = (key.as_bytes(), self.name().as_bytes());
        match self {
            Self::Ping => resp::command(out, &[name]),
            Self::Get | Self::Incr => resp::command(out, &[name, key]),
            Self::Set => resp::command(out, &[name, key, &value(n)]),
            Self::Lpush => resp::command(out, &[name, key, n.to_string().as_bytes()]),
            Self::Hset => resp::command(
                out,
                &[name, key, member(n).as_bytes(), n.to_string().as_bytes()],
            ),
            Self::Zadd => resp::command(
                out,
                &[name, key, n.to_string().as_bytes(), member(n).as_bytes()],
            ),
        }
    }

    /// Appends what the server must answer to the `n`th request of a connection.
    pub(crate) fn reply(self, n: u64, out: &mut Vec<u8>) {
        match self {
            Self::Ping => out.extend_from_slice(b"+PONG\r\n"),
            Self::Set => out.extend_from_slice(b"+OK\r\n"),
            Self::Get => resp::bulk(out, &value(n % KEYS)),
            Self::Incr | Self::Lpush => resp::integer(out, n + 1),
            Self::Hset | Self::Zadd => resp::integer(out, u64::from(n < MEMBERS)),
        }
    }

    /// Compares the server's state with the `acknowledged` requests of a connection.
    ///
    /// # Errors
    ///
    /// Fails when an acknowledged request left no trace, or one too many.
    pub(crate) fn verify(
        self,
        client: &mut Client,
        connection: usize,
        acknowledged: u64,
    ) -> Outcome {
        let Some(last) = acknowledged.checked_sub(1) else {
            return Ok(());
        };
        let key = self.key(connection, last);
        let key = key.as_bytes();
        let mut expected = Vec::new();
        match self {
            Self::Ping | Self::Get => Ok(()),
            Self::Set => {
                resp::bulk(&mut expected, &value(last));
                client.expect(&[b"GET", key], &expected)
            }
            Self::Incr => {
                resp::bulk(&mut expected, acknowledged.to_string().as_bytes());
                client.expect(&[b"GET", key], &expected)
            }
            Self::Lpush => {
                expected.extend_from_slice(b"*1\r\n");
                resp::bulk(&mut expected, last.to_string().as_bytes());
                client.expect(&[b"LRANGE", key, b"0", b"0"], &expected)
            }
            Self::Hset => {
                resp::bulk(&mut expected, last.to_string().as_bytes());
                client.expect(&[b"HGET", key, member(last).as_bytes()], &expected)
            }
            Self::Zadd => {
                resp::integer(&mut expected, acknowledged.min(MEMBERS));
                client.expect(&[b"ZCARD", key], &expected)
            }
        }
    }

    fn key(self, connection: usize, n: u64) -> String {
        match self {
            Self::Get => format!("key:{}", n % KEYS),
            _ => format!("{}:{connection}", self.name()),
        }
    }
}

fn member(n: u64) -> String {
    format!("member:{}", n % MEMBERS)
}

/// Sixty-four bytes that tell the number.
fn value(number: u64) -> Vec<u8> {
    format!("{number:064}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replies_follow_from_the_number() {
        let reply = |workload: Workload, n| {
            let mut out = Vec::new();
            workload.reply(n, &mut out);
            String::from_utf8_lossy(&out).into_owned()
        };
        assert_eq!(reply(Workload::Incr, 4), ":5\r\n");
        assert_eq!(reply(Workload::Hset, 99), ":1\r\n");
        assert_eq!(reply(Workload::Zadd, 100), ":0\r\n");
        assert_eq!(reply(Workload::Get, 1005), format!("$64\r\n{:064}\r\n", 5));
    }
}
