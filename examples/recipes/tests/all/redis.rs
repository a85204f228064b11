use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    thread,
};

use anyrt::Runtime;
use anyrt_recipes::redis::connect;
use futures_util::future::try_join_all;
use redis::AsyncCommands;

use anyrt_testing::in_time;

anyrt_testing::on_each_runtime! { commands_share_a_connection }

/// A server that knows SET and GET, for one client.
fn serve(listener: &TcpListener) {
    let (stream, _) = listener.accept().expect("somebody connects");
    let mut writer = stream.try_clone().expect("one is left");
    let mut reader = BufReader::new(stream);
    let mut values = BTreeMap::new();
    let mut line = String::new();
    loop {
        let mut number = |kind: char, reader: &mut BufReader<_>| {
            line.clear();
            reader.read_line(&mut line).expect("it is open");
            let text = line.trim_end().strip_prefix(kind)?;
            text.parse::<usize>().ok()
        };
        let Some(count) = number('*', &mut reader) else {
            return;
        };
        let words: Vec<_> = (0..count)
            .map(|_| {
                let length = number('$', &mut reader).expect("a word");
                let mut word = vec![0; length + 2];
                reader.read_exact(&mut word).expect("it is whole");
                word.truncate(length);
                word
            })
            .collect();
        let answer = match words[0].to_ascii_uppercase().as_slice() {
            b"SET" => {
                values.insert(words[1].clone(), words[2].clone());
                b"+OK\r\n".to_vec()
            }
            b"GET" => match values.get(&words[1]) {
                Some(value) => {
                    let head = format!("${}\r\n", value.len()).into_bytes();
                    [head.as_slice(), value, b"\r\n"].concat()
                }
                None => b"$-1\r\n".to_vec(),
            },
            _ => b"+OK\r\n".to_vec(),
        };
        writer.write_all(&answer).expect("it is read");
    }
}

async fn commands_share_a_connection<R: Runtime>(rt: R) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    let server = thread::spawn(move || serve(&listener));
    let connection = in_time(&rt, connect(&rt, address))
        .await
        .expect("it answers");
    let sets = (0..100).map(|number| {
        let mut connection = connection.clone();
        async move {
            let key = format!("key{number}");
            connection.set::<_, _, ()>(&key, number).await?;
            connection.get::<_, i64>(&key).await
        }
    });
    let got = in_time(&rt, try_join_all(sets)).await.expect("it answers");
    assert_eq!(got, (0..100).collect::<Vec<_>>());
    let mut last = connection;
    let missing: Option<String> = in_time(&rt, last.get("none")).await.expect("it answers");
    assert_eq!(missing, None);
    drop(last);
    server.join().expect("no panic");
}
