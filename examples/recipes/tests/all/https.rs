use anyrt::{Runtime, channels::oneshot};
use anyrt_recipes::https;
use axum::{Router, routing::get};
use bytes::Bytes;
use futures_util::future::join_all;
use http_body_util::{BodyExt, Empty};

use crate::support::{configs, listen};
use anyrt_testing::in_time;

anyrt_testing::on_each_runtime! { requests_go_over_tls_and_http_2 }

async fn requests_go_over_tls_and_http_2<R: Runtime>(rt: R) {
    let (server, trusting) = configs();
    let (listener, address) = listen(&rt);
    let (stop, stopped) = oneshot::channel::<()>();
    let router = Router::new().route("/", get(async || vec![7; 300_000]));
    let serving = rt.clone();
    let task = rt.spawn(async move {
        let stopped = async { stopped.await.unwrap_or_default() };
        https::serve(serving, listener, server, router, stopped).await
    });
    let client = https::client::<_, Empty<Bytes>>(rt.clone(), trusting);
    let address: http::Uri = format!("https://localhost:{}/", address.port())
        .parse()
        .expect("an address");
    let requests = (0..20).map(|_| {
        let asked = client.get(address.clone());
        async move {
            let response = asked.await.expect("an answer");
            assert_eq!(response.version(), http::Version::HTTP_2);
            let body = response.into_body().collect().await.expect("it is whole");
            assert_eq!(body.to_bytes().len(), 300_000);
        }
    });
    in_time(&rt, join_all(requests)).await;

    // A client that trusts nobody we know.
    let (_, other) = configs();
    let client = https::client::<_, Empty<Bytes>>(rt.clone(), other);
    let refused = in_time(&rt, client.get(address)).await;
    refused.map(drop).expect_err("nobody vouches for it");
    drop(client);
    stop.send(()).expect("it runs");
    in_time(&rt, task)
        .await
        .expect("no panic")
        .expect("it ended well");
}
