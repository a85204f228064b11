use super::{Place, workers::run_tasks};
use crate::payload::Tally;

/// Tasks of tokio's `current_thread` runtime.
pub(crate) struct OneThread(tokio::runtime::Runtime);

impl Default for OneThread {
    fn default() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        Self(runtime.expect("no driver is asked for"))
    }
}

impl Place for OneThread {
    fn run<P, C>(&mut self, producers: Vec<P>, consumers: Vec<C>) -> Tally
    where
        P: Future<Output = ()> + Send + 'static,
        C: Future<Output = Tally> + Send + 'static,
    {
        self.0.block_on(run_tasks(producers, consumers))
    }
}
