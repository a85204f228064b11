use std::io;

/// Refuses a count that cannot be true.
pub(super) fn check(count: usize, most: usize) -> io::Result<usize> {
    if count <= most {
        return Ok(count);
    }
    let message = format!("{count} bytes are said to have been read, where {most} could");
    Err(io::Error::new(io::ErrorKind::InvalidData, message))
}
