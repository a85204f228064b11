use std::time::Duration;

use anyrt::{Runtime, combinators::io::copy_bidirectional, task::JoinHandle};
use anyrt_hyper::AnyrtIo;
use hyper::upgrade::OnUpgrade;

/// How long the other direction goes on after one has ended.
const GRACE: Duration = Duration::from_secs(30);

/// Joins two connections that become something else, such as a WebSocket, until both directions have ended.
pub(super) fn join<R: Runtime>(rt: &R, ours: OnUpgrade, theirs: OnUpgrade) {
    let timer = rt.clone();
    rt.spawn(async move {
        let (Ok(ours), Ok(theirs)) = futures_util::future::join(ours, theirs).await else {
            return;
        };
        let (ours, theirs) = (AnyrtIo::new(ours), AnyrtIo::new(theirs));
        // Either side learns of the end of the other one by its own.
        copy_bidirectional(timer, ours, theirs)
            .grace(GRACE)
            .await
            .ok();
    })
    .detach();
}
