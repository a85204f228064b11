//! RESP2, the Redis protocol: writing commands, and finding where a reply ends.

/// Appends a command as an array of bulk strings.
pub(crate) fn command(out: &mut Vec<u8>, words: &[&[u8]]) {
    out.extend_from_slice(format!("*{}\r\n", words.len()).as_bytes());
    for word in words {
        bulk(out, word);
    }
}

/// Appends a bulk string.
pub(crate) fn bulk(out: &mut Vec<u8>, text: &[u8]) {
    out.extend_from_slice(format!("${}\r\n", text.len()).as_bytes());
    out.extend_from_slice(text);
    out.extend_from_slice(b"\r\n");
}

/// Appends an integer reply.
pub(crate) fn integer(out: &mut Vec<u8>, number: u64) {
    out.extend_from_slice(format!(":{number}\r\n").as_bytes());
}

/// Returns the length of the reply that `bytes` start with, or `None` while it is incomplete.
///
/// # Errors
///
/// Says what is not RESP2.
pub(crate) fn reply_length(bytes: &[u8]) -> Result<Option<usize>, String> {
    let Some(end) = bytes.windows(2).position(|pair| pair == b"\r\n") else {
        return Ok(None);
    };
    let head = end + 2;
    let count = || {
        let text = std::str::from_utf8(&bytes[1..end]).ok();
        let number = text.and_then(|text| text.parse::<i64>().ok());
        number.ok_or_else(|| format!("not a length: {}", shown(&bytes[..end])))
    };
    match bytes[0] {
        b'+' | b'-' | b':' => Ok(Some(head)),
        b'$' => {
            let Ok(length) = usize::try_from(count()?) else {
                return Ok(Some(head));
            };
            Ok((bytes.len() >= head + length + 2).then_some(head + length + 2))
        }
        b'*' => {
            let mut at = head;
            for _ in 0..count()?.max(0) {
                match reply_length(&bytes[at..])? {
                    Some(length) => at += length,
                    None => return Ok(None),
                }
            }
            Ok(Some(at))
        }
        _ => Err(format!("not a reply: {}", shown(&bytes[..end]))),
    }
}

/// Returns bytes of the protocol as readable text, cut short.
pub(crate) fn shown(bytes: &[u8]) -> String {
    let text: String = bytes
        .iter()
        .take(80)
        .flat_map(|byte| byte.escape_ascii())
        .map(char::from)
        .collect();
    format!("`{text}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_arrays_of_bulk_strings() {
        let mut out = Vec::new();
        command(&mut out, &[b"GET", b"a\r\n"]);
        assert_eq!(out, b"*2\r\n$3\r\nGET\r\n$3\r\na\r\n\r\n");
    }

    #[test]
    fn a_reply_ends_where_its_type_says() {
        for reply in [
            "+OK\r\n",
            "-ERR x\r\n",
            ":12\r\n",
            "$2\r\nab\r\n",
            "$-1\r\n",
            "*2\r\n:1\r\n*1\r\n$1\r\na\r\n",
            "*-1\r\n",
        ] {
            let bytes = format!("{reply}:9\r\n");
            assert_eq!(
                reply_length(bytes.as_bytes()),
                Ok(Some(reply.len())),
                "{reply}"
            );
            assert_eq!(
                reply_length(&reply.as_bytes()[..reply.len() - 1]),
                Ok(None),
                "{reply}"
            );
        }
    }

    #[test]
    fn what_is_no_reply_is_refused() {
        assert!(reply_length(b"HTTP/1.1 400\r\n").is_err());
        assert!(reply_length(b"$x\r\n").is_err());
    }
}
