//! A buffer that remembers how much of it was read into.
//!
//! # Invariants
//!
//! - I1: the first `filled` bytes of `buf` are initialised, and `filled <= buf.len()`.
//! - I2: `filled` only grows, and only over bytes shown to be initialised.

use std::{fmt, mem::MaybeUninit, slice};

/// Takes what a read gives into memory that need not be initialised.
///
/// The cursor starts empty over a buffer; each read appends to the filled part and can touch nothing
/// before it. Uninitialised bytes never become visible: the filled part grows only over bytes that were
/// written.
///
/// # Examples
///
/// ```
/// use std::mem::MaybeUninit;
/// use anyrt_traits::io::ReadCursor;
///
/// let mut memory = [MaybeUninit::uninit(); 8];
/// let mut cursor = ReadCursor::new(&mut memory);
/// cursor.put_slice(b"abc");
/// assert_eq!(cursor.filled(), b"abc");
/// assert_eq!(cursor.remaining(), 5);
/// ```
pub struct ReadCursor<'a> {
    buf: &'a mut [MaybeUninit<u8>],
    filled: usize,
}

impl<'a> ReadCursor<'a> {
    /// Makes an empty cursor over `buf`.
    pub const fn new(buf: &'a mut [MaybeUninit<u8>]) -> Self {
        Self { buf, filled: 0 }
    }

    /// Returns the number of bytes the buffer holds in all.
    #[must_use]
    pub const fn capacity(&self) -> usize {
        self.buf.len()
    }

    /// Returns the number of bytes that can still be filled.
    #[must_use]
    pub const fn remaining(&self) -> usize {
        self.buf.len() - self.filled
    }

    /// Returns the number of bytes filled so far.
    #[must_use]
    pub const fn filled_len(&self) -> usize {
        self.filled
    }

    /// Returns what was read so far.
    #[must_use]
    pub fn filled(&self) -> &[u8] {
        let filled = &self.buf[..self.filled];
        // SAFETY: I1: these bytes are initialised; the pointer and the length are those of a slice that
        // the borrow of `self` covers.
        unsafe { slice::from_raw_parts(filled.as_ptr().cast(), filled.len()) }
    }

    /// Appends a copy of `bytes`.
    ///
    /// # Panics
    ///
    /// If `bytes` is longer than [`remaining`](Self::remaining).
    pub fn put_slice(&mut self, bytes: &[u8]) {
        assert!(
            bytes.len() <= self.remaining(),
            "{} bytes do not fit into the {} that remain",
            bytes.len(),
            self.remaining()
        );
        for (to, from) in self.buf[self.filled..].iter_mut().zip(bytes) {
            to.write(*from);
        }
        self.filled += bytes.len();
    }

    /// Appends what `read` writes to the front of the rest of the buffer, and returns how much that was.
    ///
    /// `read` proves that the bytes are initialised by returning them as a slice, as the safe wrappers of
    /// system calls do. The buffer is left as it is if `read` fails.
    ///
    /// # Errors
    ///
    /// Those of `read`.
    ///
    /// # Panics
    ///
    /// If the slice that `read` returns is not the front of the one it was given.
    pub fn fill_with<E>(
        &mut self,
        read: impl FnOnce(&mut [MaybeUninit<u8>]) -> Result<&mut [u8], E>,
    ) -> Result<usize, E> {
        let rest = &mut self.buf[self.filled..];
        let (start, room) = (rest.as_ptr().cast::<u8>(), rest.len());
        let read = read(rest)?;
        assert!(
            read.is_empty() || (read.as_ptr() == start && read.len() <= room),
            "a reader must return the front of the buffer it was given"
        );
        let count = read.len();
        self.filled += count;
        Ok(count)
    }

    /// Appends what `read` writes into the rest of the buffer, zeroed for it, and returns how much that
    /// was; for readers that know nothing of uninitialised memory.
    ///
    /// # Errors
    ///
    /// Those of `read`.
    ///
    /// # Panics
    ///
    /// If `read` claims to have read more than it was given room for.
    pub fn fill_zeroed<E>(
        &mut self,
        read: impl FnOnce(&mut [u8]) -> Result<usize, E>,
    ) -> Result<usize, E> {
        self.fill_zeroed_up_to(usize::MAX, read)
    }

    /// Appends as [`fill_zeroed`](Self::fill_zeroed) does, at most `most` bytes, and zeroes no more: for
    /// readers that have only so many at a time.
    ///
    /// # Errors
    ///
    /// Those of `read`.
    ///
    /// # Panics
    ///
    /// If `read` claims to have read more than it was given room for.
    pub fn fill_zeroed_up_to<E>(
        &mut self,
        most: usize,
        read: impl FnOnce(&mut [u8]) -> Result<usize, E>,
    ) -> Result<usize, E> {
        let end = self.filled.saturating_add(most).min(self.buf.len());
        let rest = &mut self.buf[self.filled..end];
        for byte in rest.iter_mut() {
            byte.write(0);
        }
        let room = rest.len();
        // SAFETY: every byte was written just now; the pointer and the length are those of `rest`, which
        // is not used while this slice lives.
        let rest = unsafe { slice::from_raw_parts_mut(rest.as_mut_ptr().cast(), room) };
        let count = read(rest)?;
        assert!(
            count <= room,
            "a reader claims {count} bytes where {room} had room"
        );
        self.filled += count;
        Ok(count)
    }

    /// Returns the rest of the buffer, to be followed by [`assume_filled`](Self::assume_filled).
    pub fn unfilled_mut(&mut self) -> &mut [MaybeUninit<u8>] {
        &mut self.buf[self.filled..]
    }

    /// Appends the next `count` bytes as they are.
    ///
    /// # Panics
    ///
    /// If `count` is more than [`remaining`](Self::remaining).
    ///
    /// # Safety
    ///
    /// The caller must have initialised the first `count` bytes of [`unfilled_mut`](Self::unfilled_mut).
    pub unsafe fn assume_filled(&mut self, count: usize) {
        assert!(
            count <= self.remaining(),
            "{count} bytes do not fit into the {} that remain",
            self.remaining()
        );
        self.filled += count;
    }
}

impl fmt::Debug for ReadCursor<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadCursor")
            .field("filled", &self.filled)
            .field("capacity", &self.buf.len())
            .finish()
    }
}
