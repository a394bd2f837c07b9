//! Whether two series of durations can be told apart.

use std::time::Duration;

/// What nobody can use over a network, and what a busy machine adds by itself.
const UNNOTICED: Duration = Duration::from_millis(1);
/// Beyond this many standard deviations it is chance once in ten thousand times.
const CERTAIN: f64 = 3.9;

/// Durations measured in turn, so that a busy moment of the machine meets both.
#[derive(Debug, Default)]
pub(super) struct Durations {
    pub(super) one: Vec<Duration>,
    pub(super) other: Vec<Duration>,
}

impl Durations {
    /// The rank test of Mann and Whitney: how many standard deviations the order of the durations is from chance.
    pub(super) fn deviation(&self) -> f64 {
        let mut all: Vec<(Duration, bool)> = self.one.iter().map(|took| (*took, true)).collect();
        all.extend(self.other.iter().map(|took| (*took, false)));
        all.sort_unstable();
        let (mut ranks, mut ties, mut place) = (0.0, 0.0, 0.0);
        for equal in all.chunk_by(|(one, _), (other, _)| one == other) {
            let count = float(equal.len());
            // Equal durations share the middle of their places.
            ranks += (place + f64::midpoint(1.0, count)) * float(equal.iter().filter(|(_, is_one)| *is_one).count());
            ties += count.powi(3) - count;
            place += count;
        }
        let (ones, others) = (float(self.one.len()), float(self.other.len()));
        let all = ones + others;
        let wins = ranks - ones * (ones + 1.0) / 2.0;
        let spread = (ones * others / 12.0 * (all + 1.0 - ties / (all * (all - 1.0)))).sqrt();
        (wins - ones * others / 2.0) / spread
    }

    /// How far the medians are apart.
    pub(super) fn gap(&self) -> Duration {
        median(&self.one).abs_diff(median(&self.other))
    }

    /// Whether they are so far apart that somebody could notice, whatever chance there is in it: a few durations on a
    /// busy machine allow no more.
    pub(super) fn is_noticed(&self) -> bool {
        self.gap() > UNNOTICED
    }

    /// Whether somebody who measures this often knows which is which.
    pub(super) fn tell_apart(&self) -> bool {
        self.is_noticed() && self.deviation().abs() > CERTAIN
    }

    pub(super) fn say(&self, of: &str) -> String {
        format!(
            "{of}: medians {:?} and {:?} of {}, {:.2} standard deviations apart",
            median(&self.one),
            median(&self.other),
            self.one.len(),
            self.deviation()
        )
    }
}

fn median(all: &[Duration]) -> Duration {
    let mut sorted = all.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand at most")]
const fn float(count: usize) -> f64 {
    count as f64
}

/// Twenty milliseconds and a noise of up to four, the same in every run.
fn noisy(count: u64, seed: u64, shift: Duration) -> Vec<Duration> {
    let noise = |place: u64| (place * 7_919 + seed).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
    (0..count).map(|place| Duration::from_micros(20_000 + noise(place) % 4_000) + shift).collect()
}

#[test]
fn two_milliseconds_more_are_found_in_noise_and_equal_series_are_not_told_apart() {
    let later = Duration::from_millis(2);
    for seed in 0..50 {
        let equal =
            Durations { one: noisy(200, seed, Duration::ZERO), other: noisy(200, seed + 1_000, Duration::ZERO) };
        assert!(!equal.tell_apart(), "{}", equal.say("equal"));
        let apart = Durations { other: noisy(200, seed + 1_000, later), ..equal };
        assert!(apart.tell_apart() && apart.deviation() < 0.0, "{}", apart.say("apart"));
    }
    let same = Durations { one: vec![later; 20], other: vec![later; 20] };
    assert!(!same.tell_apart());
}
