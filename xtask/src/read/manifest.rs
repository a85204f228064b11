//! A line reader for manifests: tables, and keys with one-line values.
//!
//! It is not TOML: values stay text, strings lose their quotes, and arrays over several lines are not
//! read. Whatever needs more (dependencies with their inheritance) asks `cargo metadata` instead.

/// The tables of one manifest.
#[derive(Debug)]
pub(crate) struct Manifest {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    table: String,
    key: String,
    value: String,
}

impl Manifest {
    /// Reads a manifest.
    pub(crate) fn parse(text: &str) -> Self {
        let mut table = String::new();
        let mut entries = Vec::new();
        for line in text.lines() {
            let line = line.trim();
            if let Some(name) = line
                .strip_prefix('[')
                .and_then(|rest| rest.split(']').next())
            {
                name.trim_start_matches('[').trim().clone_into(&mut table);
            } else if let Some((key, value)) = line.split_once('=')
                && !line.starts_with('#')
            {
                entries.push(Entry {
                    table: table.clone(),
                    key: key.trim().to_owned(),
                    value: scalar(value.trim()),
                });
            }
        }
        Self { entries }
    }

    /// Returns the value of a key of a table, strings without their quotes.
    pub(crate) fn get(&self, table: &str, key: &str) -> Option<&str> {
        self.entries
            .iter()
            .find(|entry| entry.table == table && entry.key == key)
            .map(|entry| entry.value.as_str())
    }
}

fn scalar(value: &str) -> String {
    if let Some(rest) = value.strip_prefix('"') {
        return rest.split('"').next().unwrap_or(rest).to_owned();
    }
    value.split('#').next().unwrap_or(value).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_belong_to_their_table() {
        let manifest = Manifest::parse(
            "[package]\nname = \"a\" # x\npublish = false # y\n[lints]\nworkspace = true\n",
        );
        assert_eq!(manifest.get("package", "name"), Some("a"));
        assert_eq!(manifest.get("package", "publish"), Some("false"));
        assert_eq!(manifest.get("package", "workspace"), None);
        assert_eq!(manifest.get("lints", "workspace"), Some("true"));
    }

    #[test]
    fn dotted_keys_stay_as_written() {
        let manifest = Manifest::parse("[package]\nrust-version.workspace = true\n");
        assert_eq!(
            manifest.get("package", "rust-version.workspace"),
            Some("true")
        );
    }
}
