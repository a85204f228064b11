//! The object-safe mirror of a stream trait, and the erased stream that stands on it, from one list of
//! the methods that the trait has above `ByteStream`.

macro_rules! erased_stream {
    (
        $any:ident { $read:ident, $write:ident } is $trait:ident through $mirror:ident {
            $(fn $method:ident(&self $(, $arg:ident: $ty:ty)?) -> $result:ty;)*
        }
    ) => {
        pub(in crate::any) trait $mirror: ByteRead + ByteWrite + Unpin + Send + Sync {
            fn split(self: Box<Self>) -> (BoxReadHalf<dyn $mirror>, BoxWriteHalf);

            $(fn $method(&self $(, $arg: $ty)?) -> $result;)*
        }

        impl<S> $mirror for S
        where
            S: $trait + ByteStream<ReadHalf: Send + Sync, WriteHalf: Send + Sync>
                + Send + Sync + 'static,
        {
            fn split(self: Box<Self>) -> (BoxReadHalf<dyn $mirror>, BoxWriteHalf) {
                split(*self, |stream| Box::new(stream))
            }

            $(fn $method(&self $(, $arg: $ty)?) -> $result {
                <S as $trait>::$method(self $(, $arg)?)
            })*
        }

        impl $any {
            pub(super) fn new<S>(stream: S) -> Self
            where
                S: $trait + ByteStream<ReadHalf: Send + Sync, WriteHalf: Send + Sync>
                    + Send + Sync + 'static,
            {
                let inner = Box::new(stream);
                Self { inner }
            }
        }

        #[deny(clippy::missing_trait_methods)]
        impl $trait for $any {
            $(fn $method(&self $(, $arg: $ty)?) -> $result {
                $mirror::$method(&*self.inner $(, $arg)?)
            })*
        }

        #[deny(clippy::missing_trait_methods)]
        impl ByteStream for $any {
            type ReadHalf = $read;
            type WriteHalf = $write;

            fn into_halves(self) -> ($read, $write) {
                let (read, write) = self.inner.split();
                ($read { inner: read }, $write { inner: write })
            }

            fn reunite(read: $read, write: $write) -> Result<Self, ReuniteError<$read, $write>> {
                match read.inner.reunite(write.inner) {
                    Ok(inner) => Ok(Self { inner }),
                    Err(ReuniteError { read, write }) => Err(ReuniteError {
                        read: $read { inner: read },
                        write: $write { inner: write },
                    }),
                }
            }
        }

        #[deny(clippy::missing_trait_methods)]
        impl OwnedWriteHalf for $write {
            fn forget(self) {
                self.inner.forget();
            }
        }

        forward_read!([] $any);
        forward_write!([] $any);
        forward_read!([] $read);
        forward_write!([] $write);

        debug_by_name!($any, $read, $write);
    };
}

/// Shows the name of a type and nothing of what is inside.
macro_rules! debug_by_name {
    ($($type:ident),+) => {
        $(impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($type)).finish_non_exhaustive()
            }
        })+
    };
}

pub(super) use {debug_by_name, erased_stream};
