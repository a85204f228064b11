use anyrt_traits::Runtime;
use http_body::Body;
use hyper_util::client::legacy::{Builder, Client as PoolClient};

use super::Connector;
use crate::{AnyrtExecutor, AnyrtTimer};

/// A client with a pool, that connects without TLS on the runtime `R`.
pub type Client<R, B> = PoolClient<Connector<R>, B>;

/// Makes a client for `http` addresses, with a pool of connections.
///
/// Connections speak HTTP/1; [`builder`] changes that and the pool, and takes another connector, for TLS
/// say.
///
/// # Examples
///
/// ```
/// use anyrt_traits::Runtime;
/// use http_body_util::{BodyExt, Empty};
///
/// async fn fetch<R: Runtime>(rt: R) -> Result<hyper::body::Bytes, Box<dyn std::error::Error>> {
///     let client = anyrt_hyper::client::client::<_, Empty<hyper::body::Bytes>>(rt);
///     let response = client.get("http://localhost:8080/".parse()?).await?;
///     Ok(response.into_body().collect().await?.to_bytes())
/// }
/// ```
pub fn client<R, B>(rt: R) -> Client<R, B>
where
    R: Runtime,
    B: Body<Data: Send> + Send,
{
    builder(rt.clone()).build(Connector::new(rt))
}

/// Returns the builder of hyper-util's client with the tasks and the time of a runtime.
pub fn builder<R: Runtime>(rt: R) -> Builder {
    let mut builder = PoolClient::builder(AnyrtExecutor::new(rt.clone()));
    builder
        .timer(AnyrtTimer::new(rt.clone()))
        .pool_timer(AnyrtTimer::new(rt));
    builder
}
