use std::{error::Error, io};

use anyrt_traits::task::JoinError;

#[test]
fn a_cancelled_task_says_so_and_nothing_else() {
    let error = JoinError::cancelled();
    assert!(error.is_cancelled() && !error.is_consumed() && !error.is_panic());
    assert_eq!(error.panic_message(), None);
    assert_eq!(error.to_string(), "the task was cancelled");
}

#[test]
fn a_consumed_handle_says_so_and_nothing_else() {
    let error = JoinError::consumed();
    assert!(error.is_consumed() && !error.is_cancelled() && !error.is_panic());
    assert_eq!(error.to_string(), "the handle has given its result already");
}

#[test]
fn a_panic_keeps_its_payload() {
    let error = JoinError::panicked(Box::new(42_u32));
    assert!(error.is_panic() && !error.is_cancelled() && !error.is_consumed());
    let payload = error.into_panic().expect("it is a panic");
    assert_eq!(payload.downcast_ref(), Some(&42_u32));
}

#[test]
fn a_message_of_either_type_of_string_is_shown() {
    let errors = [
        JoinError::panicked(Box::new("boom")),
        JoinError::panicked(Box::new(String::from("boom"))),
    ];
    for error in errors {
        assert_eq!(error.panic_message(), Some("boom"));
        assert_eq!(error.to_string(), "the task panicked: boom");
        assert_eq!(format!("{error:?}"), "JoinError::Panic(Some(\"boom\"))");
    }
}

#[test]
fn a_payload_that_is_no_message_has_none() {
    let error = JoinError::panicked(Box::new(42_u32));
    assert_eq!(error.panic_message(), None);
    assert_eq!(error.to_string(), "the task panicked");
    assert_eq!(format!("{error:?}"), "JoinError::Panic(None)");
}

#[test]
fn into_panic_gives_other_errors_back() {
    let error = JoinError::cancelled().into_panic().expect_err("no panic");
    assert!(error.is_cancelled());
    let error = JoinError::consumed().into_panic().expect_err("no panic");
    assert!(error.is_consumed());
}

#[test]
fn debug_names_the_reason() {
    assert_eq!(
        format!("{:?}", JoinError::cancelled()),
        "JoinError::Cancelled"
    );
    assert_eq!(
        format!("{:?}", JoinError::consumed()),
        "JoinError::Consumed"
    );
}

#[test]
fn it_becomes_an_io_error_that_holds_it() {
    let error = io::Error::from(JoinError::cancelled());
    assert_eq!(error.kind(), io::ErrorKind::Other);
    let inside = error.into_inner().expect("it holds the error");
    let inside: Box<dyn Error> = inside;
    assert!(
        inside
            .downcast::<JoinError>()
            .expect("its type")
            .is_cancelled()
    );
}
