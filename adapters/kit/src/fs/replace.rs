//! Replacing a file so that nobody, and no crash, sees a part of it.

use std::{
    ffi::OsString,
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use crate::random;

/// How many names are tried.
const ATTEMPTS: usize = 16;

/// Makes the file at `path` hold `contents`, all of it or none.
///
/// The steps are those of any database: write beside it, synchronise, rename over it, synchronise the
/// directory.
pub(super) fn replace(path: &Path, contents: &[u8]) -> io::Result<()> {
    let path = match fs::canonicalize(path) {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
        Err(error) => return Err(error),
    };
    let directory = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let permissions = match fs::metadata(&path) {
        Ok(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(metadata) => Some(metadata.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let (mut file, temporary) = create(directory, &path)?;
    let write = || {
        if let Some(permissions) = permissions {
            file.set_permissions(permissions)?;
        }
        file.write_all(contents)?;
        file.sync_all()?;
        fs::rename(&temporary.0, &path)
    };
    write()?;
    std::mem::forget(temporary);
    fs::File::open(directory)?.sync_all()
}

/// A file that is removed unless it was renamed.
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        // The error that led here is the one to tell.
        fs::remove_file(&self.0).ok();
    }
}

/// Makes a file under a name that nothing has, in the same directory.
fn create(directory: &Path, path: &Path) -> io::Result<(fs::File, Temporary)> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut taken = io::Error::from(io::ErrorKind::AlreadyExists);
    for _ in 0..ATTEMPTS {
        let mut chance = [0; 8];
        random::fill(&mut chance);
        let mut temporary = OsString::from(".");
        temporary.push(name);
        temporary.push(format!(".{:016x}.tmp", u64::from_ne_bytes(chance)));
        let temporary = directory.join(temporary);
        match fs::File::create_new(&temporary) {
            Ok(file) => return Ok((file, Temporary(temporary))),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => taken = error,
            Err(error) => return Err(error),
        }
    }
    Err(taken)
}
