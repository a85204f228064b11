use super::CancellationToken;

/// Cancels a token when it is dropped; made by
/// [`CancellationToken::cancel_on_drop`](super::CancellationToken::cancel_on_drop).
#[derive(Debug)]
#[must_use = "dropping the guard cancels the token"]
pub struct CancelOnDrop {
    token: CancellationToken,
    is_armed: bool,
}

impl CancelOnDrop {
    pub(super) const fn new(token: CancellationToken) -> Self {
        Self {
            token,
            is_armed: true,
        }
    }

    /// Gives the token back, which is not cancelled then.
    #[must_use]
    pub fn into_inner(mut self) -> CancellationToken {
        self.is_armed = false;
        self.token.clone()
    }
}

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        if self.is_armed {
            self.token.cancel();
        }
    }
}
