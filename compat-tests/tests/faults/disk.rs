//! A disk that is full, and a file that may not grow.

use std::{
    fs,
    io::{self, ErrorKind, SeekFrom},
};

use anyrt_combinators::io::{CopySide, copy_bytes};
use anyrt_traits::fs::{File, FileExt, Fs, OpenOptions};
use futures_util::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};

use super::flavour::Owner;
use crate::harness::{TempDir, limit_file_size};

/// The most that a file may have in the faults about a limit.
const LIMIT: usize = 100_000;

/// Asserts that all that follows a failed flush fails as it did.
async fn assert_stays_failed(mut file: impl File, kind: ErrorKind) {
    let kind_of = |result: io::Result<()>| result.map_err(|error| error.kind());
    for _ in 0..3 {
        assert_eq!(kind_of(file.flush().await), Err(kind));
        assert_eq!(kind_of(file.sync_all().await), Err(kind));
        assert_eq!(kind_of(file.write_all(b"more").await), Err(kind));
        let seek = file.seek(SeekFrom::Start(0)).await;
        assert_eq!(kind_of(seek.map(drop)), Err(kind));
    }
    assert_eq!(kind_of(file.close().await), Err(kind));
}

pub(crate) fn full<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let options = OpenOptions::new().write(true);
        let mut file = rt.open_file("/dev/full", &options).await.expect("opens");
        file.write_all(b"lost").await.expect("is accepted");
        assert_stays_failed(file, ErrorKind::StorageFull).await;
        let whole = rt.write_file("/dev/full", b"lost".as_slice()).await;
        assert_eq!(whole.expect_err("is full").kind(), ErrorKind::StorageFull);
        "the write is accepted; the flush and all that follows it give StorageFull, again and again"
            .into()
    })
}

pub(crate) fn full_at_the_end_of_a_copy<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let options = OpenOptions::new().write(true);
        let mut file = rt.open_file("/dev/full", &options).await.expect("opens");
        let error = copy_bytes(&b"lost"[..], &mut file).await;
        let error = error.expect_err("is full");
        assert_eq!(error.side, CopySide::Write);
        assert_eq!(error.error.kind(), ErrorKind::StorageFull);
        assert_stays_failed(file, ErrorKind::StorageFull).await;
        "the copy gives StorageFull of the side that writes, and the file stays failed".into()
    })
}

pub(crate) fn a_file_beyond_its_limit<O: Owner>(make: fn() -> O) -> String {
    let dir = TempDir::new();
    limit_file_size(LIMIT as u64);
    make().block_on(async |rt| {
        let path = dir.path("file");
        let options = OpenOptions::creating();
        let mut file = rt.open_file(&path, &options).await.expect("opens");
        let bytes: Vec<_> = (0..LIMIT + 50_000).map(|at| (at % 251) as u8).collect();
        file.write_all(&bytes).await.expect("is accepted");
        assert_stays_failed(file, ErrorKind::FileTooLarge).await;
        assert!(fs::read(&path).expect("is there") == bytes[..LIMIT]);
        let whole = rt.write_file(dir.path("other"), bytes).await;
        assert_eq!(whole.expect_err("is too large").kind(), ErrorKind::FileTooLarge);
        let options = OpenOptions::reading();
        let mut file = rt.open_file(&path, &options).await.expect("opens");
        file.read_exact(&mut [0; 8]).await.expect("reads as before");
        "what fits is in the file; the flush and all that follows it give FileTooLarge, again and again".into()
    })
}

pub(crate) fn a_replacement_beyond_the_limit<O: Owner>(make: fn() -> O) -> String {
    let dir = TempDir::new();
    let path = dir.path("file");
    fs::write(&path, b"before").expect("the directory is writable");
    limit_file_size(LIMIT as u64);
    make().block_on(async |rt| {
        let replaced = rt.replace_file(&path, vec![7; LIMIT + 1]).await;
        assert_eq!(
            replaced.expect_err("is too large").kind(),
            ErrorKind::FileTooLarge
        );
        assert_eq!(fs::read(&path).expect("is there"), b"before");
        let left = fs::read_dir(dir.as_path()).expect("is there").count();
        assert_eq!(left, 1, "nothing else is left behind");
        "FileTooLarge; the old file is there, and no other".into()
    })
}
