//! Claims about the parser, which needs no runtime.

use crate::resp::{ParseLimits, Parser, ProtocolError};

/// Room enough for anything that is not about room.
const WIDE: ParseLimits = ParseLimits {
    request_bytes: 1 << 20,
    arguments: 1 << 20,
};

/// Feeds chunks as a connection does and returns the requests, each with its parts.
fn feed(chunks: &[&[u8]], limits: ParseLimits) -> Result<Vec<Vec<Vec<u8>>>, ProtocolError> {
    let mut parser = Parser::new(limits);
    let mut input: Vec<u8> = Vec::new();
    let mut requests = Vec::new();
    for chunk in chunks {
        input.extend_from_slice(chunk);
        while let Some(length) = parser.parse(&input)? {
            if let Some((name, arguments)) = parser.request(&input).split() {
                let parts = std::iter::once(name).chain(arguments.iter());
                requests.push(parts.map(<[u8]>::to_vec).collect());
            }
            parser.finish();
            input.drain(..length);
            if input.is_empty() {
                break;
            }
        }
    }
    Ok(requests)
}

/// A pipeline with every form of request.
fn pipeline() -> Vec<u8> {
    let mut bytes = Vec::new();
    for number in 0..12 {
        let binary = [b'\r', b'\n', 0, b'*', b'$', 255, number];
        bytes.extend_from_slice(b"*3\r\n$3\r\nSET\r\n$2\r\nk\n\r\n$7\r\n");
        bytes.extend_from_slice(&binary);
        bytes.extend_from_slice(b"\r\nPING\r\n*0\r\n\r\n*1\r\n$0\r\n\r\n");
        bytes.extend_from_slice(
            b"echo \"a \\r\\n b\" 'c'\n*-1\r\n*2\r\n$4\r\nECHO\r\n$12\r\nhello, world\r\n",
        );
    }
    bytes
}

#[test]
fn a_pipeline_reads_the_same_however_it_is_split() {
    let bytes = pipeline();
    let whole = feed(&[&bytes], WIDE).expect("requests");
    assert_eq!(whole.len(), 12 * 5);
    assert_eq!(whole[3], [&b"echo"[..], b"a \r\n b", b"c"]);
    for at in 0..=bytes.len() {
        let (head, tail) = bytes.split_at(at);
        assert_eq!(
            feed(&[head, tail], WIDE).as_ref(),
            Ok(&whole),
            "split at {at}"
        );
    }
    let single: Vec<&[u8]> = bytes.chunks(1).collect();
    assert_eq!(feed(&single, WIDE).as_ref(), Ok(&whole));
}

#[test]
fn a_pipeline_reads_the_same_however_it_is_split_twice() {
    let bytes = &pipeline()[..120];
    let whole = feed(&[bytes], WIDE).expect("requests");
    for first in 0..bytes.len() {
        for second in first..bytes.len() {
            let chunks = [&bytes[..first], &bytes[first..second], &bytes[second..]];
            assert_eq!(
                feed(&chunks, WIDE).as_ref(),
                Ok(&whole),
                "split at {first} and {second}"
            );
        }
    }
}

#[test]
fn malformed_requests_are_named_however_they_are_split() {
    let cases: &[(&[u8], ProtocolError)] = &[
        (b"*x\r\n", ProtocolError::ArgumentCount),
        (b"*1048577\r\n", ProtocolError::ArgumentCount),
        (b"*99999999999999999999\r\n", ProtocolError::ArgumentCount),
        (b"*\r\n", ProtocolError::ArgumentCount),
        (b"*1\r\n:1\r\n", ProtocolError::ExpectedBulk(b':')),
        (
            b"*2\r\n$4\r\nPING\r\nPING\r\n",
            ProtocolError::ExpectedBulk(b'P'),
        ),
        (b"*1\r\n$\r\n", ProtocolError::BulkLength),
        (b"*1\r\n$-1\r\n", ProtocolError::BulkLength),
        (b"*1\r\n$abc\r\n", ProtocolError::BulkLength),
        (b"*1\r\n$9999999999\r\n", ProtocolError::BulkLength),
        (b"*1\r\n$4\r\nPINGxx", ProtocolError::BulkEnd),
        (b"SET \"a\r\n", ProtocolError::InlineQuotes),
    ];
    for (bytes, expected) in cases {
        assert_eq!(
            feed(&[bytes], WIDE),
            Err(*expected),
            "{}",
            bytes.escape_ascii()
        );
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        assert_eq!(
            feed(&single, WIDE),
            Err(*expected),
            "{}",
            bytes.escape_ascii()
        );
    }
}

#[test]
fn limits_are_enforced_before_the_bytes_arrive() {
    let limits = ParseLimits {
        request_bytes: 100,
        arguments: 3,
    };
    assert_eq!(
        feed(&[b"*4\r\n"], limits),
        Err(ProtocolError::ArgumentCount)
    );
    assert_eq!(
        feed(&[b"*2\r\n$101\r\n"], limits),
        Err(ProtocolError::BulkLength)
    );
    let two = b"*3\r\n$60\r\n"
        .iter()
        .copied()
        .chain([b'x'; 60])
        .chain(*b"\r\n$60\r\n");
    assert_eq!(
        feed(&[&two.collect::<Vec<_>>()], limits),
        Err(ProtocolError::RequestSize)
    );
    let line = vec![b'x'; 64 * 1024 + 1];
    assert_eq!(feed(&[&line], WIDE), Err(ProtocolError::InlineSize));
    let count = [&b"*"[..], &line].concat();
    assert_eq!(feed(&[&count], WIDE), Err(ProtocolError::ArgumentCountLine));
    let length = [&b"*1\r\n$"[..], &line].concat();
    assert_eq!(feed(&[&length], WIDE), Err(ProtocolError::BulkLengthLine));
}

#[test]
fn a_long_line_in_small_pieces_is_searched_once() {
    // Searching it anew with each piece would take minutes rather than no time.
    let mut parser = Parser::new(WIDE);
    let mut input = Vec::new();
    for _ in 0..60 * 1024 {
        input.push(b'x');
        assert_eq!(parser.parse(&input), Ok(None));
    }
    input.push(b'\n');
    assert_eq!(parser.parse(&input), Ok(Some(input.len())));
}
