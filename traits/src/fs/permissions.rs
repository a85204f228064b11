/// Says what may be done with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permissions {
    #[cfg(unix)]
    mode: u32,
    #[cfg(not(unix))]
    readonly: bool,
}

#[cfg(unix)]
impl Permissions {
    /// Makes permissions from the bits of a mode, such as `0o644`.
    #[must_use]
    pub const fn from_mode(mode: u32) -> Self {
        let mode = mode & 0o7777;
        Self { mode }
    }

    /// Returns the bits of the mode, such as `0o644`.
    #[must_use]
    pub const fn mode(&self) -> u32 {
        self.mode
    }

    /// Sets the bits of the mode.
    pub const fn set_mode(&mut self, mode: u32) {
        self.mode = mode & 0o7777;
    }

    /// Tells whether nobody may write.
    #[must_use]
    pub const fn readonly(&self) -> bool {
        self.mode & 0o222 == 0
    }

    /// Takes everybody's right to write away, or gives it to everybody.
    pub const fn set_readonly(&mut self, readonly: bool) {
        if readonly {
            self.mode &= !0o222;
        } else {
            self.mode |= 0o222;
        }
    }
}

#[cfg(unix)]
impl From<&std::fs::Permissions> for Permissions {
    fn from(permissions: &std::fs::Permissions) -> Self {
        Self::from_mode(std::os::unix::fs::PermissionsExt::mode(permissions))
    }
}

#[cfg(unix)]
impl From<&Permissions> for std::fs::Permissions {
    fn from(permissions: &Permissions) -> Self {
        std::os::unix::fs::PermissionsExt::from_mode(permissions.mode)
    }
}

#[cfg(not(unix))]
impl Permissions {
    /// Makes permissions.
    #[must_use]
    pub const fn from_readonly(readonly: bool) -> Self {
        Self { readonly }
    }

    /// Tells whether nobody may write.
    #[must_use]
    pub const fn readonly(&self) -> bool {
        self.readonly
    }

    /// Takes the right to write away, or gives it.
    pub const fn set_readonly(&mut self, readonly: bool) {
        self.readonly = readonly;
    }
}

#[cfg(not(unix))]
impl From<&std::fs::Permissions> for Permissions {
    fn from(permissions: &std::fs::Permissions) -> Self {
        Self::from_readonly(permissions.readonly())
    }
}
