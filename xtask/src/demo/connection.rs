//! One connection of the load: a closed loop that is stepped, never blocks, and checks every reply.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use super::resp;
use super::workload::Workload;
use crate::failure::{Failure, Outcome};

/// How long a reply may take before the server counts as stuck.
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection and where its loop stands.
#[derive(Debug)]
pub(crate) struct Connection {
    stream: TcpStream,
    workload: Workload,
    number: usize,
    sent: u64,
    acknowledged: u64,
    sent_at: Instant,
    outgoing: Vec<u8>,
    written: usize,
    incoming: Vec<u8>,
    expected: Vec<u8>,
}

impl Connection {
    /// Connects, as the `number`th of the load.
    ///
    /// # Errors
    ///
    /// Fails when the server does not accept.
    pub(crate) fn open(server: SocketAddr, workload: Workload, number: usize) -> Outcome<Self> {
        let connect = || {
            let stream = TcpStream::connect_timeout(&server, PATIENCE)?;
            stream.set_nodelay(true)?;
            stream.set_nonblocking(true)?;
            Ok(stream)
        };
        let stream: TcpStream = connect().map_err(|error: std::io::Error| {
            Failure::new(format!("connection {number} to {server}: {error}"))
        })?;
        Ok(Self {
            stream,
            workload,
            number,
            sent: 0,
            acknowledged: 0,
            sent_at: Instant::now(),
            outgoing: Vec::new(),
            written: 0,
            incoming: Vec::new(),
            expected: Vec::new(),
        })
    }

    /// Returns the connection's number.
    pub(crate) fn number(&self) -> usize {
        self.number
    }

    /// Returns how many requests were answered, each as it must be.
    pub(crate) fn acknowledged(&self) -> u64 {
        self.acknowledged
    }

    /// Returns whether no reply is outstanding.
    pub(crate) fn is_idle(&self) -> bool {
        self.sent == self.acknowledged
    }

    /// Sends the next `pipeline` requests at once.
    ///
    /// # Errors
    ///
    /// Fails when the connection does.
    pub(crate) fn send(&mut self, pipeline: u64) -> Outcome {
        self.outgoing.clear();
        self.written = 0;
        for n in self.sent..self.sent + pipeline {
            self.workload.request(self.number, n, &mut self.outgoing);
        }
        self.sent += pipeline;
        self.sent_at = Instant::now();
        self.write()
    }

    /// Writes and reads what can be without waiting, and calls `answered` with the latency of each reply
    /// that is complete. Returns whether anything moved.
    ///
    /// # Errors
    ///
    /// Fails when the connection ends, a reply is wrong, or none comes for too long.
    pub(crate) fn step(&mut self, mut answered: impl FnMut(Duration)) -> Outcome<bool> {
        if self.is_idle() {
            return Ok(false);
        }
        self.write()?;
        let mut buffer = [0; 16 * 1024];
        match self.stream.read(&mut buffer) {
            Ok(0) => Err(self.failed("the server closed the connection")),
            Ok(read) => {
                self.incoming.extend_from_slice(&buffer[..read]);
                let took = self.sent_at.elapsed();
                for _ in 0..self.take_replies()? {
                    answered(took);
                }
                Ok(true)
            }
            Err(error)
                if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) =>
            {
                if self.sent_at.elapsed() > PATIENCE {
                    return Err(self.failed(&format!("no reply for {} s", PATIENCE.as_secs())));
                }
                Ok(false)
            }
            Err(error) => Err(self.failed(&error.to_string())),
        }
    }

    fn write(&mut self) -> Outcome {
        while self.written < self.outgoing.len() {
            match self.stream.write(&self.outgoing[self.written..]) {
                Ok(written) => self.written += written,
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(self.failed(&error.to_string())),
            }
        }
        Ok(())
    }

    /// Compares the complete replies and returns their number.
    fn take_replies(&mut self) -> Outcome<u64> {
        let mut at = 0;
        let before = self.acknowledged;
        while let Some(length) =
            resp::reply_length(&self.incoming[at..]).map_err(|error| self.failed(&error))?
        {
            let reply = &self.incoming[at..at + length];
            self.expected.clear();
            self.workload.reply(self.acknowledged, &mut self.expected);
            if self.is_idle() || reply != self.expected {
                let (reply, expected) = (resp::shown(reply), resp::shown(&self.expected));
                let request = self.acknowledged + 1;
                return Err(self.failed(&format!(
                    "the reply to request {request} is {reply}, expected {expected}"
                )));
            }
            self.acknowledged += 1;
            at += length;
        }
        self.incoming.drain(..at);
        Ok(self.acknowledged - before)
    }

    fn failed(&self, how: &str) -> Failure {
        Failure::new(format!(
            "{} on connection {}: {how}",
            self.workload.name(),
            self.number
        ))
    }
}
