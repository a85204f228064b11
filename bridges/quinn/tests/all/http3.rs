use std::time::Duration;

use anyrt::{Runtime, net::SendReadiness};
use bytes::{Buf, Bytes};
use futures_util::future::{join, poll_fn};
use http::{Request, Response, StatusCode};

use crate::support::{connect, endpoints, pattern};
use anyrt_testing::in_time;

anyrt_testing::on_each_runtime! { requests_of_http_3_are_answered }

async fn requests_of_http_3_are_answered<R: Runtime + SendReadiness>(rt: R) {
    let (server, client) = endpoints(&rt, b"h3", Duration::from_secs(30));
    let (near, far) = connect(&rt, &server, &client).await;
    let answering = rt.spawn(async move {
        let mut connection =
            h3::server::Connection::<_, Bytes>::new(h3_quinn::Connection::new(far))
                .await
                .expect("the client speaks it");
        while let Ok(Some(resolver)) = connection.accept().await {
            let (request, mut stream) = resolver.resolve_request().await.expect("a good request");
            assert_eq!(request.uri().path(), "/echo");
            let mut body = Vec::new();
            while let Some(mut chunk) = stream.recv_data().await.expect("it is whole") {
                body.extend_from_slice(&chunk.copy_to_bytes(chunk.remaining()));
            }
            let response = Response::builder().status(200).body(()).expect("valid");
            stream.send_response(response).await.expect("it is open");
            stream.send_data(body.into()).await.expect("it is open");
            stream.finish().await.expect("it is open");
        }
    });
    let (mut driver, mut sender) = h3::client::new(h3_quinn::Connection::new(near))
        .await
        .expect("the server speaks it");
    let asking = async move {
        for size in [0, 10, 300_000] {
            let sent = Bytes::from(pattern(size));
            let request = Request::post("https://localhost/echo")
                .body(())
                .expect("valid");
            let mut stream = sender.send_request(request).await.expect("it is open");
            stream.send_data(sent.clone()).await.expect("it is open");
            stream.finish().await.expect("it is open");
            let response = stream.recv_response().await.expect("an answer");
            assert_eq!(response.status(), StatusCode::OK);
            let mut back = Vec::new();
            while let Some(mut chunk) = stream.recv_data().await.expect("it is whole") {
                back.extend_from_slice(&chunk.copy_to_bytes(chunk.remaining()));
            }
            assert!(back == sent, "other bytes");
        }
        // The last sender that goes closes the connection.
        drop(sender);
    };
    let (closed, ()) = in_time(&rt, join(poll_fn(|cx| driver.poll_close(cx)), asking)).await;
    assert!(closed.is_h3_no_error(), "{closed}");
    drop(driver);
    in_time(&rt, answering).await.expect("no panic");
}
