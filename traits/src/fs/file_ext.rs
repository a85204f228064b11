use super::{File, GetMetadata, Permissions, SetLen, SetPermissions, SyncAll, SyncData, TryClone};

/// Works on an open file by awaiting.
///
/// Implemented for every [`File`].
///
/// # Errors
///
/// What the system says; that bytes accepted before could not be written; also after the runtime's
/// shutdown.
///
/// # Cancel safety
///
/// Runs on: an operation that has begun ends on its own thread, its result unseen.
pub trait FileExt: File {
    /// Waits until the disk has what was written, and what the system keeps about the file.
    fn sync_all(&mut self) -> SyncAll<'_, Self> {
        SyncAll::new(self)
    }

    /// Waits until the disk has what was written, and what is needed to read it.
    fn sync_data(&mut self) -> SyncData<'_, Self> {
        SyncData::new(self)
    }

    /// Cuts or extends the file to `size` bytes. The position stays.
    fn set_len(&mut self, size: u64) -> SetLen<'_, Self> {
        SetLen::new(self, size)
    }

    /// Tells about the file.
    fn metadata(&mut self) -> GetMetadata<'_, Self> {
        GetMetadata::new(self)
    }

    /// Sets the file's permissions.
    fn set_permissions(&mut self, permissions: Permissions) -> SetPermissions<'_, Self> {
        SetPermissions::new(self, permissions)
    }

    /// Makes another file that shares the position with this one.
    fn try_clone(&mut self) -> TryClone<'_, Self>
    where
        Self: Sized,
    {
        TryClone::new(self)
    }
}

impl<F: File + ?Sized> FileExt for F {}
