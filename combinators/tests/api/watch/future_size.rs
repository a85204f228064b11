use std::{future::ready, panic::catch_unwind};

use anyrt_combinators::assert_future_size;

#[test]
fn a_future_within_the_limit_passes() {
    assert_future_size!(ready([0_u8; 100]), 101);
}

#[test]
fn a_future_beyond_the_limit_panics_with_its_size() {
    let panic = catch_unwind(|| assert_future_size!(ready([0_u8; 100]), 100,));
    let message = panic.expect_err("it is larger");
    let message = message.downcast_ref::<String>().expect("a message");
    assert!(
        message.contains("101 bytes large, more than 100"),
        "{message}"
    );
    assert!(message.contains("ready([0_u8; 100])"), "{message}");
}
