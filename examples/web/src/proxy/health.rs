use std::sync::Arc;

use anyrt::{Runtime, combinators::time::timeout};
use futures_util::future::join_all;
use http::{Request, Uri};

use super::{Pool, pool::Upstream};
use crate::{body::empty, config::Health};

/// Looks after the servers of a route, for as long as it is polled.
pub(crate) async fn watch<R: Runtime>(rt: R, pool: Arc<Pool<R>>, health: Health) {
    loop {
        let looks = pool
            .upstreams
            .iter()
            .map(|upstream| look(&rt, &pool, upstream, &health));
        join_all(looks).await;
        rt.sleep(health.interval).await;
    }
}

async fn look<R: Runtime>(rt: &R, pool: &Pool<R>, upstream: &Upstream, health: &Health) {
    let mut parts = upstream.uri.clone().into_parts();
    parts.path_and_query = health.path.parse().ok();
    let Ok(uri) = Uri::from_parts(parts) else {
        return;
    };
    let mut request = Request::new(empty());
    *request.uri_mut() = uri;
    let answer = timeout(rt, health.timeout, pool.client.request(request)).await;
    let is_well = matches!(answer, Ok(Ok(response)) if response.status().as_u16() < 500);
    upstream.set_well(is_well);
}
