//! Checks of traits, done by the compiler.

/// Checks that each type has all the traits.
macro_rules! assert_all {
    ($($type:ty),+ $(,)?; $($trait:ident)+) => {
        const _: () = {
            const fn check<T: ?Sized $(+ $trait)+>() {}
            $(check::<$type>();)+
        };
    };
}

/// Checks that the type has none of the traits: the call is ambiguous if it has one.
macro_rules! assert_none {
    ($type:ty; $($trait:ident)+) => {
        $(const _: () = {
            trait Ambiguous<A> {
                fn check() {}
            }
            struct Has;
            impl<T: ?Sized> Ambiguous<()> for T {}
            impl<T: ?Sized + $trait> Ambiguous<Has> for T {}
            let _: fn() = <$type as Ambiguous<_>>::check;
        };)+
    };
}

pub(crate) use {assert_all, assert_none};
