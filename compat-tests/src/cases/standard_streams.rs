//! O1: the standard output and error write what they accepted, and the standard input loses nothing.

use std::{
    io::{self, Read, Write},
    os::{
        fd::{AsFd, OwnedFd},
        unix::net::UnixStream,
    },
    pin::pin,
    task::Poll,
    thread,
    time::Duration,
};

use anyrt_traits::{stdio::Stdio, task::Shutdown, time::Timer};
use futures_util::{AsyncReadExt, AsyncWrite, AsyncWriteExt, future};
use rustix::stdio::{dup2_stderr, dup2_stdin, dup2_stdout};

use super::flavour::Owner;
use crate::harness::{Counter, is_pending, limit, poll_up_to};

/// Puts something else in the place of the standard output, until it is dropped.
struct Output(OwnedFd);

impl Output {
    fn to(fd: impl AsFd) -> Self {
        // What the test harness has said so far is its own.
        io::stdout().flush().expect("the parent reads");
        let before = io::stdout().as_fd().try_clone_to_owned().expect("is left");
        dup2_stdout(fd).expect("a descriptor can be put there");
        Self(before)
    }

    /// Lets a test read what is written.
    fn to_us() -> (Self, UnixStream) {
        let (ours, theirs) = pair();
        (Self::to(&theirs), ours)
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        dup2_stdout(&self.0).ok();
    }
}

/// Puts something else in the place of the standard error, until it is dropped.
struct Errors(OwnedFd);

impl Errors {
    fn to(fd: impl AsFd) -> Self {
        let before = io::stderr().as_fd().try_clone_to_owned().expect("is left");
        dup2_stderr(fd).expect("a descriptor can be put there");
        Self(before)
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        dup2_stderr(&self.0).ok();
    }
}

fn pair() -> (UnixStream, UnixStream) {
    let (ours, theirs) = UnixStream::pair().expect("the system has sockets left");
    ours.set_read_timeout(Some(limit() / 2))
        .expect("the time is not zero");
    (ours, theirs)
}

/// Writes to the standard input of this process.
fn input() -> UnixStream {
    let (ours, theirs) = pair();
    dup2_stdin(&theirs).expect("a descriptor can be put there");
    ours
}

fn read_exactly(mut from: &UnixStream, count: usize) -> Vec<u8> {
    let mut bytes = vec![0; count];
    from.read_exact(&mut bytes).expect("it was written");
    bytes
}

/// Writes in every way, and gives what must have arrived.
async fn write_in_every_way<W: AsyncWrite + Unpin>(stream: &mut W) -> Vec<u8> {
    let mut expected = Vec::new();
    for round in 0..100_u8 {
        let line = vec![b'a' + round % 26; usize::from(round) * 7];
        stream.write_all(&line).await.expect("there is a reader");
        expected.extend(line);
    }
    assert_eq!(stream.write(b"").await.expect("nothing is to do"), 0);
    let parts = [io::IoSlice::new(b"two "), io::IoSlice::new(b"parts\n")];
    let count = stream.write_vectored(&parts).await.expect("there is room");
    expected.extend(&b"two parts\n"[..count]);
    stream.flush().await.expect("there is a reader");
    expected
}

pub fn the_output_is_written_after_a_flush<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (output, reader) = Output::to_us();
        let expected = write_in_every_way(&mut rt.stdout()).await;
        let written = read_exactly(&reader, expected.len());
        drop(output);
        assert!(written == expected, "other bytes");
    });
}

pub fn the_error_is_written_after_a_flush<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (reader, theirs) = pair();
        let errors = Errors::to(&theirs);
        let expected = write_in_every_way(&mut rt.stderr()).await;
        let written = read_exactly(&reader, expected.len());
        drop(errors);
        assert!(written == expected, "other bytes");
    });
}

pub fn more_output_than_any_buffer_arrives_whole<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (output, reader) = Output::to_us();
        let expected: Vec<_> = (0..1_000_000_u32).map(|i| (i % 251) as u8).collect();
        let count = expected.len();
        let reader = thread::spawn(move || read_exactly(&reader, count));
        let mut stdout = rt.stdout();
        stdout.write_all(&expected).await.expect("a thread reads");
        stdout.close().await.expect("a thread reads");
        let written = reader.join().expect("it was written");
        drop(output);
        assert!(written == expected, "other bytes");
    });
}

pub fn a_dropped_output_writes_what_it_accepted<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (output, reader) = Output::to_us();
        let mut stdout = rt.stdout();
        stdout
            .write_all(b"accepted\n")
            .await
            .expect("there is room");
        drop(stdout);
        let written = read_exactly(&reader, 9);
        drop(output);
        assert_eq!(written, b"accepted\n");
    });
}

pub fn what_one_write_accepts_is_not_torn<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        const LINE: usize = 3000;
        const LINES: usize = 100;
        let (output, reader) = Output::to_us();
        let reader = thread::spawn(move || read_exactly(&reader, 2 * LINE * LINES));
        let write = async |letter: u8| {
            let mut stdout = rt.stdout();
            let line = [letter; LINE];
            for _ in 0..LINES {
                stdout.write_all(&line).await.expect("a thread reads");
                stdout.flush().await.expect("a thread reads");
            }
        };
        future::join(write(b'a'), write(b'b')).await;
        let written = reader.join().expect("it was written");
        drop(output);
        for line in written.chunks(LINE) {
            assert!(line.iter().all(|byte| *byte == line[0]), "a torn line");
        }
    });
}

pub fn output_that_failed_stays_failed<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let full = std::fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .expect("the system has it");
        let output = Output::to(&full);
        let mut stdout = rt.stdout();
        let accepted = stdout.write_all(b"more than there is room for\n").await;
        let told: Vec<_> = [accepted, stdout.flush().await]
            .into_iter()
            .filter_map(Result::err)
            .collect();
        let again = stdout.flush().await;
        let later = stdout.write_all(b"more\n").await;
        drop(output);
        assert!(!told.is_empty(), "an error is told");
        again.expect_err("it stays");
        later.expect_err("it stays");
    });
}

pub fn input_arrives_in_order_and_ends<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut writer = input();
        let mut stdin = rt.stdin();
        let expected: Vec<_> = (0..50_000_u32).map(|i| (i % 251) as u8).collect();
        let sent = expected.clone();
        let writer = thread::spawn(move || {
            writer.write_all(&sent).expect("it is read");
        });
        let mut received = vec![0; expected.len() - 1];
        stdin.read_exact(&mut received).await.expect("it is sent");
        stdin.read_to_end(&mut received).await.expect("it ends");
        writer.join().expect("it was read");
        assert!(received == expected, "other bytes");
        assert_eq!(stdin.read(&mut [0]).await.expect("the end stays"), 0);
    });
}

pub fn a_read_of_the_input_dropped_at_any_point_loses_nothing<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut writer = input();
        let mut received = Vec::new();
        for round in 0..4_u8 {
            let counter = Counter::new();
            let mut stdin = rt.stdin();
            let mut byte = [0];
            if round > 0 {
                let mut read = pin!(stdin.read(&mut byte));
                assert!(is_pending(read.as_mut(), &counter), "nobody writes");
                if round > 1 {
                    writer.write_all(&[round, round]).expect("it is read");
                    counter.woken().await;
                }
                let polls = usize::from(round).saturating_sub(2);
                if let Some(read) = poll_up_to(polls, read, &counter).await {
                    assert_eq!(read.expect("it is open"), 1);
                    received.push(byte[0]);
                }
            }
            if round < 2 {
                writer.write_all(&[round, round]).expect("it is read");
            }
            // By another handle, after the first is gone.
            drop(stdin);
            let mut stdin = rt.stdin();
            while received.len() < 2 * (usize::from(round) + 1) {
                let mut byte = [0];
                stdin.read_exact(&mut byte).await.expect("it was sent");
                received.push(byte[0]);
            }
        }
        assert_eq!(received, [0, 0, 1, 1, 2, 2, 3, 3]);
    });
}

pub fn who_waits_for_input_lets_others_run<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut writer = input();
        let mut stdin = rt.stdin();
        let mut byte = [0];
        let mut read = pin!(stdin.read(&mut byte));
        let counter = Counter::new();
        assert!(is_pending(read.as_mut(), &counter), "nobody writes");
        let mut other = rt.stdout();
        other.write_all(b"").await.expect("nothing is to do");
        other.flush().await.expect("nothing is to do");
        rt.sleep(Duration::from_millis(1)).await;
        assert_eq!(counter.wakes(), 0, "nobody wrote");
        writer.write_all(b"x").expect("it is read");
        counter.woken().await;
        assert!(matches!(
            crate::harness::poll(read, &counter),
            Poll::Ready(Ok(1))
        ));
    });
}

pub fn a_read_of_the_input_keeps_no_program_from_its_end<O: Owner>(make: fn() -> O) {
    let writer = input();
    make().block_on(async |rt| {
        let mut stdin = rt.stdin();
        let mut byte = [0];
        let read = pin!(stdin.read(&mut byte));
        assert!(is_pending(read, &Counter::new()), "nobody writes");
    });
    // The process that this runs in ends while a thread of it still reads; who started it waits for that.
    std::mem::forget(writer);
}

pub fn a_read_of_the_input_keeps_no_shutdown_waiting<O: Owner + Shutdown>(make: fn() -> O) {
    let mut writer = input();
    let owner = make();
    let mut stdin = owner.handle().stdin();
    let mut byte = [0];
    let counter = Counter::new();
    {
        let mut read = pin!(stdin.read(&mut byte));
        owner.block_on(async |_| assert!(is_pending(read.as_mut(), &counter), "no writer"));
        owner
            .shutdown(Duration::from_secs(60))
            .expect("nothing keeps it");
        counter.woken_blocking();
        crate::harness::wait(read).expect_err("nobody serves it");
    }
    // What the thread reads after that is there for the next runtime.
    writer.write_all(b"x").expect("it is read");
    make().block_on(async |rt| {
        let mut byte = [0];
        let mut stdin = rt.stdin();
        stdin.read_exact(&mut byte).await.expect("it was sent");
        assert_eq!(byte, *b"x");
    });
}
