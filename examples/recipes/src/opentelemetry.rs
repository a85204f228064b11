//! OpenTelemetry's batches on any runtime.

use std::{
    fmt::{self, Debug},
    time::Duration,
};

use anyrt::{
    Runtime,
    channels::mpsc::{self, error::TrySendError as Refused},
    task::JoinHandle,
};
use opentelemetry_sdk::runtime::{Runtime as OtelRuntime, RuntimeChannel, TrySend, TrySendError};

/// A runtime as OpenTelemetry wants it.
#[derive(Clone)]
pub struct AnyrtOtel<R> {
    rt: R,
}

impl<R> AnyrtOtel<R> {
    /// Takes the runtime to run on.
    pub const fn new(rt: R) -> Self {
        Self { rt }
    }
}

impl<R: Runtime> OtelRuntime for AnyrtOtel<R> {
    fn spawn<F>(&self, future: F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.rt.spawn(future).detach();
    }

    fn delay(&self, duration: Duration) -> impl Future<Output = ()> + Send + 'static {
        self.rt.sleep(duration)
    }
}

/// The sending end of a batch's channel.
#[derive(Debug)]
pub struct Sender<T>(mpsc::Sender<T>);

impl<T: Debug + Send> TrySend for Sender<T> {
    type Message = T;

    fn try_send(&self, message: T) -> Result<(), TrySendError> {
        self.0.try_send(message).map_err(|refused| match refused {
            Refused::Full(_) => TrySendError::ChannelFull,
            Refused::Closed(_) => TrySendError::ChannelClosed,
        })
    }
}

impl<R: Runtime> RuntimeChannel for AnyrtOtel<R> {
    type Receiver<T: Debug + Send> = mpsc::Receiver<T>;
    type Sender<T: Debug + Send> = Sender<T>;

    fn batch_message_channel<T: Debug + Send>(
        &self,
        capacity: usize,
    ) -> (Sender<T>, mpsc::Receiver<T>) {
        let (sender, receiver) = mpsc::channel(capacity);
        (Sender(sender), receiver)
    }
}

impl<R> Debug for AnyrtOtel<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnyrtOtel").finish_non_exhaustive()
    }
}
