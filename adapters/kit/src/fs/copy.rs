//! Copying a file so that signals do not end it.

use std::{
    fs::{File, OpenOptions},
    io::{self, ErrorKind, Seek},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
};

/// Copies contents and permissions, as the standard library's function does, and gives the number of bytes.
///
/// That one gives up when a signal interrupts the system call that copies. Here the copy goes on from where the
/// two files stand, so that signals cannot make it begin anew either.
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<u64> {
    let mut reader = File::open(from)?;
    let metadata = reader.metadata()?;
    if !metadata.is_file() {
        let told = "the source path is neither a regular file nor a symlink to a regular file";
        return Err(io::Error::new(ErrorKind::InvalidInput, told));
    }
    let permissions = metadata.permissions();
    let mut writer = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(permissions.mode())
        .open(to)?;
    if writer.metadata()?.is_file() {
        writer.set_permissions(permissions)?;
    }
    while let Err(error) = io::copy(&mut reader, &mut writer) {
        if error.kind() != ErrorKind::Interrupted {
            return Err(error);
        }
    }
    reader.stream_position()
}
