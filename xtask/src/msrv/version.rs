//! Rust versions.

/// A version of Rust; a missing part is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RustVersion([u32; 3]);

impl RustVersion {
    /// Reads `1.88` or `1.88.0`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = [0; 3];
        for (index, part) in text.trim().split('.').enumerate() {
            *parts.get_mut(index)? = part.parse().ok()?;
        }
        Some(Self(parts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number() {
        assert!(RustVersion::parse("1.9") < RustVersion::parse("1.88"));
        assert_eq!(RustVersion::parse("1.88"), RustVersion::parse("1.88.0"));
        assert!(RustVersion::parse("1.88.1") > RustVersion::parse("1.88"));
    }

    #[test]
    fn what_is_no_version_is_none() {
        for text in ["", "stable", "1.2.3.4", "1."] {
            assert_eq!(RustVersion::parse(text), None, "{text}");
        }
    }
}
