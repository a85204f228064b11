/// Says how to open a file.
///
/// Nothing is set at first. The methods are those of [`std::fs::OpenOptions`], and mean the same.
///
/// # Examples
///
/// ```
/// use anyrt_traits::fs::OpenOptions;
///
/// let log = OpenOptions::new().append(true).create(true).mode(0o600);
/// assert!(log.append && !log.truncate);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct OpenOptions {
    /// Whether the file is read.
    pub read: bool,
    /// Whether the file is written to.
    pub write: bool,
    /// Whether each write goes to the end of the file.
    pub append: bool,
    /// Whether the file is emptied.
    pub truncate: bool,
    /// Whether the file is made if it does not exist.
    pub create: bool,
    /// Whether the file is made, and must not exist.
    pub create_new: bool,
    /// The permissions of a file that is made, on Unix, before the process's mask is applied. Default
    /// `0o666`.
    pub mode: Option<u32>,
    /// Further flags of `open`, on Unix.
    pub custom_flags: i32,
}

impl OpenOptions {
    /// Makes options with nothing set.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            read: false,
            write: false,
            append: false,
            truncate: false,
            create: false,
            create_new: false,
            mode: None,
            custom_flags: 0,
        }
    }

    /// Makes the options to read a file.
    #[must_use]
    pub const fn reading() -> Self {
        Self::new().read(true)
    }

    /// Makes the options to write a file anew, which exists or not.
    #[must_use]
    pub const fn creating() -> Self {
        Self::new().write(true).create(true).truncate(true)
    }

    /// Sets [`read`](Self::read).
    #[must_use]
    pub const fn read(mut self, read: bool) -> Self {
        self.read = read;
        self
    }

    /// Sets [`write`](Self::write).
    #[must_use]
    pub const fn write(mut self, write: bool) -> Self {
        self.write = write;
        self
    }

    /// Sets [`append`](Self::append).
    #[must_use]
    pub const fn append(mut self, append: bool) -> Self {
        self.append = append;
        self
    }

    /// Sets [`truncate`](Self::truncate).
    #[must_use]
    pub const fn truncate(mut self, truncate: bool) -> Self {
        self.truncate = truncate;
        self
    }

    /// Sets [`create`](Self::create).
    #[must_use]
    pub const fn create(mut self, create: bool) -> Self {
        self.create = create;
        self
    }

    /// Sets [`create_new`](Self::create_new).
    #[must_use]
    pub const fn create_new(mut self, create_new: bool) -> Self {
        self.create_new = create_new;
        self
    }

    /// Sets [`mode`](Self::mode).
    #[must_use]
    pub const fn mode(mut self, mode: u32) -> Self {
        self.mode = Some(mode);
        self
    }

    /// Sets [`custom_flags`](Self::custom_flags).
    #[must_use]
    pub const fn custom_flags(mut self, flags: i32) -> Self {
        self.custom_flags = flags;
        self
    }
}

impl From<&OpenOptions> for std::fs::OpenOptions {
    fn from(options: &OpenOptions) -> Self {
        let mut std = Self::new();
        std.read(options.read)
            .write(options.write)
            .append(options.append)
            .truncate(options.truncate)
            .create(options.create)
            .create_new(options.create_new);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            if let Some(mode) = options.mode {
                std.mode(mode);
            }
            std.custom_flags(options.custom_flags);
        }
        std
    }
}
