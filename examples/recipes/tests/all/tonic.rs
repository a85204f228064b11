//! tonic: its client, which needs tokio, inside any runtime; its services, which do not, on our server.

use std::time::Duration;

use ::tonic::{
    Code, Request, Response, Status, Streaming,
    body::Body,
    client::Grpc as Client,
    codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder},
    server::{Grpc as Service, StreamingService, UnaryService},
    transport::{Channel, Endpoint},
};
use anyrt::{Runtime, channels::oneshot};
use anyrt_hyper::server::Server;
use anyrt_recipes::tokio_inside::TokioInside;
use anyrt_testing::in_time;
use axum::{Router, routing::any};
use bytes::{Buf, BufMut};
use futures_util::{
    FutureExt, StreamExt, TryStreamExt,
    future::{self, BoxFuture},
    stream::{self, BoxStream},
};
use http::uri::PathAndQuery;

use crate::support::listen;

anyrt_testing::on_each_runtime! {
    a_call_is_answered a_call_that_fails_says_why messages_go_both_ways
    a_call_that_nobody_answers_ends_in_time
}

/// Messages as they are, without protobuf.
#[derive(Clone, Default)]
struct Plain;

impl Codec for Plain {
    type Encode = Vec<u8>;
    type Decode = Vec<u8>;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self
    }

    fn decoder(&mut self) -> Self {
        Self
    }
}

impl Encoder for Plain {
    type Item = Vec<u8>;
    type Error = Status;

    fn encode(&mut self, message: Vec<u8>, out: &mut EncodeBuf<'_>) -> Result<(), Status> {
        out.put_slice(&message);
        Ok(())
    }
}

impl Decoder for Plain {
    type Item = Vec<u8>;
    type Error = Status;

    fn decode(&mut self, from: &mut DecodeBuf<'_>) -> Result<Option<Vec<u8>>, Status> {
        Ok(Some(from.copy_to_bytes(from.remaining()).into()))
    }
}

/// Turns letters into capitals, and takes nothing empty.
struct Shout;

impl UnaryService<Vec<u8>> for Shout {
    type Response = Vec<u8>;
    type Future = future::Ready<Result<Response<Vec<u8>>, Status>>;

    fn call(&mut self, request: Request<Vec<u8>>) -> Self::Future {
        let words = request.into_inner();
        future::ready(if words.is_empty() {
            Err(Status::invalid_argument("nothing to shout"))
        } else {
            Ok(Response::new(words.to_ascii_uppercase()))
        })
    }
}

impl StreamingService<Vec<u8>> for Shout {
    type Response = Vec<u8>;
    type ResponseStream = BoxStream<'static, Result<Vec<u8>, Status>>;
    type Future = future::Ready<Result<Response<Self::ResponseStream>, Status>>;

    fn call(&mut self, request: Request<Streaming<Vec<u8>>>) -> Self::Future {
        let words = request.into_inner();
        let shouted = words.map_ok(|words| words.to_ascii_uppercase());
        future::ready(Ok(Response::new(shouted.boxed())))
    }
}

/// Never answers.
struct Silent;

impl UnaryService<Vec<u8>> for Silent {
    type Response = Vec<u8>;
    type Future = future::Pending<Result<Response<Vec<u8>>, Status>>;

    fn call(&mut self, _request: Request<Vec<u8>>) -> Self::Future {
        future::pending()
    }
}

type HttpRequest = http::Request<axum::body::Body>;
type HttpResponse = http::Response<Body>;

async fn once(request: HttpRequest) -> HttpResponse {
    Service::new(Plain).unary(Shout, request).await
}

async fn both_ways(request: HttpRequest) -> HttpResponse {
    Service::new(Plain).streaming(Shout, request).await
}

async fn silent(request: HttpRequest) -> HttpResponse {
    Service::new(Plain).unary(Silent, request).await
}

/// Serves, and has `ask` call as a task of the runtime.
async fn with_client<R, F, T>(rt: R, ask: F) -> T
where
    R: Runtime,
    F: FnOnce(Client<Channel>) -> BoxFuture<'static, T> + Send + 'static,
    T: Send + 'static,
{
    let (listener, address) = listen(&rt);
    let router = Router::new()
        .route("/test.Shout/Once", any(once))
        .route("/test.Shout/BothWays", any(both_ways))
        .route("/test.Shout/Silent", any(silent));
    let (stop, stopped) = oneshot::channel::<()>();
    let server = Server::new(rt.clone());
    let serving = rt.spawn(async move {
        let stopped = stopped.map(|_| ());
        server.serve(listener, router, stopped).await
    });
    let tokio = TokioInside::new().expect("a thread to start");
    let asking = tokio.enter(async move {
        let channel = Endpoint::from_shared(format!("http://{address}"))
            .expect("a valid address")
            .timeout(Duration::from_secs(20))
            .connect()
            .await
            .expect("the server is there");
        let mut client = Client::new(channel);
        client.ready().await.expect("it is connected");
        ask(client).await
    });
    let answer = in_time(&rt, rt.spawn(asking)).await.expect("no panic");
    drop(stop);
    in_time(&rt, serving)
        .await
        .expect("no panic")
        .expect("it ended well");
    answer
}

fn path(method: &str) -> PathAndQuery {
    format!("/test.Shout/{method}")
        .parse()
        .expect("a valid path")
}

async fn a_call_is_answered<R: Runtime>(rt: R) {
    let ask = |mut client: Client<Channel>| {
        let request = Request::new(b"hello".to_vec());
        async move { client.unary(request, path("Once"), Plain).await }.boxed()
    };
    let answer = with_client(rt, ask).await.expect("an answer");
    assert_eq!(answer.into_inner(), b"HELLO");
}

async fn a_call_that_fails_says_why<R: Runtime>(rt: R) {
    let ask = |mut client: Client<Channel>| {
        let request = Request::new(Vec::new());
        async move { client.unary(request, path("Once"), Plain).await }.boxed()
    };
    let status = with_client(rt, ask).await.expect_err("it is empty");
    assert_eq!(status.code(), Code::InvalidArgument);
    assert_eq!(status.message(), "nothing to shout");
}

async fn messages_go_both_ways<R: Runtime>(rt: R) {
    const COUNT: usize = 200;
    let ask = |mut client: Client<Channel>| {
        let words = (0..COUNT).map(|number| vec![b'a'; number * 50]);
        let request = Request::new(stream::iter(words));
        async move {
            let answer = client.streaming(request, path("BothWays"), Plain).await?;
            answer.into_inner().try_collect::<Vec<_>>().await
        }
        .boxed()
    };
    let answers = with_client(rt, ask).await.expect("no error");
    let expected: Vec<_> = (0..COUNT).map(|number| vec![b'A'; number * 50]).collect();
    assert!(answers == expected, "each is shouted, in their order");
}

/// The time limit is one of tokio's timers, which are set inside.
async fn a_call_that_nobody_answers_ends_in_time<R: Runtime>(rt: R) {
    let ask = |mut client: Client<Channel>| {
        let mut request = Request::new(b"hello".to_vec());
        request.set_timeout(Duration::from_millis(50));
        async move { client.unary(request, path("Silent"), Plain).await }.boxed()
    };
    let status = with_client(rt, ask).await.expect_err("nobody answers");
    assert!(
        matches!(status.code(), Code::Cancelled | Code::DeadlineExceeded),
        "{status:?}"
    );
}
