//! A client's stay: its session, and what others have for it.

use std::task::{Context, Poll};
use std::time::Instant;

use super::batch::Buffers;
use super::patience::Occupation;
use super::{Deferred, Shared};
use crate::command::Session;
use crate::store::Outcome;
use crate::subscriptions::Mailbox;

/// The session of a client that is connected.
///
/// Dropping it takes the client out of all lists. An element that the client has waited for and not
/// seen goes back, and to the next one that waits.
#[derive(Debug)]
pub(super) struct Visit<'a> {
    shared: &'a Shared,
    /// What the server knows of the client.
    pub(super) session: Session,
}

impl<'a> Visit<'a> {
    /// Begins the stay of a client under its number.
    pub(super) fn new(shared: &'a Shared, id: u64) -> Self {
        Self {
            shared,
            session: Session::new(id),
        }
    }

    /// Polls for what others have for the client, be it the reply that it waits for or a message,
    /// and writes it.
    ///
    /// Nothing is taken for a client that does not keep up with reading. Messages come before the reply: those that
    /// were published before the client was given its element are all there when the reply is.
    pub(super) fn poll_arrival(
        &mut self,
        buffers: &mut Buffers,
        context: &mut Context<'_>,
    ) -> Poll<()> {
        if buffers.is_backlogged() {
            return Poll::Pending;
        }
        if let Some(wait) = &mut self.session.wait
            && let Poll::Ready(outcome) = wait.poll_outcome(context)
        {
            self.session.wait = None;
            self.finish(buffers);
            // What gave the client its element was recorded before the answer came.
            let position = self.shared.lock().journal.position();
            buffers.hold(position);
            outcome.write(&mut buffers.reply(self.session.protocol));
            return Poll::Ready(());
        }
        if let Some(mailbox) = &mut self.session.mailbox
            && let Poll::Ready(message) = mailbox.poll_take(context)
        {
            message.write(&mut buffers.reply(self.session.protocol));
            buffers.deliver(&mut self.session);
            return Poll::Ready(());
        }
        Poll::Pending
    }

    /// Ends the waiting of a client whose time is over, unless its answer is on its way; returns
    /// whether the client waited.
    pub(super) fn time_out(&mut self, buffers: &mut Buffers) -> bool {
        let Some(wait) = &self.session.wait else {
            return false;
        };
        let withdrawn = self.shared.lock().withdraw(wait.ticket());
        if withdrawn.is_some() {
            self.session.wait = None;
            Outcome::TimedOut.write(&mut buffers.reply(self.session.protocol));
        }
        true
    }

    /// Returns what the client is doing.
    pub(super) fn occupation(&mut self, now: Instant) -> Occupation {
        if let Some(wait) = &mut self.session.wait {
            Occupation::Waiting {
                until: wait.until(now),
            }
        } else if self.session.is_subscribed() {
            Occupation::Listening
        } else {
            Occupation::Talking
        }
    }

    /// Writes all messages that wait for a subscriber.
    pub(super) fn finish(&mut self, buffers: &mut Buffers) {
        while let Some(message) = self.session.mailbox.as_mut().and_then(Mailbox::take) {
            message.write(&mut buffers.reply(self.session.protocol));
        }
    }
}

impl Drop for Visit<'_> {
    fn drop(&mut self) {
        self.shared.server.subscriptions.leave(self.session.id);
        let Some(wait) = self.session.wait.take() else {
            return;
        };
        let withdrawn = self.shared.lock().withdraw(wait.ticket());
        if withdrawn.is_none()
            && let Some(popped) = wait.close()
        {
            let mut deferred = Deferred::default();
            deferred.serve(self.shared.lock().give_back(vec![popped]));
            deferred.carry_out(self.shared);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::task::{Context, Waker};

    use super::Visit;
    use crate::persistence::Journal;
    use crate::resp::Parser;
    use crate::server::batch::Buffers;
    use crate::server::{Limits, Shared};

    /// A client that is not connected.
    struct Client<'a> {
        visit: Visit<'a>,
        buffers: Buffers,
    }

    impl<'a> Client<'a> {
        fn new(shared: &'a Shared, id: u64) -> Self {
            Self {
                visit: Visit::new(shared, id),
                buffers: Buffers::new(Parser::new(Limits::default().requests)),
            }
        }

        /// Sends a request and returns what has come back.
        fn send(&mut self, request: &str) -> String {
            let room = self.buffers.room();
            room.extend_from_slice(request.as_bytes());
            room.extend_from_slice(b"\r\n");
            let shared = self.visit.shared;
            self.buffers.answer(shared, &mut self.visit.session, 0);
            self.read()
        }

        /// Returns what has come.
        fn read(&mut self) -> String {
            let mut context = Context::from_waker(Waker::noop());
            while self
                .visit
                .poll_arrival(&mut self.buffers, &mut context)
                .is_ready()
            {}
            let text = String::from_utf8_lossy(self.buffers.unsent()).into_owned();
            self.buffers.mark_sent(text.len());
            text
        }
    }

    #[test]
    fn an_element_that_was_not_seen_goes_to_the_next_who_waits() {
        let shared = Shared::detached();
        let [mut gone, mut next, mut other] = [1, 2, 3].map(|id| Client::new(&shared, id));
        assert_eq!(gone.send("BLPOP l 0"), "");
        assert_eq!(next.send("BRPOP none l 0"), "");
        assert_eq!(other.send("RPUSH l a"), ":1\r\n");
        assert_eq!(other.send("LLEN l"), ":0\r\n");
        assert_eq!(next.read(), "");
        drop(gone);
        assert_eq!(next.read(), "*2\r\n$1\r\nl\r\n$1\r\na\r\n");
    }

    #[test]
    fn elements_that_were_not_seen_go_back_where_they_were() {
        let shared = Shared::detached();
        let [mut front, mut back, mut other] = [1, 2, 3].map(|id| Client::new(&shared, id));
        assert_eq!(front.send("BLPOP l 0"), "");
        assert_eq!(back.send("BRPOP l 0"), "");
        assert_eq!(other.send("RPUSH l a b c"), ":3\r\n");
        assert_eq!(other.send("LINDEX l 0"), "$1\r\nb\r\n");
        drop((back, front));
        let all = "*3\r\n$1\r\na\r\n$1\r\nb\r\n$1\r\nc\r\n";
        assert_eq!(other.send("LRANGE l 0 -1"), all);
    }

    #[test]
    fn what_was_published_before_the_element_came_is_read_before_it() {
        let shared = Shared::detached();
        let [mut one, mut other] = [1, 2].map(|id| Client::new(&shared, id));
        one.send("HELLO 3");
        one.send("SUBSCRIBE c");
        assert_eq!(one.send("BLPOP l 0"), "");
        assert_eq!(other.send("PUBLISH c x"), ":1\r\n");
        assert_eq!(other.send("RPUSH l a"), ":1\r\n");
        let message = ">3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$1\r\nx\r\n";
        let popped = "*2\r\n$1\r\nl\r\n$1\r\na\r\n";
        assert_eq!(one.read(), [message, popped].concat());
    }

    #[test]
    fn the_append_only_file_follows_an_element_there_and_back() {
        let shared = Shared::detached();
        shared.lock().journal = Journal::recording();
        let [mut gone, mut next, mut other] = [1, 2, 3].map(|id| Client::new(&shared, id));
        gone.send("BRPOP l 0");
        next.send("BLMOVE l m LEFT RIGHT 0");
        other.send("RPUSH l a");
        drop(gone);
        let mut words = shared.lock().journal.take_text();
        words.retain(|letter| letter.is_alphabetic() || letter == '\n');
        let words: Vec<_> = words.split_whitespace().collect();
        let there = ["SELECT", "RPUSH", "l", "a", "RPOP", "l"];
        let back = ["RPUSH", "l", "a", "LMOVE", "l", "m", "LEFT", "RIGHT"];
        assert_eq!(words, [&there[..], &back].concat());
    }

    #[test]
    fn an_element_whose_answer_is_refused_stays() {
        let shared = Shared::detached();
        let [mut one, mut two, mut other] = [1, 2, 3].map(|id| Client::new(&shared, id));
        for client in [&mut one, &mut two] {
            assert_eq!(client.send("BLPOP l 0"), "");
            // The answers are refused, as if they were on their way when the clients went.
            let wait = client.visit.session.wait.take().expect("it waits");
            assert_eq!(wait.close(), None);
        }
        assert_eq!(other.send("RPUSH l a b c"), ":3\r\n");
        let all = "*3\r\n$1\r\na\r\n$1\r\nb\r\n$1\r\nc\r\n";
        assert_eq!(other.send("LRANGE l 0 -1"), all);
    }

    #[test]
    fn a_time_out_that_comes_after_the_element_waits_for_its_answer() {
        let shared = Shared::detached();
        let [mut one, mut other] = [1, 2].map(|id| Client::new(&shared, id));
        assert_eq!(one.send("BLPOP l 1"), "");
        assert_eq!(other.send("RPUSH l a"), ":1\r\n");
        assert!(one.visit.time_out(&mut one.buffers));
        assert_eq!(one.read(), "*2\r\n$1\r\nl\r\n$1\r\na\r\n");
        assert!(!one.visit.time_out(&mut one.buffers));
        assert_eq!(one.send("BLPOP l 1"), "");
        assert!(one.visit.time_out(&mut one.buffers));
        assert_eq!(one.read(), "*-1\r\n");
        assert_eq!(shared.lock().waiters(), 0);
    }
}
