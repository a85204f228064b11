//! The library: it looks names up, with whatever resolution its runtime has.

use std::fmt::Write;
use std::io;

use anyrt::prelude::*;

/// Looks every name up at once, and returns a line for each of its addresses.
///
/// # Errors
///
/// That of the first name which has no address, with the name in its message.
///
/// # Cancel safety
///
/// Runs on: a look-up that has begun ends on its own thread.
pub(crate) async fn look_up<R: Runtime>(rt: R, names: Vec<(String, u16)>) -> io::Result<String> {
    let look_up = |(name, port): (String, u16)| {
        let found = rt.resolve(&name, port);
        async move {
            match found.await {
                Ok(addresses) => Ok((name, addresses)),
                Err(error) => Err(io::Error::new(error.kind(), format!("{name}: {error}"))),
            }
        }
    };
    let lookups: Vec<_> = names.into_iter().map(look_up).collect();
    let mut answer = String::new();
    for (name, addresses) in lookups.try_join().await? {
        for address in addresses {
            writeln!(answer, "{name} {address}").map_err(io::Error::other)?;
        }
    }
    Ok(answer)
}
