use std::{
    fs,
    io::{self, Seek, SeekFrom, Write},
    os::fd::{AsFd, BorrowedFd},
    sync::{Arc, OnceLock},
};

use crate::write_behind::Target;

/// A file as the standard library knows it, just opened.
#[derive(Debug, Clone)]
pub struct Opened(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    file: fs::File,
    is_seekable: OnceLock<bool>,
}

impl Opened {
    /// Takes an open file.
    #[must_use]
    pub fn of(file: fs::File) -> Self {
        let is_seekable = OnceLock::new();
        Self(Arc::new(Inner { file, is_seekable }))
    }

    pub(super) fn get(&self) -> &fs::File {
        &self.0.file
    }

    /// Finds out whether the file has a position, once, before it is first read; it does not block.
    pub(super) fn look(&self) {
        self.0
            .is_seekable
            .get_or_init(|| self.get().stream_position().is_ok());
    }

    /// Tells whether the file has a position, and so no read of it waits for anybody. One that was never
    /// read counts as one that has not: its position is as it should be.
    pub(super) fn is_seekable(&self) -> bool {
        self.0.is_seekable.get().copied().unwrap_or(false)
    }

    /// Takes the position back by what was read ahead.
    pub(super) fn rewind(&self, bytes: u64) -> io::Result<()> {
        if bytes > 0 {
            let back = i64::try_from(bytes).map_err(io::Error::other)?;
            self.get().seek(SeekFrom::Current(-back))?;
        }
        Ok(())
    }
}

impl Target for Opened {
    fn write(&self, rewind: u64, bytes: &[u8]) -> io::Result<()> {
        self.rewind(rewind)?;
        self.get().write_all(bytes)
    }
}

impl AsFd for Opened {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.file.as_fd()
    }
}
