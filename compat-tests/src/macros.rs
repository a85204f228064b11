/// Makes a module of tests, one per case, for one runtime.
///
/// The first argument names the module, the second says what kind of runtime it is, and the third is a
/// closure that makes a fresh owner, captures nothing, and is called once per case:
///
/// - `owned`: an [`OwnedRuntime`](crate::OwnedRuntime): its handle is `Send`, and it can be shut down;
/// - `global`: a [`GlobalRuntime`](crate::GlobalRuntime): its handle is `Send`, and it never ends;
/// - `local`: a [`LocalOwner`](crate::LocalOwner): its handle stays on one thread.
///
/// `+ readiness` after the kind adds the cases of clause R1, for a handle that has
/// [`Readiness`](anyrt_traits::net::Readiness).
///
/// A test is called `<runtime>::<clause>::<claim>`.
///
/// # Examples
///
/// ```ignore
/// anyrt_compat_tests::conformance!(tokio, owned + readiness, || Tokio::new().expect("threads to start"));
/// anyrt_compat_tests::conformance!(tokio_local, local, || TokioLocal::new().expect("a reactor"));
/// anyrt_compat_tests::conformance!(smol_global, global, || SmolGlobal::new());
/// ```
#[macro_export]
macro_rules! conformance {
    ($runtime:ident, owned, $make:expr) => {
        $crate::conformance!(@module $runtime owned OwnedRuntime $make);
    };
    ($runtime:ident, global, $make:expr) => {
        $crate::conformance!(@module $runtime global GlobalRuntime $make);
    };
    ($runtime:ident, local, $make:expr) => {
        $crate::conformance!(@module $runtime local LocalOwner $make);
    };
    ($runtime:ident, owned + readiness, $make:expr) => {
        $crate::conformance!(@module $runtime owned OwnedRuntime $make, SendRegisters, __readiness_cases);
    };
    ($runtime:ident, global + readiness, $make:expr) => {
        $crate::conformance!(@module $runtime global GlobalRuntime $make, SendRegisters, __readiness_cases);
    };
    ($runtime:ident, local + readiness, $make:expr) => {
        $crate::conformance!(@module $runtime local LocalOwner $make, Registers, __readiness_cases);
    };
    (
        @module $runtime:ident $kind:ident $bound:ident $make:expr
        $(, $also:ident, $also_cases:ident)?
    ) => {
        // A function may have the name of the module: the closure stands where it was written.
        fn $runtime() -> impl $crate::$bound $(+ $crate::$also)? {
            ($make)()
        }

        mod $runtime {
            use super::$runtime as make;

            $crate::__cases!(__tests { $kind });
            $($crate::$also_cases!(__tests { $kind });)?
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __tests {
    (
        { $kind:ident }
        $($clause:ident { $($tag:ident $file:ident { $($case:ident)* })* })*
    ) => {
        $(
            mod $clause {
                $($($crate::__test!($kind $tag $file $case);)*)*
            }
        )*
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __test {
    (owned any $file:ident $case:ident) => { $crate::__test!(@here send $file $case); };
    (owned owned $file:ident $case:ident) => { $crate::__test!(@here send $file $case); };
    (owned send $file:ident $case:ident) => { $crate::__test!(@here send $file $case); };
    (owned apart $file:ident $case:ident) => { $crate::__test!(@apart send $file $case); };
    (owned owned_apart $file:ident $case:ident) => { $crate::__test!(@apart send $file $case); };
    (global any $file:ident $case:ident) => { $crate::__test!(@here send $file $case); };
    (global send $file:ident $case:ident) => { $crate::__test!(@here send $file $case); };
    (global apart $file:ident $case:ident) => { $crate::__test!(@apart send $file $case); };
    (owned owned_send $file:ident $case:ident) => { $crate::__test!(@here send $file $case); };
    (local any $file:ident $case:ident) => { $crate::__test!(@here local $file $case); };
    (local owned $file:ident $case:ident) => { $crate::__test!(@here local $file $case); };
    (local local $file:ident $case:ident) => { $crate::__test!(@here local $file $case); };
    (local apart $file:ident $case:ident) => { $crate::__test!(@apart local $file $case); };
    (local owned_apart $file:ident $case:ident) => { $crate::__test!(@apart local $file $case); };
    (@$how:ident $flavour:ident $file:ident $case:ident) => {
        #[test]
        fn $case() {
            $crate::run::$how(
                concat!(module_path!(), "::", stringify!($case)),
                $crate::$flavour::$file::$case,
                super::make,
            );
        }
    };
    ($kind:ident $tag:ident $file:ident $case:ident) => {};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __data {
    (
        { $cases:ident $kind:ident }
        $($clause:ident { $($tag:ident $file:ident { $($case:ident)* })* })*
    ) => {
        $($($($crate::__datum!($cases $kind $tag $clause $file $case);)*)*)*
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __datum {
    ($cases:ident owned any $($case:ident)*) => { $crate::__datum!(@$cases send false $($case)*) };
    ($cases:ident owned owned $($case:ident)*) => { $crate::__datum!(@$cases send false $($case)*) };
    ($cases:ident owned send $($case:ident)*) => { $crate::__datum!(@$cases send false $($case)*) };
    ($cases:ident owned owned_send $($case:ident)*) => {
        $crate::__datum!(@$cases send false $($case)*)
    };
    ($cases:ident owned apart $($case:ident)*) => { $crate::__datum!(@$cases send true $($case)*) };
    ($cases:ident owned owned_apart $($case:ident)*) => {
        $crate::__datum!(@$cases send true $($case)*)
    };
    ($cases:ident global any $($case:ident)*) => { $crate::__datum!(@$cases send false $($case)*) };
    ($cases:ident global send $($case:ident)*) => { $crate::__datum!(@$cases send false $($case)*) };
    ($cases:ident global apart $($case:ident)*) => { $crate::__datum!(@$cases send true $($case)*) };
    ($cases:ident local any $($case:ident)*) => { $crate::__datum!(@$cases local false $($case)*) };
    ($cases:ident local owned $($case:ident)*) => { $crate::__datum!(@$cases local false $($case)*) };
    ($cases:ident local local $($case:ident)*) => { $crate::__datum!(@$cases local false $($case)*) };
    ($cases:ident local apart $($case:ident)*) => { $crate::__datum!(@$cases local true $($case)*) };
    ($cases:ident local owned_apart $($case:ident)*) => {
        $crate::__datum!(@$cases local true $($case)*)
    };
    (@$cases:ident $flavour:ident $apart:literal $clause:ident $file:ident $case:ident) => {
        $cases.push($crate::Case::new(
            stringify!($clause),
            stringify!($case),
            $apart,
            $crate::$flavour::$file::$case,
        ))
    };
    ($cases:ident $kind:ident $tag:ident $($case:ident)*) => {};
}
