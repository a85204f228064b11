use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A folder for the files of a run, in memory where the system has such a place.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new() -> io::Result<Self> {
        let memory = Path::new("/dev/shm");
        let base = match memory.is_dir() {
            true => memory.to_owned(),
            false => std::env::temp_dir(),
        };
        let folder = base.join(format!("anyrt-files-{}", std::process::id()));
        fs::create_dir(&folder)?;
        Ok(Self(folder))
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.0
    }

    /// Makes a file of so many bytes.
    pub(crate) fn file(&self, name: &str, size: usize) -> io::Result<PathBuf> {
        let path = self.0.join(name);
        fs::write(&path, vec![b'x'; size])?;
        Ok(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left of a run that fails is in memory, or in the folder for what is temporary.
        fs::remove_dir_all(&self.0).ok();
    }
}
