//! F1, F2: what a file has accepted is in it after a flush, and an error of that stays.

use std::{
    fs,
    io::{self, IoSlice},
    pin::pin,
};

use anyrt_traits::{
    fs::{FileExt, Fs, OpenOptions},
    io::ByteWrite,
};
use futures_util::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};

use super::flavour::Owner;
use crate::harness::{Counter, TempDir, limit_file_size, poll, poll_up_to, until};

/// Bytes that differ from place to place.
fn bytes(count: usize) -> Vec<u8> {
    (0..count).map(|at| (at % 251) as u8).collect()
}

pub fn bytes_are_there_after_a_flush_however_they_are_cut<O: Owner>(make: fn() -> O) {
    let (dir, expected) = (TempDir::new(), bytes(300_000));
    make().block_on(async |rt| {
        for size in [1 << 20, 65_536, 4_097, 1_000] {
            let path = dir.path("file");
            let mut file = rt
                .open_file(&path, &OpenOptions::creating())
                .await
                .expect("opens");
            for chunk in expected.chunks(size) {
                file.write_all(chunk).await.expect("is accepted");
            }
            file.flush().await.expect("is written");
            assert!(
                fs::read(&path).expect("is there") == expected,
                "in chunks of {size}"
            );
        }
    });
}

pub fn bytes_are_there_after_a_close<O: Owner>(make: fn() -> O) {
    let dir = TempDir::new();
    make().block_on(async |rt| {
        let path = dir.path("file");
        let mut file = rt
            .open_file(&path, &OpenOptions::creating())
            .await
            .expect("opens");
        file.write_all(b"closed").await.expect("is accepted");
        file.close().await.expect("is written");
        assert_eq!(fs::read(&path).expect("is there"), b"closed");
        file.close()
            .await
            .expect("closing twice is as good as once");
    });
}

pub fn vectored_writes_are_there_after_a_flush<O: Owner>(make: fn() -> O) {
    let dir = TempDir::new();
    make().block_on(async |rt| {
        let path = dir.path("file");
        let mut file = rt
            .open_file(&path, &OpenOptions::creating())
            .await
            .expect("opens");
        assert!(file.is_write_vectored());
        let bufs = [
            IoSlice::new(b"one "),
            IoSlice::new(b""),
            IoSlice::new(b"two"),
        ];
        assert_eq!(file.write_vectored(&bufs).await.expect("is accepted"), 7);
        assert_eq!(file.write(b"").await.expect("is nothing"), 0);
        file.flush().await.expect("is written");
        assert_eq!(fs::read(&path).expect("is there"), b"one two");
    });
}

pub fn more_than_any_buffer_arrives_whole<O: Owner>(make: fn() -> O) {
    let (dir, expected) = (TempDir::new(), bytes(9 << 20));
    make().block_on(async |rt| {
        let path = dir.path("file");
        let mut file = rt
            .open_file(&path, &OpenOptions::creating())
            .await
            .expect("opens");
        file.write_all(&expected).await.expect("is accepted");
        file.flush().await.expect("is written");
        assert!(fs::read(&path).expect("is there") == expected);
    });
}

pub fn a_file_dropped_without_a_flush_is_written<O: Owner>(make: fn() -> O) {
    let (dir, expected) = (TempDir::new(), bytes(200_000));
    make().block_on(async |rt| {
        for round in 0..20 {
            let path = dir.path(&format!("file{round}"));
            let mut file = rt
                .open_file(&path, &OpenOptions::creating())
                .await
                .expect("opens");
            file.write_all(&expected).await.expect("is accepted");
            drop(file);
            until("the dropped file's bytes", || {
                fs::metadata(&path).is_ok_and(|metadata| metadata.len() == 200_000)
            })
            .await;
            assert!(fs::read(&path).expect("is there") == expected);
        }
    });
}

pub fn a_file_that_outlives_its_runtime_has_written_what_it_accepted<O: Owner>(make: fn() -> O) {
    let (dir, expected) = (TempDir::new(), bytes(100_000));
    for round in 0..10 {
        let path = dir.path(&format!("file{round}"));
        let owner = make();
        let file = owner.block_on(async |rt| {
            let mut file = rt
                .open_file(&path, &OpenOptions::creating())
                .await
                .expect("opens");
            file.write_all(&expected).await.expect("is accepted");
            file
        });
        drop(owner);
        drop(file);
        crate::harness::until_blocking("the bytes of the ended runtime", || {
            fs::read(&path).is_ok_and(|found| found == expected)
        });
    }
}

pub fn a_write_dropped_at_any_point_has_written_what_it_reported<O: Owner>(make: fn() -> O) {
    let dir = TempDir::new();
    make().block_on(async |rt| {
        for polls in 1..4 {
            let path = dir.path("file");
            let mut file = rt
                .open_file(&path, &OpenOptions::creating())
                .await
                .expect("opens");
            let mut expected = Vec::new();
            for round in 0..40_u8 {
                let chunk = vec![round; 150_000];
                let counter = Counter::new();
                let mut write = pin!(file.write(&chunk));
                if let Some(count) = poll_up_to(polls, write.as_mut(), &counter).await {
                    let count = count.expect("is accepted");
                    expected.extend_from_slice(&chunk[..count]);
                }
            }
            file.flush().await.expect("is written");
            assert!(
                fs::read(&path).expect("is there") == expected,
                "after {polls} polls"
            );
        }
    });
}

pub fn a_read_dropped_at_any_point_loses_nothing<O: Owner>(make: fn() -> O) {
    let (dir, expected) = (TempDir::new(), bytes(500_000));
    let path = dir.path("file");
    fs::write(&path, &expected).expect("the directory is writable");
    make().block_on(async |rt| {
        let mut file = rt
            .open_file(&path, &OpenOptions::reading())
            .await
            .expect("opens");
        let (mut found, mut buf) = (Vec::new(), vec![0; 7_001]);
        loop {
            let dropped = {
                let mut read = pin!(file.read(&mut buf));
                poll(read.as_mut(), &Counter::new())
            };
            let count = match dropped {
                std::task::Poll::Ready(count) => count.expect("reads"),
                std::task::Poll::Pending => file.read(&mut buf).await.expect("reads"),
            };
            if count == 0 {
                break;
            }
            found.extend_from_slice(&buf[..count]);
        }
        assert!(found == expected);
    });
}

async fn stays_failed(mut file: impl anyrt_traits::fs::File, kind: io::ErrorKind) {
    let failed = |result: io::Result<()>| result.err().map(|error| error.kind());
    for _ in 0..3 {
        assert_eq!(failed(file.flush().await), Some(kind));
    }
    assert_eq!(failed(file.close().await), Some(kind));
    assert_eq!(failed(file.sync_all().await), Some(kind));
    assert_eq!(failed(file.sync_data().await), Some(kind));
    assert_eq!(failed(file.write_all(b"more").await), Some(kind));
    assert_eq!(
        failed(file.seek(io::SeekFrom::Start(0)).await.map(|_| ())),
        Some(kind)
    );
    assert_eq!(failed(file.flush().await), Some(kind));
}

pub fn a_full_disk_is_told_by_every_flush_and_all_that_follows<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let options = OpenOptions::new().write(true);
        let mut file = rt.open_file("/dev/full", &options).await.expect("opens");
        file.write_all(b"lost").await.expect("is accepted");
        stays_failed(file, io::ErrorKind::StorageFull).await;
    });
}

pub fn a_full_disk_is_told_if_the_flush_was_dropped<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let options = OpenOptions::new().write(true);
        let mut file = rt.open_file("/dev/full", &options).await.expect("opens");
        file.write_all(b"lost").await.expect("is accepted");
        {
            let mut flush = pin!(file.flush());
            let _dropped = poll(flush.as_mut(), &Counter::new());
        }
        stays_failed(file, io::ErrorKind::StorageFull).await;
    });
}

pub fn a_limit_on_the_size_is_told_by_every_flush<O: Owner>(make: fn() -> O) {
    let dir = TempDir::new();
    limit_file_size(100_000);
    make().block_on(async |rt| {
        let path = dir.path("file");
        let mut file = rt
            .open_file(&path, &OpenOptions::creating())
            .await
            .expect("opens");
        file.write_all(&bytes(150_000)).await.expect("is accepted");
        stays_failed(file, io::ErrorKind::FileTooLarge).await;
        let found = fs::read(&path).expect("is there");
        assert!(
            found == bytes(100_000),
            "what fits is there, and nothing else"
        );
    });
}
