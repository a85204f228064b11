use crate::payload::Tally;

/// Tasks of tokio's `LocalRuntime`, which need not be `Send`.
pub(crate) struct Local(tokio::runtime::LocalRuntime);

impl Default for Local {
    fn default() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().build_local(Default::default());
        Self(runtime.expect("no driver is asked for"))
    }
}

impl Local {
    /// Runs a future that is the only one.
    pub(crate) fn alone<F: Future>(&self, future: F) -> F::Output {
        self.0.block_on(future)
    }

    /// Runs a producer and consumers to their end.
    pub(crate) fn run<P, C>(&self, producer: P, consumers: Vec<C>) -> Vec<Tally>
    where
        P: Future<Output = ()> + 'static,
        C: Future<Output = Tally> + 'static,
    {
        self.0.block_on(async {
            let consumers: Vec<_> = consumers
                .into_iter()
                .map(tokio::task::spawn_local)
                .collect();
            let producer = tokio::task::spawn_local(producer);
            producer.await.expect("it does not panic");
            let mut all = Vec::with_capacity(consumers.len());
            for consumer in consumers {
                all.push(consumer.await.expect("no consumer panics"));
            }
            all
        })
    }
}
