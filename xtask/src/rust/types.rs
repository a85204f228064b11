//! Reading types and bounds that are kept as tokens.

/// Splits off the path that a type starts with: its segments without generic arguments.
///
/// References and their lifetimes are skipped; `<T as Trait>::Name` gives `["<>", "Name"]`.
pub(crate) fn path_of(tokens: &[String]) -> Vec<&str> {
    let mut at = 0;
    while at < tokens.len()
        && (tokens[at] == "&" || tokens[at].starts_with('\'') || tokens[at] == "mut")
    {
        at += 1;
    }
    let mut path = Vec::new();
    if tokens.get(at).is_some_and(|t| t == "<") {
        at = skip_angles(tokens, at);
        path.push("<>");
    }
    while let Some(token) = tokens.get(at) {
        match token.as_str() {
            ":" => at += 1,
            "<" => at = skip_angles(tokens, at),
            word if is_word(word) => {
                if !path.is_empty() && tokens[at - 1] != ":" {
                    break;
                }
                path.push(word);
                at += 1;
            }
            _ => break,
        }
    }
    path
}

/// Returns the last segment of the path that a type starts with.
pub(crate) fn last_segment(tokens: &[String]) -> Option<&str> {
    path_of(tokens).last().copied()
}

/// Returns whether a type is `Result`, under whichever module's name.
pub(crate) fn is_result(tokens: &[String]) -> bool {
    last_segment(tokens) == Some("Result")
}

/// Returns the names of the traits among bounds joined by `+`, without their arguments.
pub(crate) fn traits_at_top(bounds: &[String]) -> Vec<&str> {
    let mut depth = 0_usize;
    let mut names = Vec::new();
    for (index, token) in bounds.iter().enumerate() {
        // A segment that another follows is a module's name.
        let last = bounds.get(index + 1).is_none_or(|next| next != ":");
        match token.as_str() {
            "<" | "(" => depth += 1,
            ">" if index > 0 && bounds[index - 1] == "-" => {}
            ">" | ")" => depth = depth.saturating_sub(1),
            word if depth == 0 && last && is_word(word) => names.push(word),
            _ => {}
        }
    }
    names
}

/// Returns the tokens after `Output =` among bounds, up to the end of that argument.
pub(crate) fn output_of(bounds: &[String]) -> Option<&[String]> {
    let start = bounds
        .windows(2)
        .position(|pair| pair[0] == "Output" && pair[1] == "=")?
        + 2;
    let mut depth = 0_usize;
    let mut end = start;
    while end < bounds.len() {
        match bounds[end].as_str() {
            "<" | "(" | "[" => depth += 1,
            ">" if bounds[end - 1] == "-" => {}
            ">" | ")" | "]" | "," if depth == 0 => break,
            ">" | ")" | "]" => depth -= 1,
            _ => {}
        }
        end += 1;
    }
    Some(&bounds[start..end])
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c == '_' || c.is_alphabetic())
}

fn skip_angles(tokens: &[String], open: usize) -> usize {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(open) {
        match token.as_str() {
            "<" => depth += 1,
            ">" if tokens[index - 1] == "-" => {}
            ">" => {
                depth -= 1;
                if depth == 0 {
                    return index + 1;
                }
            }
            _ => {}
        }
    }
    tokens.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rust::tokens;

    fn split(text: &str) -> Vec<String> {
        tokens(text)
            .into_iter()
            .map(|token| token.text.to_owned())
            .collect()
    }

    #[test]
    fn the_head_of_a_type_is_its_path() {
        assert_eq!(
            path_of(&split("&'a mut std::io::Result<Vec<u8>>")),
            ["std", "io", "Result"]
        );
        assert_eq!(
            path_of(&split("<Self as Net>::TcpConnect")),
            ["<>", "TcpConnect"]
        );
        assert_eq!(
            path_of(&split("Self::JoinHandle<F::Output>")),
            ["Self", "JoinHandle"]
        );
        assert_eq!(path_of(&split("impl Future")), ["impl"]);
    }

    #[test]
    fn only_the_outer_type_makes_a_result() {
        assert!(is_result(&split("io::Result<()>")));
        assert!(!is_result(&split("Option<io::Result<()>>")));
    }

    #[test]
    fn arguments_are_no_bounds() {
        assert_eq!(
            traits_at_top(&split(
                "core::future::Future<Output = Vec<T>> + Send + 'static"
            )),
            ["Future", "Send"]
        );
        assert_eq!(
            traits_at_top(&split("FnOnce(u8) -> u8 + Clone")),
            ["FnOnce", "u8", "Clone"]
        );
    }

    #[test]
    fn an_output_ends_with_its_argument() {
        let bounds = split("Future<Output = Result<T, JoinError>> + Send");
        assert_eq!(
            output_of(&bounds).map(<[String]>::concat).as_deref(),
            Some("Result<T,JoinError>")
        );
        assert_eq!(output_of(&split("Send")), None);
    }
}
