use std::{
    fs,
    io::{self, Seek, SeekFrom, Write},
    os::fd::{AsFd, BorrowedFd},
    sync::Arc,
};

use crate::write_behind::Target;

/// A file as the standard library knows it, just opened.
#[derive(Debug, Clone)]
pub struct Opened {
    file: Arc<fs::File>,
    /// It has a position, and no read of it waits for anybody.
    is_regular: bool,
}

impl Opened {
    /// Takes an open file. It asks the system what it is, which may block.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub fn of(file: fs::File) -> io::Result<Self> {
        let is_regular = file.metadata()?.is_file();
        let file = Arc::new(file);
        Ok(Self { file, is_regular })
    }

    pub(super) fn get(&self) -> &fs::File {
        &self.file
    }

    pub(super) const fn is_regular(&self) -> bool {
        self.is_regular
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
        self.file.as_fd()
    }
}
