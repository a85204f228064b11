//! Claims about the table.

use std::net::IpAddr;

use crate::table::{HostTable, TableError};

fn read(text: &str) -> HostTable {
    text.parse().expect("a good table")
}

fn addresses(table: &HostTable, name: &str) -> Option<Vec<String>> {
    let found = table.get(name)?;
    Some(found.iter().map(IpAddr::to_string).collect())
}

#[test]
fn a_hosts_file_is_read_as_the_system_reads_it() {
    let table = read(
        "# all of it\n\
         127.0.0.1\tlocalhost loopback # two names\n\
         \n\
         \x20 ::1 localhost\r\n\
         10.0.0.7 db.internal\n\
         10.0.0.8 db.internal DB.internal\n\
         10.0.0.7 db.internal#no blank before the comment",
    );
    let found = |name| addresses(&table, name).unwrap_or_default();
    assert_eq!(found("localhost"), ["127.0.0.1", "::1"]);
    assert_eq!(found("loopback"), ["127.0.0.1"]);
    assert_eq!(found("db.internal"), ["10.0.0.7", "10.0.0.8"]);
    assert_eq!(addresses(&table, "internal"), None);
    assert_eq!(addresses(&table, ""), None);
    assert_eq!(read(""), HostTable::default());
}

#[test]
fn case_and_the_last_dot_make_no_difference() {
    let table = read("10.0.0.7 Db.Internal.");
    for name in ["db.internal", "DB.INTERNAL", "db.internal."] {
        assert!(table.get(name).is_some(), "{name}");
    }
    assert_eq!(table.get("db.internal.."), None);
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    let message = |text: &str| {
        let error: TableError = text.parse::<HostTable>().expect_err("a bad table");
        error.to_string()
    };
    assert_eq!(
        message("\n10.0.0.256 a"),
        "line 2: '10.0.0.256' is no IP address"
    );
    assert_eq!(message("a 10.0.0.1"), "line 1: 'a' is no IP address");
    assert_eq!(message("::1 # a"), "line 1: ::1 has no name");
    assert_eq!(
        message("10.0.0.1 a 10.0.0.2"),
        "line 1: '10.0.0.2' is no name"
    );
    assert_eq!(message("10.0.0.1 ."), "line 1: '.' is no name");
}
