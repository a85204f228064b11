//! Telling a client that there are too many.

use std::sync::Arc;

use anyrt::Runtime;

use super::Shared;
use super::farewell::{finish, linger};

/// What the client reads.
const REPLY: &[u8] = b"-ERR max number of clients reached\r\n";

/// Sends the error and ends the connection.
pub(super) async fn turn_away<R: Runtime>(rt: R, mut stream: R::TcpStream, shared: Arc<Shared>) {
    shared.server.counters.rejected.add(1);
    if finish(&rt, &mut stream, REPLY, shared.server.limits.grace)
        .await
        .is_ok()
    {
        linger(&rt, stream).await;
    }
}
