use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;

/// Returns the path below the root that a request names, without leading slash; `None` if there can be none.
///
/// `.` and `..` are refused, not followed: what they lead to has a name of its own.
pub(super) fn below(prefix: &str, path: &str) -> Option<PathBuf> {
    let rest = path.strip_prefix(prefix.trim_end_matches('/'))?;
    let decoded = percent_decode_str(rest).decode_utf8().ok()?;
    if decoded.contains('\0') {
        return None;
    }
    let relative = Path::new(decoded.trim_start_matches('/'));
    let is_plain = |component| matches!(component, Component::Normal(_));
    let is_fine = relative.components().all(is_plain)
        && decoded.split('/').all(|part| part != "." && part != "..");
    is_fine.then(|| relative.to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leads_out_of_the_folder() {
        for path in [
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/a/%2E%2E/x",
            "/./x",
            "/a%00b",
            "/%ff",
        ] {
            assert_eq!(below("/", path), None, "{path}");
        }
    }

    #[test]
    fn names_are_decoded_once() {
        assert_eq!(below("/", "/a%20b/c"), Some("a b/c".into()));
        assert_eq!(below("/files", "/files/%252e"), Some("%2e".into()));
        assert_eq!(below("/files/", "/files"), Some(PathBuf::new()));
        assert_eq!(below("/", "//etc/passwd"), Some("etc/passwd".into()));
    }
}
