//! How the runtime is chosen.

#![expect(
    clippy::print_stdout,
    reason = "a child tells its parent what it found"
)]

use anyrt::{Backend, prelude::*};

#[test]
fn names_lead_back_to_their_runtimes() {
    for backend in Backend::available() {
        assert_eq!(backend.to_string().parse(), Ok(*backend));
        assert_eq!(backend.name(), backend.to_string());
    }
}

#[test]
fn a_name_that_is_not_compiled_in_is_an_error_that_lists_the_choices() {
    let error = "nope".parse::<Backend>().expect_err("there is no such");
    let message = error.to_string();
    assert!(message.contains("\"nope\""), "{message}");
    match Backend::available() {
        [] => assert!(
            message.contains("enable one of anyrt's features"),
            "{message}"
        ),
        some => {
            for backend in some {
                assert!(message.contains(backend.name()), "{message}");
            }
        }
    }
}

#[test]
fn each_runtime_runs_a_program_and_gives_its_output() {
    for backend in Backend::available() {
        let output = anyrt::run_on(*backend, async |rt| {
            rt.spawn(async { 42 }).await.expect("no panic")
        });
        assert_eq!(output.expect("the runtime starts"), 42);
    }
}

/// Runs itself with and without the variable, since a process's environment is not to be changed while
/// it runs threads.
#[test]
fn without_a_choice_only_a_single_runtime_is_taken() {
    const CHILD: &str = "ANYRT_TEST_CHILD";
    if std::env::var_os(CHILD).is_some() {
        match anyrt::run(async |_| ()) {
            Ok(()) => println!("chosen: {}", Backend::chosen().expect("it was")),
            Err(error) => println!("refused: {error}"),
        }
        return;
    }
    let run = |choice: Option<&str>| {
        let mut command = std::process::Command::new(std::env::current_exe().expect("a path"));
        command
            .args(["--exact", "without_a_choice_only_a_single_runtime_is_taken"])
            .arg("--nocapture")
            .env(CHILD, "1")
            .env_remove(anyrt::RUNTIME_VARIABLE);
        if let Some(choice) = choice {
            command.env(anyrt::RUNTIME_VARIABLE, choice);
        }
        let output = command.output().expect("the child starts");
        String::from_utf8(output.stdout).expect("text")
    };
    let unset = run(None);
    match Backend::available() {
        [] => assert!(
            unset.contains("refused: no runtime is compiled in"),
            "{unset}"
        ),
        [only] => assert!(unset.contains(&format!("chosen: {only}")), "{unset}"),
        _ => assert!(unset.contains("refused: several runtimes"), "{unset}"),
    }
    for backend in Backend::available() {
        let named = run(Some(backend.name()));
        assert!(named.contains(&format!("chosen: {backend}")), "{named}");
    }
    let unknown = run(Some("nope"));
    assert!(
        unknown.contains("refused: no runtime \"nope\""),
        "{unknown}"
    );
}
