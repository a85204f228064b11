use std::{mem::MaybeUninit, slice};

/// Copies `bytes` to the front of `memory`, and returns that front.
pub(crate) fn write_front<'a>(memory: &'a mut [MaybeUninit<u8>], bytes: &[u8]) -> &'a mut [u8] {
    let front = &mut memory[..bytes.len()];
    for (to, from) in front.iter_mut().zip(bytes) {
        to.write(*from);
    }
    // SAFETY: every byte of `front` was written just now, and it is borrowed for the result.
    unsafe { slice::from_raw_parts_mut(front.as_mut_ptr().cast(), front.len()) }
}
