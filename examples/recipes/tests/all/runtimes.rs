//! Every test on every runtime.

/// Makes a module of tests, one per runtime and erased form, of functions that take any runtime.
macro_rules! on_each_runtime {
    ($($test:ident)*) => {
        $(
            mod $test {
                use anyrt::{Backend, task::BlockOn};

                #[test]
                fn tokio() {
                    let owner = anyrt::tokio::Tokio::new().expect("threads to start");
                    owner.block_on(super::$test);
                }

                #[test]
                fn smol() {
                    let owner = anyrt::smol::Smol::new().expect("threads to start");
                    owner.block_on(super::$test);
                }

                #[test]
                fn async_std() {
                    anyrt::async_std::AsyncStd::new().block_on(super::$test);
                }

                #[test]
                fn erased() {
                    for backend in Backend::available() {
                        anyrt::run_on(*backend, super::$test).expect("the runtime starts");
                    }
                }
            }
        )*
    };
}
