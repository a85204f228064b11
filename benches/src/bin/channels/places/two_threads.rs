use std::{
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

use anyrt_combinators::future::Join;

use super::{Place, block_on::block_on};
use crate::payload::Tally;

type Job = Box<dyn FnOnce() -> Tally + Send>;

/// The calling thread for the producers, and another for the consumers.
pub(crate) struct TwoThreads {
    jobs: Sender<Job>,
    done: Receiver<Tally>,
}

impl Default for TwoThreads {
    fn default() -> Self {
        let (jobs, taken) = channel::<Job>();
        let (tell, done) = channel();
        thread::spawn(move || {
            for job in taken {
                tell.send(job()).ok();
            }
        });
        Self { jobs, done }
    }
}

impl Place for TwoThreads {
    fn run<P, C>(&mut self, producers: Vec<P>, consumers: Vec<C>) -> Tally
    where
        P: Future<Output = ()> + Send + 'static,
        C: Future<Output = Tally> + Send + 'static,
    {
        let consume = move || {
            let all = block_on(together(consumers));
            all.into_iter().fold(Tally::default(), Tally::join)
        };
        self.jobs
            .send(Box::new(consume))
            .expect("the thread lasts as long as the sender");
        block_on(together(producers));
        self.done.recv().expect("no consumer panics")
    }
}

/// Joins the futures; one is polled as it is.
async fn together<F: Future>(mut futures: Vec<F>) -> Vec<F::Output> {
    if futures.len() > 1 {
        return futures.join().await;
    }
    match futures.pop() {
        Some(only) => vec![only.await],
        None => Vec::new(),
    }
}
