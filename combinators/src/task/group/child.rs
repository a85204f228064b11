use crate::task::CancellationToken;

/// Runs one task of a group: until it ends, or another has failed.
///
/// The future is dropped before the result is given. Anything but success cancels the group: an error, a
/// panic, and being dropped from outside.
pub(super) async fn child<F, E>(token: CancellationToken, future: F) -> Result<(), E>
where
    F: Future<Output = Result<(), E>>,
{
    let guard = token.clone().cancel_on_drop();
    let result = token.run_until_cancelled(future).await;
    if let Some(Err(error)) = result {
        return Err(error);
    }
    drop(guard.into_inner());
    Ok(())
}
