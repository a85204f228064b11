//! F3: seeks, reads and writes share one position.

use std::{
    fs,
    io::{Read, Seek, SeekFrom, Write},
};

use anyrt_traits::fs::{File, FileExt, Fs, OpenOptions, Permissions};
use futures_util::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};

use super::flavour::Owner;
use crate::harness::TempDir;

const BOTH: OpenOptions = OpenOptions::new().read(true).write(true).create(true);

pub fn a_write_goes_where_the_read_before_has_ended<O: Owner>(make: fn() -> O) {
    let dir = TempDir::new();
    let path = dir.path("file");
    fs::write(&path, b"0123456789").expect("the directory is writable");
    make().block_on(async |rt| {
        let mut file = rt.open_file(&path, &BOTH).await.expect("opens");
        let mut two = [0; 2];
        file.read_exact(&mut two).await.expect("reads");
        file.read_exact(&mut two).await.expect("reads");
        assert_eq!(&two, b"23");
        file.write_all(b"ab").await.expect("is accepted");
        file.read_exact(&mut two).await.expect("reads");
        assert_eq!(&two, b"67");
        assert_eq!(file.stream_position().await.expect("has one"), 8);
        assert_eq!(fs::read(&path).expect("is there"), b"0123ab6789");
    });
}

pub fn a_failed_seek_leaves_the_position<O: Owner>(make: fn() -> O) {
    let dir = TempDir::new();
    let path = dir.path("file");
    fs::write(&path, b"0123456789").expect("the directory is writable");
    make().block_on(async |rt| {
        let mut file = rt.open_file(&path, &BOTH).await.expect("opens");
        let mut three = [0; 3];
        file.read_exact(&mut three).await.expect("reads");
        file.seek(SeekFrom::Current(-4))
            .await
            .expect_err("is before the start");
        file.read_exact(&mut three).await.expect("reads");
        assert_eq!(&three, b"345");
        file.seek(SeekFrom::End(-1)).await.expect("is inside");
        assert_eq!(file.read(&mut three).await.expect("reads"), 1);
        assert_eq!(file.read(&mut three).await.expect("reads"), 0);
    });
}

/// A generator of numbers, by George Marsaglia's xorshift.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

pub fn any_order_of_operations_does_what_it_does_on_a_file_of_std<O: Owner>(make: fn() -> O) {
    let dir = TempDir::new();
    let (ours, theirs) = (dir.path("ours"), dir.path("theirs"));
    make().block_on(async |rt| {
        for seed in 1..13 {
            let mut numbers = Numbers(seed * 0x9E37_79B9);
            let start: Vec<u8> = (0..400_000).map(|at| (at % 253) as u8).collect();
            fs::write(&ours, &start).expect("the directory is writable");
            fs::write(&theirs, &start).expect("the directory is writable");
            let mut file = rt.open_file(&ours, &BOTH).await.expect("opens");
            let mut std = fs::OpenOptions::new()
                .read(true)
                .write(true)
                .open(&theirs)
                .expect("opens");
            for step in 0..60 {
                let size = [1, 10, 3_000, 70_000][numbers.below(4) as usize];
                match numbers.below(6) {
                    0 | 1 => {
                        let (mut found, mut expected) = (vec![0; size], vec![0; size]);
                        let count = std.read(&mut expected).expect("reads");
                        expected.truncate(count);
                        found.truncate(count);
                        file.read_exact(&mut found).await.expect("reads as much");
                        assert!(found == expected, "seed {seed}, step {step}");
                    }
                    2 | 3 => {
                        let bytes = vec![step as u8; size];
                        std.write_all(&bytes).expect("writes");
                        file.write_all(&bytes).await.expect("is accepted");
                    }
                    4 => {
                        let to = match numbers.below(3) {
                            0 => SeekFrom::Start(numbers.below(500_000)),
                            1 => SeekFrom::End(-(numbers.below(100_000) as i64)),
                            _ => SeekFrom::Current(numbers.below(2_000) as i64 - 1_000),
                        };
                        let expected = std.seek(to).ok();
                        assert_eq!(
                            file.seek(to).await.ok(),
                            expected,
                            "seed {seed}, step {step}"
                        );
                    }
                    _ => {
                        let size = 200_000 + numbers.below(200_000);
                        std.set_len(size).expect("is cut");
                        file.set_len(size).await.expect("is cut");
                    }
                }
            }
            file.flush().await.expect("is written");
            let (found, expected) = (fs::read(&ours), fs::read(&theirs));
            assert!(
                found.expect("is there") == expected.expect("is there"),
                "seed {seed}"
            );
        }
    });
}

pub fn what_is_appended_goes_to_the_end<O: Owner>(make: fn() -> O) {
    let dir = TempDir::new();
    let path = dir.path("file");
    fs::write(&path, b"old ").expect("the directory is writable");
    make().block_on(async |rt| {
        let options = OpenOptions::new().read(true).append(true);
        let mut file = rt.open_file(&path, &options).await.expect("opens");
        file.seek(SeekFrom::Start(1)).await.expect("is inside");
        file.write_all(b"new").await.expect("is accepted");
        file.flush().await.expect("is written");
        assert_eq!(fs::read(&path).expect("is there"), b"old new");
    });
}

pub fn a_clone_shares_the_position<O: Owner>(make: fn() -> O) {
    let dir = TempDir::new();
    let path = dir.path("file");
    fs::write(&path, b"0123456789").expect("the directory is writable");
    make().block_on(async |rt| {
        let mut file = rt.open_file(&path, &BOTH).await.expect("opens");
        let mut two = [0; 2];
        file.read_exact(&mut two).await.expect("reads");
        let mut clone = file.try_clone().await.expect("is another descriptor");
        clone.read_exact(&mut two).await.expect("reads");
        assert_eq!(&two, b"23");
        clone.seek(SeekFrom::Start(7)).await.expect("is inside");
        file.read_exact(&mut two).await.expect("reads");
        assert_eq!(&two, b"78");
    });
}

pub fn positioned_operations_leave_the_position<O: Owner>(make: fn() -> O) {
    let dir = TempDir::new();
    let path = dir.path("file");
    fs::write(&path, b"0123456789").expect("the directory is writable");
    make().block_on(async |rt| {
        let mut file = rt.open_file(&path, &BOTH).await.expect("opens");
        let (count, buf) = file.write_at(b"xy".to_vec(), 8).await;
        assert_eq!((count.expect("writes"), buf), (2, b"xy".to_vec()));
        let (count, buf) = file.read_at(vec![0; 4], 7).await;
        assert_eq!((count.expect("reads"), &*buf), (3, b"7xy\0".as_slice()));
        let (count, _) = file.read_at(vec![0; 4], 100).await;
        assert_eq!(count.expect("is the end"), 0);
        assert_eq!(file.stream_position().await.expect("has one"), 0);
    });
}

pub fn a_file_tells_and_takes_its_length_and_permissions<O: Owner>(make: fn() -> O) {
    let dir = TempDir::new();
    let path = dir.path("file");
    make().block_on(async |rt| {
        let mut file = rt.open_file(&path, &BOTH.mode(0o600)).await.expect("opens");
        file.write_all(b"12345").await.expect("is accepted");
        let metadata = file.metadata().await.expect("is told");
        assert_eq!((metadata.len, metadata.is_file()), (5, true));
        assert_eq!(metadata.permissions.mode(), 0o600);
        file.set_permissions(Permissions::from_mode(0o640))
            .await
            .expect("are set");
        let metadata = rt.metadata(&path).await.expect("is told");
        assert_eq!(metadata.permissions.mode(), 0o640);
        file.sync_all().await.expect("is synchronised");
        file.sync_data().await.expect("is synchronised");
    });
}
