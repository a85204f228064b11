//! What a client and a proxy say to each other before the connection is the target's.

use std::io;
use std::net::SocketAddr;

use anyrt::io::{AsyncRead, AsyncWrite};
use futures_util::io::{AsyncReadExt, AsyncWriteExt};

use super::credentials::Credentials;
use super::error::ProxyError;
use super::refusal::Refusal;

const VERSION: u8 = 5;
/// The version of the authentication by name and password, which counts on its own.
pub(super) const AUTHENTICATION_VERSION: u8 = 1;

const NO_AUTHENTICATION: u8 = 0;
const NAME_AND_PASSWORD: u8 = 2;
const NO_METHOD: u8 = 0xff;

const CONNECT: u8 = 1;
const RESERVED: u8 = 0;
const IPV4: u8 = 1;
const DOMAIN: u8 = 3;
const IPV6: u8 = 4;

/// Asks the proxy at the other end of `stream` to connect it to `target`.
///
/// Not one byte is read beyond the proxy's last reply: the next is the target's.
///
/// # Errors
///
/// See [`ProxyError`]. The stream is of no use after one.
///
/// # Cancel safety
///
/// Lossy: how far the talk went is forgotten, so that the stream is of no use.
pub(super) async fn connect_through<S>(
    stream: &mut S,
    target: SocketAddr,
    credentials: Option<&Credentials>,
) -> Result<(), ProxyError>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let request = connect_request(target)?;
    greet(stream, credentials).await?;
    say(stream, &request, "being asked to connect").await?;
    hear_outcome(stream, target).await
}

/// Agrees on a method of authentication, and goes through it.
async fn greet<S>(stream: &mut S, credentials: Option<&Credentials>) -> Result<(), ProxyError>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let offer: &[u8] = match credentials {
        None => &[VERSION, 1, NO_AUTHENTICATION],
        Some(_) => &[VERSION, 2, NO_AUTHENTICATION, NAME_AND_PASSWORD],
    };
    say(stream, offer, "being greeted").await?;
    let [version, method] = hear(stream, "answering the greeting").await?;
    expect("the version", VERSION, version)?;
    match (method, credentials) {
        (NO_AUTHENTICATION, _) => Ok(()),
        (NAME_AND_PASSWORD, Some(credentials)) => authenticate(stream, credentials).await,
        (NO_METHOD, _) => Err(ProxyError::NoMethod {
            had_credentials: credentials.is_some(),
        }),
        (byte, _) => Err(ProxyError::Garbage {
            what: "the method of authentication, which was not offered,",
            byte,
        }),
    }
}

/// Shows the user's name and the password.
async fn authenticate<S>(stream: &mut S, credentials: &Credentials) -> Result<(), ProxyError>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    say(stream, &credentials.request(), "being shown the password").await?;
    let [version, status] = hear(stream, "checking the password").await?;
    expect(
        "the version of the authentication",
        AUTHENTICATION_VERSION,
        version,
    )?;
    match status {
        0 => Ok(()),
        _ => Err(ProxyError::WrongCredentials),
    }
}

/// Writes the request for a connection.
fn connect_request(target: SocketAddr) -> Result<Vec<u8>, ProxyError> {
    let mut request = vec![VERSION, CONNECT, RESERVED];
    match target {
        SocketAddr::V4(addr) => {
            request.push(IPV4);
            request.extend_from_slice(&addr.ip().octets());
        }
        SocketAddr::V6(addr) if addr.scope_id() != 0 => {
            return Err(ProxyError::ScopedAddress(target));
        }
        SocketAddr::V6(addr) => {
            request.push(IPV6);
            request.extend_from_slice(&addr.ip().octets());
        }
    }
    request.extend_from_slice(&target.port().to_be_bytes());
    Ok(request)
}

/// Reads the reply to a request for a connection.
async fn hear_outcome<S>(stream: &mut S, target: SocketAddr) -> Result<(), ProxyError>
where
    S: AsyncRead + Unpin,
{
    const DOING: &str = "connecting";
    // A proxy that refuses may close after the code, so nothing more is waited for before it is looked at.
    let [version, code] = hear(stream, DOING).await?;
    expect("the version of the reply", VERSION, version)?;
    if code != 0 {
        return Err(match Refusal::from_code(code) {
            Some(reason) => ProxyError::Refused { target, reason },
            None => ProxyError::Garbage {
                what: "the reply code",
                byte: code,
            },
        });
    }
    let [reserved, kind] = hear(stream, DOING).await?;
    expect("the reserved byte", RESERVED, reserved)?;
    // The address that the proxy connects from, which is of no use here.
    match kind {
        IPV4 => skip(stream, 4, DOING).await?,
        IPV6 => skip(stream, 16, DOING).await?,
        DOMAIN => {
            let [len] = hear(stream, DOING).await?;
            skip(stream, len, DOING).await?;
        }
        byte => {
            return Err(ProxyError::Garbage {
                what: "the type of the address",
                byte,
            });
        }
    }
    skip(stream, 2, DOING).await
}

/// Compares a byte of the proxy's with the only one that is right.
fn expect(what: &'static str, right: u8, byte: u8) -> Result<(), ProxyError> {
    if byte == right {
        Ok(())
    } else {
        Err(ProxyError::Garbage { what, byte })
    }
}

/// Sends bytes.
async fn say<S: AsyncWrite + Unpin>(
    stream: &mut S,
    bytes: &[u8],
    while_doing: &'static str,
) -> Result<(), ProxyError> {
    let said = async {
        stream.write_all(bytes).await?;
        stream.flush().await
    };
    said.await.map_err(|source| broken(while_doing, source))
}

/// Reads so many bytes, and no more.
async fn hear<const N: usize, S: AsyncRead + Unpin>(
    stream: &mut S,
    while_doing: &'static str,
) -> Result<[u8; N], ProxyError> {
    let mut bytes = [0; N];
    let heard = stream.read_exact(&mut bytes).await;
    heard.map_err(|source| broken(while_doing, source))?;
    Ok(bytes)
}

/// Reads so many bytes, and forgets them.
async fn skip<S: AsyncRead + Unpin>(
    stream: &mut S,
    len: u8,
    while_doing: &'static str,
) -> Result<(), ProxyError> {
    let mut bytes = [0; u8::MAX as usize];
    let heard = stream.read_exact(&mut bytes[..len.into()]).await;
    heard.map_err(|source| broken(while_doing, source))
}

fn broken(while_doing: &'static str, source: io::Error) -> ProxyError {
    ProxyError::Broken {
        while_doing,
        source,
    }
}
