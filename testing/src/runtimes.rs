/// Makes a module of tests, one per runtime and erased form, of functions that take any runtime.
#[macro_export]
macro_rules! on_each_runtime {
    ($($test:ident)*) => {
        $(
            mod $test {
                use $crate::anyrt::{Backend, task::BlockOn};

                #[test]
                fn tokio() {
                    let owner = $crate::anyrt::tokio::Tokio::new().expect("threads to start");
                    owner.block_on(super::$test);
                }

                #[test]
                fn smol() {
                    let owner = $crate::anyrt::smol::Smol::new().expect("threads to start");
                    owner.block_on(super::$test);
                }

                #[test]
                fn async_std() {
                    $crate::anyrt::async_std::AsyncStd::new().block_on(super::$test);
                }

                #[test]
                fn erased() {
                    for backend in Backend::available() {
                        $crate::anyrt::run_on(*backend, super::$test).expect("the runtime starts");
                    }
                }
            }
        )*
    };
}
