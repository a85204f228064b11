//! Claims about who is polled. Counts say it.

use crate::harness::on_every_runtime;
use crate::load::Client;
use crate::strategy::Strategy;

const OTHERS: u64 = 20;
const REQUESTS: u64 = 200;

/// Lets the first client and the last ask by turns while others are silent, and returns polls and reads.
///
/// A loop over all of them that has come to the last is past the first, so it goes round once for each two requests
/// at least, however late its thread runs.
async fn count(server: &crate::harness::Server) -> (u64, u64) {
    let mut others = Vec::new();
    for _ in 0..OTHERS {
        let client = Client::connect(&server.rt, server.address).await;
        let mut client = client.expect("the server accepts");
        client.ask(b"here\n").await.expect("it is served");
        others.push(client);
    }
    let client = Client::connect(&server.rt, server.address).await;
    let mut client = client.expect("the server accepts");
    client.ask(b"here\n").await.expect("it is served");
    let before = server.service.counts();
    for _ in 0..REQUESTS / 2 {
        others[0].ask(b"hello\n").await.expect("it is served");
        client.ask(b"hello\n").await.expect("it is served");
    }
    let after = server.service.counts();
    (after.0 - before.0, after.1 - before.1)
}

#[test]
fn the_loop_that_polls_all_polls_everybody_again_and_again() {
    on_every_runtime(&[Strategy::PollAll], async |server, _| {
        let (polls, reads) = count(&server).await;
        assert!(reads + 1 >= REQUESTS, "{reads} reads");
        // The last round may still be going on.
        let rounds = REQUESTS / 2 - 1;
        assert!(polls >= rounds * (OTHERS + 1), "{polls} polls");
    });
}

#[test]
fn the_set_and_the_tasks_poll_who_was_woken() {
    let strategies = [Strategy::PollWoken, Strategy::Spawned];
    on_every_runtime(&strategies, async |server, strategy| {
        let (polls, _) = count(&server).await;
        // A reactor may wake a task once more than it has to, but never those that are silent.
        assert!(polls <= 3 * REQUESTS, "{strategy}: {polls} polls");
    });
}
