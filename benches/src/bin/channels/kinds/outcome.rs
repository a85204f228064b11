/// How an operation says whether it did what it should.
pub(crate) trait Outcome {
    type Value;

    /// What it gives, if the channel was not closed.
    fn value(self) -> Option<Self::Value>;
}

impl<T> Outcome for Option<T> {
    type Value = T;

    fn value(self) -> Self {
        self
    }
}

impl<T, E> Outcome for Result<T, E> {
    type Value = T;

    fn value(self) -> Option<T> {
        self.ok()
    }
}
