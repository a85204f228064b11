//! Every member of the workspace says on its line what it is.

use crate::finding::Finding;
use crate::tree::Member;

/// Finds members without a comment, and members that stand for several folders.
pub(crate) fn check(members: &[Member]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for member in members {
        if !member.annotated {
            let message = format!(
                "the member `{}` has no comment that says what it is",
                member.folder
            );
            findings.push(Finding::at("Cargo.toml", member.line, message));
        }
        if member.folder.contains('*') {
            let message = format!("`{}` stands for several members; list each", member.folder);
            findings.push(Finding::at("Cargo.toml", member.line, message));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_without_a_note_is_found() {
        let member = |folder: &str, annotated| Member {
            folder: folder.to_owned(),
            line: 3,
            annotated,
            published: true,
        };
        assert_eq!(check(&[member("a", false), member("b", true)]).len(), 1);
        assert_eq!(check(&[member("adapters/*", true)]).len(), 1);
    }
}
