//! One client, from its first request to its last reply.

use std::future::{pending, poll_fn};
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Poll, ready};
use std::time::Duration;

use anyrt::Runtime;
use anyrt::channels::{oneshot, watch};
use anyrt::task::yield_now;
use anyrt::time::Sleep;
use futures_util::future::{Either, select};

use super::Shared;
use super::batch::Buffers;
use super::exchange::{Event, poll_exchange};
use super::farewell::{finish, linger};
use super::patience::{Occupation, Patience, Verdict};
use super::state::milliseconds;
use super::visit::Visit;
use crate::command::Session;
use crate::persistence::Progress;
use crate::resp::Parser;

/// After how many rounds in a row other tasks get their turn.
const ROUNDS: u32 = 64;

/// A place in the list of clients, given up when dropped.
#[derive(Debug)]
pub(super) struct Place {
    shared: Arc<Shared>,
    id: u64,
}

impl Place {
    /// Takes note that a client has entered under a number.
    pub(super) fn new(shared: Arc<Shared>, id: u64) -> Self {
        Self { shared, id }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.shared.server.clients.leave(self.id);
    }
}

/// Serves a client until either side ends the connection, or `ended` tells to do so at once.
pub(super) async fn converse<R: Runtime>(
    rt: R,
    mut stream: R::TcpStream,
    place: Place,
    ended: oneshot::Receiver<()>,
) {
    let limits = &place.shared.server.limits;
    let mut buffers = Buffers::new(Parser::new(limits.requests));
    // An error means that the client is gone, or was sent away: there is nobody left to tell.
    if answer_all(&rt, &mut stream, &mut buffers, &place, ended)
        .await
        .is_err()
    {
        return;
    }
    let finished = finish(&rt, &mut stream, buffers.unsent(), limits.grace).await;
    drop(place);
    if finished.is_ok() {
        linger(&rt, stream).await;
    }
}

/// Answers requests until the client has no more of them, or may have no more.
///
/// What is left to send then is in the buffers.
async fn answer_all<R: Runtime>(
    rt: &R,
    stream: &mut R::TcpStream,
    buffers: &mut Buffers,
    place: &Place,
    mut ended: oneshot::Receiver<()>,
) -> io::Result<()> {
    let server = &place.shared.server;
    let mut visit = Visit::new(&place.shared, place.id);
    let mut stop = server.shutdown.wait();
    let mut progress = server.persistence.progress.subscribe();
    let mut patience = Patience::new(server.limits.idle, server.limits.grace, rt.now());
    let mut alarm = pin!(rt.sleep(server.limits.idle.unwrap_or(Duration::MAX)));
    let mut alarmed = false;
    let mut occupation = Occupation::Talking;
    for round in 1_u32.. {
        let now = milliseconds(rt.system_time());
        buffers.answer(&place.shared, &mut visit.session, now);
        if buffers.awaited().is_some() {
            buffers.settle(&progress.borrow(), &mut visit.session);
        }
        if visit.session.ending {
            break;
        }
        if server.shutdown.is_begun() {
            patience.close(rt.now());
        }
        // The alarm is not set anew with every request: when it rings, it is set to what is left.
        let before = std::mem::replace(&mut occupation, visit.occupation(rt.now()));
        if before != occupation {
            patience.hear(rt.now());
        }
        if alarmed || patience.is_closing() || before != occupation {
            match patience.verdict(rt.now(), occupation, buffers.is_between_requests()) {
                Verdict::Wait => alarm.as_mut().reset_never(),
                Verdict::WaitUntil(end) => alarm.as_mut().reset(end),
                Verdict::Over if !patience.is_closing() && visit.time_out(buffers) => {
                    alarm.as_mut().reset_never();
                    alarmed = false;
                    continue;
                }
                Verdict::Over => {
                    visit.finish(buffers);
                    break;
                }
            }
        }
        if round % ROUNDS == 0 {
            yield_now().await;
        }
        let awaited = buffers.awaited();
        let mut settled = pin!(settled(&mut progress, awaited));
        let event = poll_fn(|context| {
            if settled.as_mut().poll(context).is_ready() {
                return Poll::Ready(Ok(None));
            }
            if Pin::new(&mut ended).poll(context).is_ready() {
                return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
            }
            if let Poll::Ready(event) = poll_exchange(stream, buffers, context) {
                return Poll::Ready(event.map(Some));
            }
            if visit.poll_arrival(buffers, context).is_ready() {
                return Poll::Ready(Ok(None));
            }
            alarmed = alarm.as_mut().poll(context).is_ready();
            if !alarmed {
                ready!(match patience.is_closing() {
                    true => Poll::Pending,
                    false => Pin::new(&mut stop).poll(context),
                });
            }
            Poll::Ready(Ok(None))
        });
        match event.await? {
            Some(Event::EndOfStream) => break,
            Some(Event::Received | Event::Sent) => patience.hear(rt.now()),
            None => {}
        }
    }
    settle_all(
        rt,
        buffers,
        &mut visit.session,
        &mut progress,
        server.limits.grace,
    )
    .await
}

/// Waits for the append-only file, until every reply may be sent.
///
/// # Errors
///
/// [`io::ErrorKind::TimedOut`] when the file came no further for `grace`: then nobody knows.
async fn settle_all<R: Runtime>(
    rt: &R,
    buffers: &mut Buffers,
    session: &mut Session,
    progress: &mut watch::Receiver<Progress>,
    grace: Duration,
) -> io::Result<()> {
    while let Some(position) = buffers.awaited() {
        let patience = pin!(rt.sleep(grace));
        match select(pin!(settled(progress, Some(position))), patience).await {
            Either::Left(_) => {}
            Either::Right(_) => return Err(io::ErrorKind::TimedOut.into()),
        }
        buffers.settle(&progress.borrow(), session);
    }
    Ok(())
}

/// Waits until the append-only file has come to a position or will not; for ever, if there is none.
async fn settled(progress: &mut watch::Receiver<Progress>, awaited: Option<u64>) {
    let Some(position) = awaited else {
        return pending().await;
    };
    // The sender lives as long as the server.
    progress
        .wait_for(|progress| progress.is_settled(position))
        .await
        .ok();
}
