//! Ending a connection so that its last reply arrives.
//!
//! Closing a socket while bytes of the client lie unread makes the system reset the connection, and
//! a reset may overtake the replies before it. So the server first says that it sends no more, then
//! reads and forgets what still comes until the client has closed its side too, or a moment has
//! passed.

use std::io;
use std::pin::pin;
use std::time::Duration;

use anyrt::Runtime;
use futures_util::future::{Either, select};
use futures_util::{AsyncReadExt, AsyncWriteExt};

/// How long the client has to close its side.
const LINGER: Duration = Duration::from_secs(1);

/// Sends the last replies and then the end of the stream.
///
/// # Errors
///
/// What the stream says, or [`io::ErrorKind::TimedOut`] when the client took nothing for `grace`.
pub(super) async fn finish<R: Runtime>(
    rt: &R,
    stream: &mut R::TcpStream,
    mut replies: &[u8],
    grace: Duration,
) -> io::Result<()> {
    while !replies.is_empty() {
        let write = stream.write(replies);
        match select(write, pin!(rt.sleep(grace))).await {
            Either::Left((Ok(0), _)) => return Err(io::ErrorKind::WriteZero.into()),
            Either::Left((count, _)) => replies = &replies[count?..],
            Either::Right(_) => return Err(io::ErrorKind::TimedOut.into()),
        }
    }
    stream.close().await
}

/// Reads and forgets what the client still sends, for a moment at most.
pub(super) async fn linger<R: Runtime>(rt: &R, mut stream: R::TcpStream) {
    let forget = async {
        let mut scratch = [0; 1024];
        while matches!(stream.read(&mut scratch).await, Ok(1..)) {}
    };
    select(pin!(forget), pin!(rt.sleep(LINGER))).await;
}
