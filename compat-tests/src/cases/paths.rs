//! F3: what is done by path does what the standard library does.

use std::{collections::BTreeSet, fs, io::ErrorKind, os::unix::fs::PermissionsExt};

use anyrt_traits::fs::{FileType, Fs, OpenOptions, Permissions};
use futures_util::{AsyncReadExt, TryStreamExt};

use super::flavour::Owner;
use crate::harness::TempDir;

fn kind<T>(result: std::io::Result<T>) -> Option<ErrorKind> {
    result.err().map(|error| error.kind())
}

pub fn files_are_read_written_copied_renamed_and_removed<O: Owner>(make: fn() -> O) {
    let dir = TempDir::new();
    let (a, b, c) = (dir.path("a"), dir.path("b"), dir.path("c"));
    make().block_on(async |rt| {
        rt.write_file(&a, "text").await.expect("writes");
        assert_eq!(rt.read_file(&a).await.expect("reads"), b"text");
        assert_eq!(rt.copy_file(&a, &b).await.expect("copies"), 4);
        rt.rename(&b, &c).await.expect("renames");
        assert_eq!(fs::read(&c).expect("is there"), b"text");
        rt.remove_file(&c).await.expect("removes");
        assert_eq!(kind(rt.read_file(&c).await), Some(ErrorKind::NotFound));
        assert_eq!(
            kind(rt.open_file(&c, &OpenOptions::reading()).await),
            Some(ErrorKind::NotFound)
        );
        let new = OpenOptions::new().write(true).create_new(true);
        assert_eq!(
            kind(rt.open_file(&a, &new).await),
            Some(ErrorKind::AlreadyExists)
        );
        rt.set_permissions(&a, Permissions::from_mode(0o400))
            .await
            .expect("sets");
        assert!(
            rt.metadata(&a)
                .await
                .expect("is told")
                .permissions
                .readonly()
        );
    });
}

pub fn directories_are_made_listed_and_removed<O: Owner>(make: fn() -> O) {
    let dir = TempDir::new();
    make().block_on(async |rt| {
        let (top, deep) = (dir.path("top"), dir.path("top/deep/er"));
        assert_eq!(kind(rt.create_dir(&deep).await), Some(ErrorKind::NotFound));
        rt.create_dir_all(&deep).await.expect("makes");
        rt.create_dir_all(&deep).await.expect("is there");
        assert_eq!(
            kind(rt.create_dir(&deep).await),
            Some(ErrorKind::AlreadyExists)
        );
        let empty: Vec<_> = rt
            .read_dir(&deep)
            .await
            .expect("opens")
            .try_collect()
            .await
            .expect("lists");
        assert!(empty.is_empty());
        for number in 0..100 {
            fs::write(deep.join(format!("{number}")), b"").expect("is writable");
        }
        let entries: Vec<_> = rt
            .read_dir(&deep)
            .await
            .expect("opens")
            .try_collect()
            .await
            .expect("lists");
        assert!(
            entries
                .iter()
                .all(|entry| entry.file_type() == FileType::File)
        );
        assert!(entries.iter().all(|entry| entry.path().starts_with(&deep)));
        let names: BTreeSet<_> = entries
            .iter()
            .map(|entry| entry.file_name().to_owned())
            .collect();
        assert_eq!(names.len(), 100);
        assert_eq!(
            kind(rt.remove_dir(&top).await),
            Some(ErrorKind::DirectoryNotEmpty)
        );
        rt.remove_dir_all(&top).await.expect("removes");
        assert_eq!(kind(rt.metadata(&top).await), Some(ErrorKind::NotFound));
        assert_eq!(kind(rt.read_dir(&top).await), Some(ErrorKind::NotFound));
    });
}

pub fn links_lead_and_are_not_followed_when_removed<O: Owner>(make: fn() -> O) {
    let dir = TempDir::new();
    make().block_on(async |rt| {
        let (target, link, hard) = (dir.path("target"), dir.path("link"), dir.path("hard"));
        rt.create_dir(&target).await.expect("makes");
        fs::write(target.join("kept"), b"kept").expect("is writable");
        rt.symlink(&target, &link).await.expect("links");
        assert_eq!(rt.read_link(&link).await.expect("leads"), target);
        let real = fs::canonicalize(&target).expect("is there");
        assert_eq!(rt.canonicalize(&link).await.expect("leads"), real);
        assert!(
            rt.symlink_metadata(&link)
                .await
                .expect("is told")
                .is_symlink()
        );
        assert!(rt.metadata(&link).await.expect("is told").is_dir());
        rt.hard_link(target.join("kept"), &hard)
            .await
            .expect("links");
        let (one, two) = (
            rt.metadata(&hard).await,
            rt.metadata(target.join("kept")).await,
        );
        let (one, two) = (one.expect("is told"), two.expect("is told"));
        assert_eq!((one.inode, one.links), (two.inode, 2));
        let tree = dir.path("tree");
        rt.create_dir(&tree).await.expect("makes");
        rt.symlink(&target, tree.join("link")).await.expect("links");
        rt.remove_dir_all(&tree).await.expect("removes");
        assert_eq!(fs::read(target.join("kept")).expect("is there"), b"kept");
    });
}

pub fn a_file_is_replaced_whole_and_keeps_its_permissions<O: Owner>(make: fn() -> O) {
    let dir = TempDir::new();
    make().block_on(async |rt| {
        let (file, link) = (dir.path("file"), dir.path("link"));
        rt.replace_file(&file, "first").await.expect("makes");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("sets");
        rt.symlink(&file, &link).await.expect("links");
        let mut reader = rt
            .open_file(&file, &OpenOptions::reading())
            .await
            .expect("opens");
        rt.replace_file(&link, "second").await.expect("replaces");
        let mut old = String::new();
        reader.read_to_string(&mut old).await.expect("reads");
        assert_eq!(old, "first", "who has it open still reads the old one");
        assert_eq!(fs::read(&file).expect("is there"), b"second");
        assert!(fs::symlink_metadata(&link).expect("is there").is_symlink());
        let mode = fs::metadata(&file).expect("is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
        let inside = dir.path("directory");
        rt.create_dir(&inside).await.expect("makes");
        assert_eq!(
            kind(rt.replace_file(&inside, "x").await),
            Some(ErrorKind::IsADirectory)
        );
        let nowhere = dir.path("nowhere/file");
        assert_eq!(
            kind(rt.replace_file(&nowhere, "x").await),
            Some(ErrorKind::NotFound)
        );
        let left: Vec<_> = fs::read_dir(dir.as_path())
            .expect("is there")
            .flatten()
            .collect();
        assert_eq!(left.len(), 3, "no temporary file is left: {left:?}");
    });
}

pub fn an_operation_that_is_not_polled_does_nothing<O: Owner>(make: fn() -> O) {
    let dir = TempDir::new();
    make().block_on(async |rt| {
        let path = dir.path("file");
        drop(rt.write_file(&path, "text"));
        drop(rt.open_file(&path, &OpenOptions::creating()));
        rt.create_dir(dir.path("other")).await.expect("makes");
        assert!(!path.exists());
    });
}
