use std::sync::Arc;

use anyrt_channels::{Semaphore, TryAcquireError};

use crate::poller::panics;

#[test]
fn permits_are_merged_split_and_forgotten() -> Result<(), TryAcquireError> {
    let semaphore = Semaphore::new(5);
    let mut permit = semaphore.try_acquire_many(2)?;
    permit.merge(semaphore.try_acquire()?);
    assert_eq!(permit.num_permits(), 3);
    let one = permit.split(1);
    assert!(permit.split(3).is_none());
    one.expect("it has three").forget();
    drop(permit);
    assert_eq!(semaphore.available_permits(), 4);
    Ok(())
}

#[test]
fn owned_permits_are_merged_split_and_forgotten() -> Result<(), TryAcquireError> {
    let semaphore = Arc::new(Semaphore::new(5));
    let mut permit = semaphore.clone().try_acquire_many_owned(2)?;
    permit.merge(semaphore.clone().try_acquire_owned()?);
    let one = permit.split(1).expect("it has three");
    assert!(Arc::ptr_eq(one.semaphore(), &semaphore));
    one.forget();
    drop(permit);
    assert_eq!(semaphore.available_permits(), 4);
    Ok(())
}

#[test]
fn permits_of_two_semaphores_are_not_merged() -> Result<(), TryAcquireError> {
    let semaphores = [Semaphore::new(1), Semaphore::new(1)];
    assert!(panics(|| {
        let other = semaphores[1].try_acquire().expect("it is there");
        semaphores[0]
            .try_acquire()
            .expect("it is there")
            .merge(other);
    }));
    assert_eq!(
        semaphores.map(|semaphore| semaphore.available_permits()),
        [1, 1]
    );
    Ok(())
}

#[test]
fn too_many_permits_are_refused() {
    let semaphore = Semaphore::new(Semaphore::MAX_PERMITS);
    assert!(panics(|| semaphore.add_permits(1)));
    assert!(panics(|| semaphore.add_permits(usize::MAX)));
    assert_eq!(semaphore.available_permits(), Semaphore::MAX_PERMITS);
    assert!(panics(|| drop(Semaphore::new(Semaphore::MAX_PERMITS + 1))));
    assert_eq!(semaphore.forget_permits(usize::MAX), Semaphore::MAX_PERMITS);
}

#[test]
fn it_is_made_in_a_constant() {
    static SEMAPHORE: Semaphore = Semaphore::const_new(1);
    assert!(SEMAPHORE.try_acquire().is_ok());
    assert_eq!(SEMAPHORE.available_permits(), 1);
}
