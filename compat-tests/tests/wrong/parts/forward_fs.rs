/// Implements files for a type whose field has them, but for how a file is opened.
macro_rules! forward_fs {
    ($type:ty { $field:tt: $inner:ty } opens $file:ty as $open:ty) => {
        impl Fs for $type {
            type File = $file;
            type ReadDir = <$inner as Fs>::ReadDir;
            type OpenFile = $open;
            type OpenDir = <$inner as Fs>::OpenDir;
            type ReadFile = <$inner as Fs>::ReadFile;
            type CopyFile = <$inner as Fs>::CopyFile;
            type FindPath = <$inner as Fs>::FindPath;
            type Stat = <$inner as Fs>::Stat;
            type ChangePath = <$inner as Fs>::ChangePath;

            fn open_file(&self, path: impl AsRef<Path>, options: &OpenOptions) -> $open {
                self.opened(self.$field.open_file(path, options))
            }

            fn read_dir(&self, path: impl AsRef<Path>) -> Self::OpenDir {
                self.$field.read_dir(path)
            }

            fn read_file(&self, path: impl AsRef<Path>) -> Self::ReadFile {
                self.$field.read_file(path)
            }

            fn write_file(
                &self,
                path: impl AsRef<Path>,
                contents: impl Into<Vec<u8>>,
            ) -> Self::ChangePath {
                self.$field.write_file(path, contents)
            }

            fn replace_file(
                &self,
                path: impl AsRef<Path>,
                contents: impl Into<Vec<u8>>,
            ) -> Self::ChangePath {
                self.$field.replace_file(path, contents)
            }

            fn create_dir(&self, path: impl AsRef<Path>) -> Self::ChangePath {
                self.$field.create_dir(path)
            }

            fn create_dir_all(&self, path: impl AsRef<Path>) -> Self::ChangePath {
                self.$field.create_dir_all(path)
            }

            fn remove_file(&self, path: impl AsRef<Path>) -> Self::ChangePath {
                self.$field.remove_file(path)
            }

            fn remove_dir(&self, path: impl AsRef<Path>) -> Self::ChangePath {
                self.$field.remove_dir(path)
            }

            fn remove_dir_all(&self, path: impl AsRef<Path>) -> Self::ChangePath {
                self.$field.remove_dir_all(path)
            }

            fn rename(&self, from: impl AsRef<Path>, to: impl AsRef<Path>) -> Self::ChangePath {
                self.$field.rename(from, to)
            }

            fn copy_file(&self, from: impl AsRef<Path>, to: impl AsRef<Path>) -> Self::CopyFile {
                self.$field.copy_file(from, to)
            }

            fn hard_link(
                &self,
                original: impl AsRef<Path>,
                link: impl AsRef<Path>,
            ) -> Self::ChangePath {
                self.$field.hard_link(original, link)
            }

            fn symlink(
                &self,
                original: impl AsRef<Path>,
                link: impl AsRef<Path>,
            ) -> Self::ChangePath {
                self.$field.symlink(original, link)
            }

            fn read_link(&self, path: impl AsRef<Path>) -> Self::FindPath {
                self.$field.read_link(path)
            }

            fn canonicalize(&self, path: impl AsRef<Path>) -> Self::FindPath {
                self.$field.canonicalize(path)
            }

            fn metadata(&self, path: impl AsRef<Path>) -> Self::Stat {
                self.$field.metadata(path)
            }

            fn symlink_metadata(&self, path: impl AsRef<Path>) -> Self::Stat {
                self.$field.symlink_metadata(path)
            }

            fn set_permissions(
                &self,
                path: impl AsRef<Path>,
                permissions: Permissions,
            ) -> Self::ChangePath {
                self.$field.set_permissions(path, permissions)
            }
        }
    };
}

pub(crate) use forward_fs;
