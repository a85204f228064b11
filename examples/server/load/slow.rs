//! Clients that send a byte, wait, and send the next.

use std::convert::Infallible;
use std::io;
use std::time::Duration;

use anyrt::Runtime;

use super::Client;

/// Sends a line byte by byte with a pause after each, takes the answer, and leaves.
pub(crate) async fn drip<R: Runtime>(
    mut client: Client<R>,
    line: &[u8],
    pause: Duration,
) -> io::Result<()> {
    for byte in line {
        client.send(&[*byte]).await?;
        client.rt.sleep(pause).await;
    }
    client.receive(line).await
}

/// Sends lines byte by byte for as long as it is polled; the first byte after `delay`.
pub(crate) async fn drip_forever<R: Runtime>(
    mut client: Client<R>,
    delay: Duration,
    pause: Duration,
) -> io::Result<Infallible> {
    const LINE: &[u8] = b"drop by drop\n";
    client.rt.sleep(delay).await;
    loop {
        for byte in LINE {
            client.send(&[*byte]).await?;
            client.rt.sleep(pause).await;
        }
        client.receive(LINE).await?;
    }
}
