//! Claims about what clients may ask about themselves and the server.

use std::collections::HashMap;

use redis::Value;

use crate::harness::{ask, converse, on_every_runtime, refused};

#[test]
fn a_client_has_a_number_and_a_name() {
    on_every_runtime(|server| {
        let (one, two) = (&mut server.client(), &mut server.client());
        let (first, second): (i64, i64) = (ask(one, "CLIENT ID"), ask(two, "CLIENT ID"));
        assert_ne!(first, second);
        assert_eq!(ask::<Option<String>>(one, "CLIENT GETNAME"), None);
        assert_eq!(ask::<String>(one, "CLIENT SETNAME first"), "OK");
        assert_eq!(ask::<String>(one, "CLIENT GETNAME"), "first");
        let bad = "ERR Client names cannot contain spaces, newlines or special characters.";
        assert_eq!(refused(one, "CLIENT SETNAME a\nb"), bad);
        ask::<String>(two, "SELECT 3");
        let list: String = ask(two, "CLIENT LIST");
        assert_eq!(list.lines().count(), 2);
        assert!(list.contains(&format!("id={first} ")) && list.contains("name=first "));
        let own: String = ask(two, "CLIENT INFO");
        assert!(
            own.starts_with(&format!("id={second} ")) && own.contains(" db=3 "),
            "{own}"
        );
        assert!(own.contains("lib-name=redis-rs"), "{own}");
    });
}

#[test]
fn quit_says_goodbye_and_closes() {
    on_every_runtime(|server| {
        let reply = converse(&mut server.raw(), b"PING\r\nQUIT\r\nSET k v\r\n");
        assert_eq!(reply, "+PONG\r\n+OK\r\n");
        assert_eq!(ask::<i64>(&mut server.client(), "EXISTS k"), 0);
    });
}

#[test]
fn settings_are_told_and_not_changed() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        let settings: HashMap<String, String> = ask(client, "CONFIG GET save APPEND* max?lients");
        assert_eq!(settings.len(), 5);
        assert_eq!(
            (settings["save"].as_str(), settings["appendonly"].as_str()),
            ("", "no")
        );
        assert_eq!(settings["maxclients"], "10000");
        assert!(refused(client, "CONFIG SET maxclients 1").starts_with("ERR CONFIG SET failed"));
        assert_eq!(ask::<String>(client, "CONFIG RESETSTAT"), "OK");
    });
}

#[test]
fn info_tells_what_happened() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        ask::<String>(client, "SET k v EX 100");
        let info: redis::InfoDict = ask(client, "INFO");
        assert_eq!(info.get::<u64>("connected_clients"), Some(1));
        assert!(info.get::<u64>("total_commands_processed") >= Some(1));
        assert_eq!(
            info.get::<String>("db0").as_deref(),
            Some("keys=1,expires=1,avg_ttl=0")
        );
        let port = server.address.port();
        assert_eq!(info.get::<u16>("tcp_port"), Some(port));
        let clients: String = ask(client, "INFO clients keyspace");
        assert!(
            clients.contains("# Clients") && !clients.contains("# Server"),
            "{clients}"
        );
        let (seconds, micros): (u64, u64) = ask(client, "TIME");
        assert!(seconds > 1_600_000_000 && micros < 1_000_000);
    });
}

#[test]
fn commands_are_described() {
    on_every_runtime(|server| {
        let client = &mut server.client();
        let count: usize = ask(client, "COMMAND COUNT");
        assert_eq!(ask::<Vec<Value>>(client, "COMMAND").len(), count);
        assert_eq!(ask::<Vec<String>>(client, "COMMAND LIST").len(), count);
        let info: Vec<Value> = ask(client, "COMMAND INFO mset nonesuch");
        let Value::Array(mset) = &info[0] else {
            panic!("{info:?}")
        };
        assert_eq!(mset[0], Value::BulkString(b"mset".to_vec()));
        assert_eq!(mset[1], Value::Int(-3));
        assert_eq!(mset[3..6], [Value::Int(1), Value::Int(-1), Value::Int(2)]);
        assert_eq!(info[1], Value::Nil);
        let docs: HashMap<String, HashMap<String, String>> = ask(client, "COMMAND DOCS get");
        assert_eq!(docs["get"]["summary"], "Returns a string.");
    });
}
