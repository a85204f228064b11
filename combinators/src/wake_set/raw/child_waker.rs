//! The waker of a child: the address of its chunk, plus its bit.
//!
//! # Invariants
//!
//! - I1: the data pointer of a waker with this table points into a chunk, at the byte whose number is the
//!   child's bit; it may touch the whole allocation.
//! - I2: such a waker is one counted reference to the chunk's block, or lent by somebody who has one.

use std::{
    mem::ManuallyDrop,
    ptr::NonNull,
    task::{RawWaker, RawWakerVTable, Waker},
};

use super::{
    block::Block,
    chunk::{self, CHILDREN, Chunk},
    state::REF,
};

static TABLE: RawWakerVTable = RawWakerVTable::new(clone, wake, wake_by_ref, drop_waker);

/// Makes the waker of a child out of a reference to its block.
pub(super) fn new(block: Block, child: usize) -> RawWaker {
    let data = data(&block, child);
    // I2: the waker is the reference now.
    block.into_raw();
    RawWaker::new(data, &TABLE)
}

/// Makes the waker of a child without a reference of its own.
///
/// # Safety
///
/// `block` must stay while the waker is used, and the waker must not be dropped.
#[inline]
pub(super) unsafe fn borrowed(block: &Block, child: usize) -> ManuallyDrop<Waker> {
    let data = data(block, child);
    // SAFETY: I1, I2: the pointer is as the table's functions want it, and the caller lends the reference.
    ManuallyDrop::new(unsafe { Waker::new(data, &TABLE) })
}

/// Makes the waker of a chunk's child without a reference of its own.
///
/// # Safety
///
/// The chunk's block must stay while the waker is used, and the waker must not be dropped.
#[inline]
pub(super) unsafe fn of_chunk(chunk: NonNull<Chunk>, child: usize) -> ManuallyDrop<Waker> {
    // SAFETY: a chunk has at least as many bytes as children.
    let data = unsafe { chunk.byte_add(child % CHILDREN) };
    let data = data.as_ptr().cast_const().cast();
    // SAFETY: I1, I2: the pointer is as the table's functions want it, and the caller lends the reference.
    ManuallyDrop::new(unsafe { Waker::new(data, &TABLE) })
}

#[inline]
fn data(block: &Block, child: usize) -> *const () {
    let chunk = block.chunk(child / CHILDREN);
    // SAFETY: a chunk has at least as many bytes as children.
    let at = unsafe { chunk.byte_add(child % CHILDREN) };
    at.as_ptr().cast_const().cast()
}

/// Tells a data pointer's chunk and bit.
///
/// # Safety
///
/// It must be as I1 says.
#[inline]
unsafe fn parts(data: *const ()) -> (NonNull<Chunk>, u32) {
    let bit = data.addr() % CHILDREN;
    let chunk = data.map_addr(|addr| addr - bit).cast::<Chunk>().cast_mut();
    // SAFETY: I1: it points to a chunk.
    let chunk = unsafe { NonNull::new_unchecked(chunk) };
    (chunk, bit as u32)
}

/// Finds the block.
///
/// # Safety
///
/// The pointer must be as I1 says, and somebody must hold the reference of I2 while this one is used.
#[inline]
unsafe fn lent(data: *const ()) -> ManuallyDrop<Block> {
    // SAFETY: the caller says so.
    let (chunk, _) = unsafe { parts(data) };
    // SAFETY: I2: the reference keeps the chunk.
    let header = unsafe { chunk.as_ref() }.header();
    // SAFETY: I2: there is a reference, which the caller either gives up by dropping this, or keeps.
    ManuallyDrop::new(unsafe { Block::from_raw(header) })
}

unsafe fn clone(data: *const ()) -> RawWaker {
    // SAFETY: I1, I2: whoever clones a waker has it.
    let block = unsafe { lent(data) };
    let another = Block::clone(&block);
    another.into_raw();
    RawWaker::new(data, &TABLE)
}

unsafe fn wake(data: *const ()) {
    // SAFETY: I1: the pointer is a waker's.
    let (chunk, bit) = unsafe { parts(data) };
    // SAFETY: I2: the waker gives up its reference.
    unsafe { chunk::wake(chunk, bit, REF) };
}

unsafe fn wake_by_ref(data: *const ()) {
    // SAFETY: I1: the pointer is a waker's.
    let (chunk, bit) = unsafe { parts(data) };
    // SAFETY: I2: whoever wakes has a reference, and keeps it.
    unsafe { chunk::wake(chunk, bit, 0) };
}

unsafe fn drop_waker(data: *const ()) {
    // SAFETY: I1, I2: the waker gives up its reference.
    let block = unsafe { lent(data) };
    drop(ManuallyDrop::into_inner(block));
}
