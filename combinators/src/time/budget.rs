/// How many items are taken from a stream in one poll before others get a turn.
pub(super) const BUDGET: usize = 128;
