use std::io;

use crate::{Interval, Taken, median, median_interval};

/// Does an operation as often as a run has it, and measures that.
pub type Run = Box<dyn Fn() -> io::Result<Taken>>;

/// What the rounds of an operation gave that is done by a runtime's own means, through anyrt, and through the
/// erased runtime.
#[derive(Debug)]
pub struct Variants {
    rounds: Vec<[Taken; 3]>,
}

impl Variants {
    /// Runs each once as a warm-up, and then all in turn, beginning with another one in each round.
    ///
    /// # Errors
    ///
    /// What the first run to fail says.
    pub fn measure(runs: &[Run; 3], rounds: usize) -> io::Result<Self> {
        for run in runs {
            run()?;
        }
        let mut measured = Vec::with_capacity(rounds);
        for round in 0..rounds {
            let mut taken = [Taken::default(); 3];
            for place in 0..3 {
                let variant = (place + round) % 3;
                taken[variant] = runs[variant]()?;
            }
            measured.push(taken);
        }
        Ok(Self { rounds: measured })
    }

    /// Returns the microseconds of one of the `times` operations of a bare run, its median.
    #[must_use]
    pub fn bare(&self, times: usize) -> f64 {
        let times = number(times as u64);
        let all = self.rounds.iter().map(|round| number(round[0].wall));
        median(&all.map(|nanos| nanos / times / 1e3).collect::<Vec<_>>())
    }

    /// Returns the ratio to bare of the known runtime on the wall clock, of the erased one, and of the known one
    /// in processor time, each a median with its interval.
    #[must_use]
    pub fn ratios(&self) -> [String; 3] {
        [
            with_interval(&self.ratio(1, |taken| taken.wall)),
            with_interval(&self.ratio(2, |taken| taken.wall)),
            with_interval(&self.ratio(1, |taken| taken.cpu)),
        ]
    }

    /// Says whether the known runtime takes at most `target` times as long as bare.
    #[must_use]
    pub fn verdict(&self, target: f64) -> &'static str {
        let ratios = self.ratio(1, |taken| taken.wall);
        match (median(&ratios), median_interval(&ratios)) {
            (median, _) if median <= target => "met",
            (_, Interval { low, .. }) if low <= target => "open",
            _ => "MISSED",
        }
    }

    fn ratio(&self, variant: usize, of: fn(&Taken) -> u64) -> Vec<f64> {
        let ratios = self.rounds.iter();
        ratios
            .map(|round| number(of(&round[variant])) / number(of(&round[0])).max(1.0))
            .collect()
    }
}

fn with_interval(ratios: &[f64]) -> String {
    let Interval { low, high, .. } = median_interval(ratios);
    format!("{:.3} [{low:.3}, {high:.3}]", median(ratios))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "nanoseconds of one run are far below 2^52"
)]
fn number(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variants(walls: [u64; 3]) -> Variants {
        let run = |wall| -> Run {
            Box::new(move || {
                Ok(Taken {
                    wall,
                    cpu: 2 * wall,
                    allocations: 0,
                })
            })
        };
        Variants::measure(&walls.map(run), 6).expect("nothing fails")
    }

    #[test]
    fn each_is_compared_with_bare() {
        let measured = variants([20_000, 30_000, 40_000]);
        assert!((measured.bare(10) - 2.0).abs() < 1e-9);
        assert_eq!(
            measured.ratios(),
            [
                "1.500 [1.500, 1.500]",
                "2.000 [2.000, 2.000]",
                "1.500 [1.500, 1.500]"
            ]
        );
    }

    #[test]
    fn the_verdict_is_of_the_known_runtime() {
        assert_eq!(variants([100, 103, 200]).verdict(1.03), "met");
        assert_eq!(variants([100, 104, 100]).verdict(1.03), "MISSED");
    }

    #[test]
    fn the_error_of_a_run_is_told() {
        let good = || -> Run { Box::new(|| Ok(Taken::default())) };
        let runs = [good(), good(), Box::new(|| Err(io::Error::other("broken")))];
        let error = Variants::measure(&runs, 1).expect_err("a run fails");
        assert_eq!(error.to_string(), "broken");
    }
}
