use std::{
    fs,
    io::{self, Seek, SeekFrom},
};

use anyrt_traits::fs::{Metadata, Permissions};

use super::Opened;

/// What is asked of a file beside its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Request {
    Seek(SeekFrom),
    SyncAll,
    SyncData,
    SetLen(u64),
    Metadata,
    SetPermissions(Permissions),
    TryClone,
}

/// What a file says to a [`Request`].
pub(super) enum Answer {
    Done,
    Position(u64),
    Metadata(Metadata),
    File(Opened),
}

impl Request {
    /// Tells whether the system's position must be the program's before.
    pub(super) const fn needs_position(&self) -> bool {
        matches!(self, Self::Seek(_) | Self::TryClone)
    }

    /// Tells whether an error means that bytes accepted may be lost.
    pub(super) const fn loses_bytes(&self) -> bool {
        matches!(self, Self::SyncAll | Self::SyncData)
    }

    /// Does it; `rewind` bytes were read ahead of the position.
    pub(super) fn perform(self, file: &Opened, rewind: u64) -> io::Result<Answer> {
        file.rewind(rewind)?;
        let mut std: &fs::File = file.get();
        match self {
            Self::Seek(to) => std.seek(to).map(Answer::Position),
            Self::SyncAll => std.sync_all().map(|()| Answer::Done),
            Self::SyncData => std.sync_data().map(|()| Answer::Done),
            Self::SetLen(size) => std.set_len(size).map(|()| Answer::Done),
            Self::Metadata => Ok(Answer::Metadata((&std.metadata()?).into())),
            Self::SetPermissions(permissions) => std
                .set_permissions((&permissions).into())
                .map(|()| Answer::Done),
            Self::TryClone => Ok(Answer::File(Opened::of(std.try_clone()?))),
        }
    }
}
