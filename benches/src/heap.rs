use crate::raw::{allocations, bytes};

/// Tells how many bytes of heap `make` leaves in what it returns, besides the result.
///
/// All of it has to stay on the calling thread.
pub fn held<R>(make: impl FnOnce() -> R) -> (R, usize) {
    let before = bytes();
    let result = make();
    let held = bytes().wrapping_sub(before);
    (result, held)
}

/// Returns how many allocations this thread has made, those that grew one included.
#[must_use]
pub fn allocated() -> u64 {
    allocations()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_freed_again_is_not_held() {
        let (kept, bytes) = held(|| {
            drop(std::hint::black_box(vec![0_u8; 1000]));
            let mut kept = Vec::<u8>::with_capacity(10);
            kept.reserve_exact(100);
            kept
        });
        assert_eq!((kept.capacity(), bytes), (100, 100));
    }
}
