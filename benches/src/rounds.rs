use std::{io, time::Duration};

use crate::{Block, Sample};

/// What the rounds of one case measured, by variant.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Measured<const N: usize> {
    /// How many operations a block had.
    pub times: u64,
    /// For each round, the nanoseconds per operation.
    pub rounds: Vec<[f64; N]>,
    /// The heap allocations per operation, in the round that had the fewest.
    pub allocations: [f64; N],
}

/// Measures variants of one operation side by side.
///
/// The number of operations in a block is chosen so that the first variant takes about `block`. After a
/// block of each as a warm-up, every round runs one block of each variant. The variant that begins, and
/// the direction, change from round to round, so that none always follows the same other one.
///
/// # Errors
///
/// What the first block to fail says.
pub fn measure<const N: usize>(
    mut blocks: [Block; N],
    rounds: usize,
    block: Duration,
) -> io::Result<Measured<N>> {
    let times = calibrate(&mut blocks[0], block)?;
    for block in &mut blocks {
        block(times)?;
    }
    let mut measured = Measured {
        times,
        rounds: Vec::with_capacity(rounds),
        allocations: [f64::INFINITY; N],
    };
    for round in 0..rounds {
        let mut nanos = [0.0; N];
        for index in order::<N>(round) {
            let sample = blocks[index](times)?;
            nanos[index] = per_operation(sample.nanos, times);
            let allocations = per_operation(sample.allocations, times);
            measured.allocations[index] = measured.allocations[index].min(allocations);
        }
        measured.rounds.push(nanos);
    }
    Ok(measured)
}

fn calibrate(run: &mut Block, target: Duration) -> io::Result<u64> {
    let target = u64::try_from(target.as_nanos()).unwrap_or(u64::MAX);
    let mut times = 16;
    loop {
        let Sample { nanos, .. } = run(times)?;
        if nanos >= target / 2 {
            let scaled = u128::from(times) * u128::from(target) / u128::from(nanos.max(1));
            return Ok(u64::try_from(scaled).unwrap_or(u64::MAX).max(1));
        }
        times *= 2;
    }
}

/// The order of the variants: rotated by one each round, reversed every other time around.
fn order<const N: usize>(round: usize) -> [usize; N] {
    let reversed = (round / N) % 2 == 1;
    std::array::from_fn(|place| {
        let place = if reversed { N - 1 - place } else { place };
        (place + round) % N
    })
}

#[expect(
    clippy::cast_precision_loss,
    reason = "nanoseconds and counts of one block are far below 2^52"
)]
fn per_operation(total: u64, times: u64) -> f64 {
    total as f64 / times as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_rounds_have_every_order_of_three_variants_once() {
        let mut orders: Vec<[usize; 3]> = (0..6).map(order::<3>).collect();
        orders.sort_unstable();
        orders.dedup();
        assert_eq!(orders.len(), 6);
    }

    #[test]
    fn a_block_is_as_long_as_asked_for() {
        let sample = |nanos| Sample::new(nanos, 0);
        let mut run: Block = Box::new(move |times| Ok(sample(times * 100)));
        let times = calibrate(&mut run, Duration::from_micros(30)).expect("nothing fails");
        assert_eq!(times, 300);
    }

    #[test]
    fn measures_every_variant_in_every_round() {
        let variant = |nanos: u64, allocations: u64| -> Block {
            Box::new(move |times| Ok(Sample::new(times * nanos, times * allocations)))
        };
        let blocks = [variant(100, 0), variant(110, 1)];
        let measured = measure(blocks, 4, Duration::from_micros(10)).expect("nothing fails");
        assert_eq!(measured.rounds, vec![[100.0, 110.0]; 4]);
        assert_eq!(
            measured.allocations.map(f64::to_bits),
            [0.0, 1.0].map(f64::to_bits)
        );
    }

    #[test]
    fn the_error_of_a_block_is_told() {
        let blocks: [Block; 1] = [Box::new(|_| Err(io::Error::other("broken")))];
        let error = measure(blocks, 1, Duration::from_millis(1)).expect_err("the block fails");
        assert_eq!(error.to_string(), "broken");
    }
}
