use std::time::Duration;

use anyrt::{Runtime, channels::oneshot, task::JoinHandle};
use anyrt_hyper::server::Server;
use anyrt_recipes::tokio_inside::TokioInside;
use axum::{Router, routing::get};

use crate::support::listen;
use anyrt_testing::in_time;

anyrt_testing::on_each_runtime! {
    reqwest_runs_on_any_runtime sleeps_of_tokio_run_on_any_runtime
    what_needs_tokio_for_its_drop_finds_it
}

async fn reqwest_runs_on_any_runtime<R: Runtime>(rt: R) {
    let tokio = TokioInside::new().expect("a thread to start");
    let (listener, address) = listen(&rt);
    let (stop, stopped) = oneshot::channel::<()>();
    let router = Router::new().route("/", get(async || "answered"));
    let server = Server::new(rt.clone());
    let serving = rt.spawn(async move {
        let stopped = async { stopped.await.unwrap_or_default() };
        server.serve(listener, router, stopped).await
    });
    let asking = tokio.enter(async move {
        let client = reqwest::Client::builder()
            .timeout(Duration::from_secs(20))
            .build()
            .expect("valid settings");
        let mut texts = Vec::new();
        for _ in 0..3 {
            let response = client
                .get(format!("http://{address}/"))
                .send()
                .await
                .expect("an answer");
            texts.push(response.text().await.expect("it is whole"));
        }
        texts
    });
    // On a task of the runtime, which knows nothing of tokio.
    let texts = in_time(&rt, rt.spawn(asking)).await.expect("no panic");
    assert_eq!(texts, ["answered"; 3]);
    stop.send(()).expect("it runs");
    in_time(&rt, serving)
        .await
        .expect("no panic")
        .expect("it ended well");
}

async fn sleeps_of_tokio_run_on_any_runtime<R: Runtime>(rt: R) {
    let tokio = TokioInside::new().expect("a thread to start");
    let start = rt.now();
    let slept = tokio.enter(async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        tokio::spawn(async { 7 }).await.expect("no panic")
    });
    assert_eq!(in_time(&rt, rt.spawn(slept)).await.expect("no panic"), 7);
    assert!(rt.now() - start >= Duration::from_millis(20));
}

struct NeedsTokio;

impl Drop for NeedsTokio {
    fn drop(&mut self) {
        tokio::spawn(async {});
    }
}

async fn what_needs_tokio_for_its_drop_finds_it<R: Runtime>(rt: R) {
    let tokio = TokioInside::new().expect("a thread to start");
    let task = rt.spawn(tokio.enter(async {
        let _needs = NeedsTokio;
        std::future::pending::<()>().await;
    }));
    task.abort();
    let ended = in_time(&rt, task).await.expect_err("it was aborted");
    assert!(!ended.is_panic(), "its drop found tokio");
}
