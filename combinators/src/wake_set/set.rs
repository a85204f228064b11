//! The set of children that were woken.

use std::{
    fmt, mem,
    ops::ControlFlow,
    task::{Context, Poll},
};

use super::{large::Large, raw::Woken, small::Small, turn::Turn};

/// How many children share a word.
pub(super) const CHUNK: usize = 64;

/// How many children one poll visits before it lets others have the thread.
pub(super) const BUDGET: u32 = 128;

/// How many children there may be.
const MAX: usize = u32::MAX as usize;

/// Polls those of a future's children that were woken, and no other.
///
/// A future that is made of many, the *children*, numbers them from 0 and has a set of as many. Its own
/// poll is a call of [`poll_children`](Self::poll_children), which visits every child the first time, and
/// after that only those whose wakers were woken. What a child is stays the caller's business: the set
/// knows numbers and wakers.
///
/// - A set allocates nothing until a child clones its waker. Then it makes one block that all of them
///   share, or takes it from a small cache of the thread if there are at most 64 children.
/// - A child's waker is the same at each poll, for [`will_wake`](std::task::Waker::will_wake). Waking is
///   one atomic operation, and for the first child of a batch a few more and the parent's waker; no lock
///   is involved, and no waker is called, cloned or dropped while another thread is kept out.
/// - A poll visits at most 128 children and then wakes the parent, to go on where it stopped.
/// - A waker may outlive the set. It keeps the block, but neither a child nor the parent's waker.
///
/// A wake-up of a child that is done leads to a visit like any other; the caller passes it over.
///
/// # Examples
///
/// A `join` of a vector:
///
/// ```
/// use std::{future::{Future, ready}, ops::ControlFlow, pin::Pin, task::{Context, Poll}};
/// use anyrt_combinators::wake_set::WakeSet;
/// use futures_util::{FutureExt, future::{MaybeDone, maybe_done}};
///
/// struct Join<F: Future> {
///     children: Vec<Pin<Box<MaybeDone<F>>>>,
///     left: usize,
///     set: WakeSet,
/// }
///
/// impl<F: Future> Future for Join<F> {
///     type Output = Vec<F::Output>;
///
///     fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
///         let Self { children, left, set } = &mut *self;
///         let all_done = set.poll_children(cx, |index, cx| {
///             let child = &mut children[index];
///             if matches!(**child, MaybeDone::Future(_)) && child.as_mut().poll(cx).is_ready() {
///                 *left -= 1;
///             }
///             if *left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
///         });
///         all_done.map(|()| children.iter_mut().filter_map(|c| c.as_mut().take_output()).collect())
///     }
/// }
///
/// fn join<F: Future>(futures: Vec<F>) -> Join<F> {
///     let children: Vec<_> = futures.into_iter().map(|f| Box::pin(maybe_done(f))).collect();
///     Join { left: children.len(), set: WakeSet::new(children.len()), children }
/// }
///
/// assert_eq!(join(vec![ready(1), ready(2)]).now_or_never(), Some(vec![1, 2]));
/// ```
pub struct WakeSet {
    /// The shared block, once there is one.
    pub(super) woken: Option<Woken>,
    /// The bits of the chunk that is being visited. Up to 64 children have but one chunk.
    pub(super) bits: u64,
    /// The number of that chunk.
    chunk: u32,
    pub(super) len: u32,
    /// How many children were visited by the first pass.
    visited: u32,
    /// The child that the first pass starts with, or a scan.
    start: u32,
    /// The bit that is visited first.
    pub(super) turn: u8,
    order: Order,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Rotating,
    Biased,
    Scanning,
}

impl WakeSet {
    /// Makes a set of so many children, none of them visited yet.
    ///
    /// # Panics
    ///
    /// If there are more than `u32::MAX`.
    #[must_use]
    pub const fn new(children: usize) -> Self {
        assert!(children <= MAX, "too many children");
        let is_small = children <= CHUNK;
        Self {
            woken: None,
            bits: if is_small { first_bits(children) } else { 0 },
            chunk: 0,
            len: children as u32,
            visited: if is_small { children as u32 } else { 0 },
            start: 0,
            turn: 0,
            order: Order::Rotating,
        }
    }

    /// Visits the lowest number first, at each poll anew, instead of taking turns.
    #[must_use]
    pub const fn biased(mut self) -> Self {
        self.order = Order::Biased;
        self.turn = 0;
        self.start_with(0)
    }

    /// Visits every child at each poll, for children that count on being polled when a sibling is.
    ///
    /// They are given the parent's own waker. There is no limit to the visits of one poll.
    #[must_use]
    pub const fn scanning(mut self) -> Self {
        self.order = Order::Scanning;
        self
    }

    /// Starts the first pass with the child number `start`, modulo their number, unless the set is biased.
    #[must_use]
    pub const fn starting_at(mut self, start: usize) -> Self {
        if self.len > 0 && !self.is_biased() {
            let start = (start % self.len as usize) as u32;
            if self.is_small() {
                self.turn = start as u8;
            }
            return self.start_with(start);
        }
        self
    }

    /// A first pass that is going on starts anew with another child, since it visits all from that one on.
    const fn start_with(mut self, start: u32) -> Self {
        if self.start != start && self.visited < self.len {
            self.visited = 0;
        }
        self.start = start;
        self
    }

    /// Returns the number of children.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len as usize
    }

    /// Returns whether there are no children.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Makes the set one of so many children, if it has fewer; the new ones are visited by the next poll.
    ///
    /// Wakers of the others stay as they are. The parent is not notified.
    ///
    /// # Panics
    ///
    /// If there are more than `u32::MAX`.
    #[inline]
    pub fn grow(&mut self, children: usize) {
        let len = self.len();
        // One more, of a chunk that has some already.
        if children == len + 1 && !len.is_multiple_of(CHUNK) && self.start == 0 && children < MAX {
            if children <= CHUNK {
                self.bits |= 1 << len;
                self.visited = children as u32;
            }
            self.len = children as u32;
        } else {
            self.grow_chunks(children);
        }
    }

    fn grow_chunks(&mut self, children: usize) {
        assert!(children <= MAX, "too many children");
        if children <= self.len() {
            return;
        }
        if self.is_small() && children <= CHUNK {
            self.bits |= first_bits(children) & !first_bits(self.len());
            self.visited = children as u32;
        } else if self.start != 0 && self.order != Order::Scanning {
            // The rotation was over the old number: whom it has not reached yet is noted by bits.
            while let Some(child) = self.next_new() {
                self.wake(child);
            }
            self.start = 0;
        }
        if let Some(woken) = &mut self.woken {
            woken.grow(children);
        }
        self.len = children as u32;
    }

    /// Has a child visited by the next poll, as if its waker had been woken; the parent is not notified.
    ///
    /// Streams are polled again after an item without having been woken, and so are new children that
    /// take the number of one that is done.
    ///
    /// # Panics
    ///
    /// If there is no such child.
    #[inline]
    pub fn wake(&mut self, child: usize) {
        assert!(child < self.len(), "no child {child}");
        if self.order == Order::Scanning {
            return;
        }
        let bit = 1 << (child % CHUNK);
        if self.is_small() {
            self.bits |= bit;
        } else if self.visited == self.len
            && !self.has_woken()
            && !self.woken.as_ref().is_some_and(Woken::looks_woken)
        {
            // Nobody else waits for a turn.
            self.chunk = (child / CHUNK) as u32;
            self.bits = bit;
        } else {
            // Not set yet: with it whoever wakes another child would not be the first to wake one.
            self.block().tell(child / CHUNK, bit);
        }
    }

    /// Has a child of a large set visited when the chunks are taken the next time, which is to be soon: until
    /// then siblings that are woken may not notify the parent.
    pub(super) fn mark(&mut self, child: usize) {
        self.block().mark(child / CHUNK, 1 << (child % CHUNK));
    }

    /// Returns the block, which is made without a parent if there is none.
    fn block(&mut self) -> &mut Woken {
        let len = self.len();
        self.woken.get_or_insert_with(|| Woken::for_children(len))
    }

    /// Has every child visited by the next poll; the parent is not notified.
    pub fn wake_all(&mut self) {
        if self.is_small() {
            self.bits = first_bits(self.len());
        } else {
            self.visited = 0;
        }
    }

    /// Calls `visit` with the number of each child that was woken, and with what to poll it with.
    ///
    /// The first poll visits every child. If `visit` breaks, that is the result, and the children that
    /// were not visited are left for the next poll, for which the parent is woken; a panic of `visit` is
    /// treated alike. `Pending` means that the context's waker will be woken when there is more to do.
    ///
    /// # Panics
    ///
    /// If `visit` panics, or the waker of the context.
    ///
    /// # Complexity
    ///
    /// In the number of children visited.
    #[inline]
    pub fn poll_children<B>(
        &mut self,
        cx: &mut Context<'_>,
        visit: impl FnMut(usize, &mut Context<'_>) -> ControlFlow<B>,
    ) -> Poll<B> {
        self.poll(cx, visit, false)
    }

    /// Does what [`poll_children`](Self::poll_children) does, for callers that are polled again after they
    /// are ready without being woken, or never: a break does not wake the parent.
    #[inline]
    pub fn poll_first<B>(
        &mut self,
        cx: &mut Context<'_>,
        visit: impl FnMut(usize, &mut Context<'_>) -> ControlFlow<B>,
    ) -> Poll<B> {
        self.poll(cx, visit, true)
    }

    #[inline]
    fn poll<B>(
        &mut self,
        cx: &mut Context<'_>,
        visit: impl FnMut(usize, &mut Context<'_>) -> ControlFlow<B>,
        is_final: bool,
    ) -> Poll<B> {
        if self.order == Order::Scanning {
            return self.scan(cx, visit);
        }
        let is_small = self.is_small();
        let is_biased = self.is_biased();
        if let Some(woken) = &mut self.woken {
            let (bits, turn) = (&mut self.bits, &mut self.turn);
            if is_small {
                let mut small = Small::new(woken, bits, turn, cx.waker());
                let poll = small.run(is_biased, visit, is_final);
                mem::forget(small);
                return poll;
            }
            if self.visited == self.len && !is_biased {
                let mut large = Large::new(woken, bits, &mut self.chunk, turn, cx.waker());
                let poll = large.run(visit, is_final);
                mem::forget(large);
                return poll;
            }
        }
        let mut turn = Turn::new(self, cx.waker());
        match turn.run(visit) {
            ControlFlow::Break(result) => {
                turn.end(is_final);
                Poll::Ready(result)
            }
            ControlFlow::Continue(()) => {
                turn.end(false);
                Poll::Pending
            }
        }
    }

    fn scan<B>(
        &mut self,
        cx: &mut Context<'_>,
        mut visit: impl FnMut(usize, &mut Context<'_>) -> ControlFlow<B>,
    ) -> Poll<B> {
        let start = self.start;
        for child in (start..self.len).chain(0..start) {
            // The one after the last that was visited is the first of the next poll.
            self.start = if child + 1 < self.len { child + 1 } else { 0 };
            if let ControlFlow::Break(result) = visit(child as usize, cx) {
                return Poll::Ready(result);
            }
        }
        Poll::Pending
    }

    /// Makes it a set of no children, and lets go of the block and the parent's waker.
    #[inline]
    pub(crate) fn end(&mut self) {
        self.len = 0;
        self.visited = 0;
        self.start = 0;
        self.bits = 0;
        self.woken = None;
    }

    /// Whether one word has all children.
    #[inline]
    pub(super) const fn is_small(&self) -> bool {
        self.len as usize <= CHUNK
    }

    #[inline]
    pub(super) const fn is_biased(&self) -> bool {
        matches!(self.order, Order::Biased)
    }

    /// Whether there are children to visit that no waker will tell the parent of.
    #[inline]
    pub(super) fn has_left_over(&self) -> bool {
        self.order != Order::Scanning && (self.visited < self.len || self.has_woken())
    }

    /// Whether children that were woken are left of an earlier poll.
    #[inline]
    pub(super) fn has_woken(&self) -> bool {
        self.bits != 0 || self.woken.as_ref().is_some_and(Woken::has_rest)
    }

    /// Takes the next child that was woken off the bits, or off the chunks that were taken.
    #[inline]
    pub(super) fn next_woken(&mut self) -> Option<usize> {
        while self.bits == 0 {
            let (chunk, bits) = self.woken.as_mut()?.next_chunk()?;
            self.chunk = chunk as u32;
            self.bits = bits;
        }
        self.next_bit()
    }

    /// Takes the next child that was woken off the bits.
    #[inline]
    pub(super) fn next_bit(&mut self) -> Option<usize> {
        if self.bits == 0 {
            return None;
        }
        let is_biased = self.is_biased();
        let bit = take_bit(&mut self.bits, &mut self.turn, is_biased);
        Some(self.chunk as usize * CHUNK + bit)
    }

    /// Takes the next child of the first pass.
    #[inline]
    pub(super) fn next_new(&mut self) -> Option<usize> {
        if self.visited == self.len {
            return None;
        }
        let to_end = self.len - self.start;
        let child = if self.visited < to_end {
            self.start + self.visited
        } else {
            self.visited - to_end
        };
        self.visited += 1;
        Some(child as usize)
    }

    /// Puts bits of the first chunk to those at hand, which are of the same chunk or none.
    #[inline]
    pub(super) fn put(&mut self, bits: u64) {
        if bits != 0 {
            self.bits |= bits;
            self.chunk = 0;
        }
    }

    /// Gives the bits at hand back to their chunk, if there is a block.
    pub(super) fn put_back(&mut self) {
        if self.bits == 0 {
            return;
        }
        // Else they are all there is, and a block that is made now would have no parent.
        if let Some(woken) = &self.woken {
            woken.mark(self.chunk as usize, mem::take(&mut self.bits));
        }
    }
}

/// Takes the bit out whose turn it is, of bits that are not zero.
#[inline]
pub(super) const fn take_bit(bits: &mut u64, turn: &mut u8, is_biased: bool) -> usize {
    let first = *turn as u32;
    let bit = (bits.rotate_right(first).trailing_zeros() + first) % CHUNK as u32;
    *bits &= !(1 << bit);
    if !is_biased {
        *turn = ((bit + 1) % CHUNK as u32) as u8;
    }
    bit as usize
}

/// The bits of the first children.
#[inline]
const fn first_bits(children: usize) -> u64 {
    if children < CHUNK {
        (1 << children) - 1
    } else {
        u64::MAX
    }
}

impl fmt::Debug for WakeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WakeSet")
            .field("len", &self.len)
            .field("order", &self.order)
            .finish_non_exhaustive()
    }
}
