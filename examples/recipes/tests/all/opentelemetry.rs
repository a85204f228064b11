use anyrt::Runtime;
use anyrt_recipes::opentelemetry::AnyrtOtel;
use opentelemetry::trace::{Tracer, TracerProvider};
use opentelemetry_sdk::trace::{
    InMemorySpanExporter, SdkTracerProvider, span_processor_with_async_runtime::BatchSpanProcessor,
};

use anyrt_testing::in_time;

anyrt_testing::on_each_runtime! { spans_are_exported_in_batches }

async fn spans_are_exported_in_batches<R: Runtime>(rt: R) {
    let exporter = InMemorySpanExporter::default();
    let processor =
        BatchSpanProcessor::builder(exporter.clone(), AnyrtOtel::new(rt.clone())).build();
    let provider = SdkTracerProvider::builder()
        .with_span_processor(processor)
        .build();
    let tracer = provider.tracer("test");
    for number in 0..100 {
        tracer.in_span(format!("span {number}"), |_| ());
    }
    // Flushing blocks until a task of the runtime has exported.
    let flushed = rt.spawn_blocking(move || {
        provider.force_flush().expect("it exports");
        let spans = exporter.get_finished_spans().expect("it is not poisoned");
        provider.shutdown().expect("it ends");
        spans.len()
    });
    assert_eq!(in_time(&rt, flushed).await.expect("no panic"), 100);
}
