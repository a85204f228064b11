//! What of a long output says why `cargo test` failed.

/// The lines that are told of one test, its last ones.
const OF_A_TEST: usize = 25;

/// The lines that are told at all, the first ones.
const AT_MOST: usize = 90;

/// Returns what failing tests have printed, under the names of their binaries, and the errors of cargo.
///
/// It is for the end of a run, where a reader who has no more than the last lines of the output finds it.
pub(super) fn excerpt(output: &str) -> String {
    let mut told: Vec<&str> = Vec::new();
    let mut binary = None;
    let mut lines = output.lines().peekable();
    while let Some(line) = lines.next() {
        let words = line.trim_start();
        if words.starts_with("Running ") || words.starts_with("Doc-tests ") {
            binary = Some(words);
        } else if is_head_of_a_test(line) {
            told.extend(binary.take());
            let mut body = Vec::new();
            while let Some(line) = lines.next_if(|line| !ends_a_test(line)) {
                body.push(line);
            }
            // Where it panicked is in the line before.
            let end = body.iter().position(|line| *line == "stack backtrace:");
            body.truncate(end.unwrap_or(body.len()));
            let start = body.len().saturating_sub(OF_A_TEST);
            told.push(line);
            told.extend(body[start..].iter().filter(|line| !line.is_empty()));
        } else if line.starts_with("error") {
            told.push(line);
            while let Some(line) = lines.next_if(|line| belongs_to_an_error(line)) {
                told.push(line);
            }
        }
    }
    if told.len() > AT_MOST {
        told.truncate(AT_MOST);
        told.push("... and more, above");
    }
    told.join("\n")
}

/// Returns whether the line is `---- NAME stdout ----`.
fn is_head_of_a_test(line: &str) -> bool {
    line.starts_with("---- ") && line.ends_with(" stdout ----")
}

fn ends_a_test(line: &str) -> bool {
    is_head_of_a_test(line) || line == "failures:" || line.starts_with("test result:")
}

fn belongs_to_an_error(line: &str) -> bool {
    !line.is_empty() && !line.starts_with("error") && !line.starts_with("warning")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_test_is_told_with_its_binary_and_its_words() {
        let output = "\
   Compiling one v0.1.0
     Running unittests src/lib.rs (target/debug/deps/one-1)
test works ... ok
     Running tests/api.rs (target/debug/deps/api-2)
test a ... ok
test b ... FAILED

failures:

---- b stdout ----

thread 'b' panicked at tests/api.rs:3:5:
left is not right
stack backtrace:
   0: rust_begin_unwind

---- c stdout ----
words

failures:
    b
    c

test result: FAILED. 1 passed; 2 failed
error: test failed, to rerun pass `-p one --test api`
";
        let expected = "\
Running tests/api.rs (target/debug/deps/api-2)
---- b stdout ----
thread 'b' panicked at tests/api.rs:3:5:
left is not right
---- c stdout ----
words
error: test failed, to rerun pass `-p one --test api`";
        assert_eq!(excerpt(output), expected);
    }

    #[test]
    fn an_error_of_the_compiler_is_told_whole() {
        let output = "\
   Compiling one v0.1.0
error[E0308]: mismatched types
 --> src/lib.rs:1:1
  |
1 | fn f() -> u8 {}

error: could not compile `one` (lib)
";
        let told = excerpt(output);
        assert!(
            told.starts_with("error[E0308]") && told.ends_with("`one` (lib)"),
            "{told}"
        );
        assert_eq!(told.lines().count(), 5, "{told}");
    }

    #[test]
    fn a_test_that_prints_without_end_leaves_room_for_others() {
        let long = "---- b stdout ----\n".to_owned() + &"line\n".repeat(1_000) + "failures:\n";
        assert_eq!(excerpt(&long).lines().count(), 1 + OF_A_TEST);
        assert_eq!(excerpt(&long.repeat(10)).lines().count(), AT_MOST + 1);
        assert_eq!(excerpt("test a ... ok\n"), "");
    }
}
