use super::Place;
use crate::payload::Tally;

/// Tasks of tokio's `multi_thread` runtime with two workers.
pub(crate) struct Workers(tokio::runtime::Runtime);

impl Default for Workers {
    fn default() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .build();
        Self(runtime.expect("two threads can be had"))
    }
}

impl Place for Workers {
    fn run<P, C>(&mut self, producers: Vec<P>, consumers: Vec<C>) -> Tally
    where
        P: Future<Output = ()> + Send + 'static,
        C: Future<Output = Tally> + Send + 'static,
    {
        self.0.block_on(run_tasks(producers, consumers))
    }
}

/// Makes each a task, and waits for them all.
pub(crate) async fn run_tasks<P, C>(producers: Vec<P>, consumers: Vec<C>) -> Tally
where
    P: Future<Output = ()> + Send + 'static,
    C: Future<Output = Tally> + Send + 'static,
{
    let consumers: Vec<_> = consumers.into_iter().map(tokio::spawn).collect();
    let producers: Vec<_> = producers.into_iter().map(tokio::spawn).collect();
    for producer in producers {
        producer.await.expect("no producer panics");
    }
    let mut all = Tally::default();
    for consumer in consumers {
        all = all.join(consumer.await.expect("no consumer panics"));
    }
    all
}
