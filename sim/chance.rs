//! The only maker of random draws.
//!
//! A draw is a pure function of (seed, process, month, person or place, slot, counterpart): it does not matter who else
//! exists, in which order they are visited, or on how many threads. That is what makes reference and reform share every
//! draw. The generator is Philox4x32-10 (Salmon et al. 2011, Random123), which can be read at any position; NumPy and
//! cuRAND have the same one, so that a researcher can redo a draw elsewhere. `ChaCha8Rng` serves what is sequential:
//! the starting population of a cell and shuffles.
//!
//! It imports only `units`.

mod generator;
mod many;

pub use generator::Philox;
pub use many::Draw;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use std::sync::LazyLock;

use crate::units::{Month, PersonId, nearest};

/// What a draw decides. Numbers are fixed for ever and never reused, so that a process added later changes no old draw.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u16)]
pub enum Process {
    /// Rare events of a person in a month: one block, eight 16-bit lanes (see [`Lanes`]).
    MonthlyEvents = 1,
    /// Second look at a lane that fell exactly on its threshold.
    Refinement = 2,
    /// Permanent traits of a person, drawn from the id instead of stored.
    Traits = 3,
    /// Where and for what a person applies.
    Search = 4,
    /// Noise in how an applicant is ranked by a market.
    ApplicantScore = 5,
    /// Rounding of the number of meetings in a market.
    Meetings = 6,
    /// Which free place a hired person takes.
    PlaceOfWork = 7,
    /// Terms of a new job: wage, hours, contract.
    JobTerms = 8,
    /// Persistent shocks of a firm and its permanent rounding.
    FirmShock = 9,
    /// Qualification of a job slot in a firm.
    JobSlot = 10,
    /// Births, deaths, unions, separations, moves of the coming year.
    Demography = 11,
    /// Claiming a benefit one is entitled to.
    TakeUp = 12,
    /// Need for care, and care foregone.
    Care = 13,
    /// Meetings and hires of the committee of a TZCLD territory.
    Ebe = 14,
    /// Starting population.
    Population = 15,
    /// Orientation and support of RSA recipients.
    Orientation = 16,
    /// Income noise, for comparison with survey persistence of poverty.
    IncomeNoise = 17,
    /// Dependency of the old (APA) and compensation of disability (PCH).
    Dependency = 18,
    /// Dismissals, ends of contract, quits when a firm shrinks.
    Separation = 19,
    /// Contact of a household that does not draw what it is entitled to, and whether it then claims.
    Outreach = 30,
    /// Who has one of the places of a nursery.
    Nursery = 31,
    /// Presentation of a long-term jobless person to employers.
    Presentation = 32,
    /// Which firms in difficulty ask to pay contributions later.
    Deferral = 33,
    /// Where the numbers of a model stand when their weight is looked into; nobody's life.
    Screening = 40,
}

/// Chance of an event as a threshold out of 2^32: the event happens if a uniform word is below it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Threshold(pub u32);

impl Threshold {
    pub const NEVER: Threshold = Threshold(0);

    /// Clamped to [0, 1 − 2⁻³²].
    pub fn from_probability(probability: f64) -> Threshold {
        let scaled = (probability * 4_294_967_296.0).round();
        Threshold(if scaled <= 0.0 {
            0
        } else if scaled >= 4_294_967_295.0 {
            u32::MAX
        } else {
            scaled as u32
        })
    }
    /// For reports and tests.
    pub fn to_probability(self) -> f64 {
        f64::from(self.0) / 4_294_967_296.0
    }
    pub const fn happens(self, word: u32) -> bool {
        word < self.0
    }
    /// This chance × `numerator` / `denominator`, at most certain.
    #[inline]
    pub fn scaled(self, numerator: u64, denominator: u64) -> Threshold {
        let denominator = denominator.max(1);
        // The product nearly always fits 64 bits, whose division is many times quicker.
        match u64::from(self.0).checked_mul(numerator) {
            Some(product) => Threshold((product / denominator).min(u64::from(u32::MAX)) as u32),
            None => self.scaled_widely(numerator, denominator),
        }
    }
    #[cold]
    fn scaled_widely(self, numerator: u64, denominator: u64) -> Threshold {
        let value = u128::from(self.0) * u128::from(numerator) / u128::from(denominator);
        Threshold(value.min(u128::from(u32::MAX)) as u32)
    }
}

/// The random draws of one replicate.
#[derive(Clone, Copy, Debug)]
pub struct Chance {
    key: [u32; 2],
    seed: u64,
}

impl Chance {
    /// Seeds that differ by one give unrelated draws: the key is the seed passed once through the generator itself.
    pub fn new(seed: u64) -> Chance {
        let mixed = philox([seed as u32, (seed >> 32) as u32, 0x4241_5353, 0x494E_0001], [0x9E37_79B9, 0xBB67_AE85]);
        Chance { key: [mixed[0], mixed[1]], seed }
    }

    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Four words for a person in a month.
    #[inline]
    pub fn person(&self, process: Process, month: Month, person: PersonId, slot: u16) -> [u32; 4] {
        self.draw(process, month, person, slot, 0)
    }

    /// Four words for a person facing a counterpart (a market, a zone).
    #[inline]
    pub fn draw(&self, process: Process, month: Month, person: PersonId, slot: u16, counterpart: u32) -> [u32; 4] {
        philox(Draw::of(process, month, person, slot, counterpart).0, self.key)
    }

    /// Four words for a numbered thing that is not a person: a firm, a market, a cell.
    #[inline]
    pub fn thing(&self, process: Process, month: Month, number: u32, slot: u32) -> [u32; 4] {
        // Lineage 0xFFFF is never given to a person, so things and persons share no draw.
        philox([number, 0xFFFF_0000, (u32::from(month.0) << 16) | process as u32, slot], self.key)
    }

    /// Permanent trait number `slot` of a person: the same in every month and arm.
    #[inline]
    pub fn traits(&self, person: PersonId, slot: u16) -> [u32; 4] {
        self.draw(Process::Traits, Month(0), person, slot, 0)
    }

    /// The rare events of one person-month: eight lanes from one block.
    #[inline]
    pub fn lanes(&self, month: Month, person: PersonId) -> Lanes {
        Lanes { words: self.person(Process::MonthlyEvents, month, person, 0), chance: *self, month, person }
    }

    /// A sequential generator for one named unit of set-up work (`stream` = cell, territory...).
    pub fn sequential(&self, process: Process, stream: u64) -> ChaCha8Rng {
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed ^ (u64::from(process as u16) << 48));
        rng.set_stream(stream);
        rng.set_word_pos(0);
        rng
    }
}

/// Eight independent 16-bit lanes of one 128-bit block, for the rare events of a person-month. A lane that equals the
/// upper half of its threshold is settled by a second draw, so that chances keep their full 32 bits.
pub struct Lanes {
    words: [u32; 4],
    chance: Chance,
    month: Month,
    person: PersonId,
}

impl Lanes {
    /// `lane` is below 8. Each event of the month has its own lane, named where it is used.
    #[inline]
    pub fn happens(&self, lane: u16, threshold: Threshold) -> bool {
        self.happens_from(lane, 0, threshold)
    }

    /// Like [`Lanes::happens`], with the event's interval begun at `turn` (out of 65,536) on the lane. Outcomes that
    /// exclude each other keep intervals of their own whatever state a person is in, so that two copies of a person in
    /// different states who draw the same outcome meet in it.
    #[inline]
    pub fn happens_from(&self, lane: u16, turn: u16, threshold: Threshold) -> bool {
        let high = self.lane(lane).wrapping_sub(turn);
        let wanted = (threshold.0 >> 16) as u16;
        if high != wanted {
            return high < wanted;
        }
        self.refine(lane) < (threshold.0 & 0xFFFF)
    }

    /// The lane itself, for choosing among few cases.
    #[inline]
    pub fn lane(&self, lane: u16) -> u16 {
        (self.words[usize::from(lane >> 1)] >> ((lane & 1) * 16)) as u16
    }

    #[cold]
    fn refine(&self, lane: u16) -> u32 {
        self.chance.person(Process::Refinement, self.month, self.person, lane)[0] & 0xFFFF
    }
}

/// A uniform word as a fraction in [0, 1). For set-up only.
pub fn fraction(word: u32) -> f64 {
    (f64::from(word) + 0.5) / 4_294_967_296.0
}

/// A number in 0..n from a word, without bias worth naming (error below n/2³²).
#[inline]
pub fn below(n: u32, word: u32) -> u32 {
    ((u64::from(word) * u64::from(n)) >> 32) as u32
}

/// A standard normal draw in thousandths, from one word: the sum of four bytes-wide uniforms would be too coarse for
/// wages, so the inverse distribution is used (Acklam's rational approximation, relative error under 1.2e-9).
pub fn normal_thousandths(word: u32) -> i32 {
    i32::from(NORMAL[(word >> 20) as usize])
}

/// The normal distribution at the middles of 4096 equal slices, in thousandths: rankings draw a few of them for each
/// applicant and month, and need no finer.
static NORMAL: LazyLock<[i16; 4096]> =
    LazyLock::new(|| std::array::from_fn(|slice| nearest(normal((slice as f64 + 0.5) / 4096.0) * 1000.0) as i16));

/// Inverse of the standard normal distribution at `p` in (0, 1).
#[allow(clippy::excessive_precision)] // Coefficients as published.
pub fn normal(p: f64) -> f64 {
    const A: [f64; 6] = [
        -3.969683028665376e1,
        2.209460984245205e2,
        -2.759285104469687e2,
        1.383577518672690e2,
        -3.066479806614716e1,
        2.506628277459239,
    ];
    const B: [f64; 5] =
        [-5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1];
    const C: [f64; 6] = [
        -7.784894002430293e-3,
        -3.223964580411365e-1,
        -2.400758277161838,
        -2.549732539343734,
        4.374664141464968,
        2.938163982698783,
    ];
    const D: [f64; 4] = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416];
    let tail = |q: f64| {
        (((((C[0] * q + C[1]) * q + C[2]) * q + C[3]) * q + C[4]) * q + C[5])
            / ((((D[0] * q + D[1]) * q + D[2]) * q + D[3]) * q + 1.0)
    };
    if p < 0.02425 {
        tail((-2.0 * libm::log(p)).sqrt())
    } else if p > 1.0 - 0.02425 {
        -tail((-2.0 * libm::log(1.0 - p)).sqrt())
    } else {
        let q = p - 0.5;
        let r = q * q;
        (((((A[0] * r + A[1]) * r + A[2]) * r + A[3]) * r + A[4]) * r + A[5]) * q
            / (((((B[0] * r + B[1]) * r + B[2]) * r + B[3]) * r + B[4]) * r + 1.0)
    }
}

/// Philox4x32 with ten rounds: counter and key in, four words out.
#[inline]
fn philox(counter: [u32; 4], key: [u32; 2]) -> [u32; 4] {
    many::side_by_side(counter.map(|word| [word]), key).map(|[word]| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known answers published with Random123 (kat_vectors, philox 4x32-10).
    #[test]
    fn philox_gives_the_published_vectors() {
        assert_eq!(philox([0; 4], [0; 2]), [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]);
        assert_eq!(philox([u32::MAX; 4], [u32::MAX; 2]), [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]);
        assert_eq!(
            philox([0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0]),
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        );
    }

    #[test]
    fn a_lane_keeps_the_chance_of_its_threshold() {
        let chance = Chance::new(7);
        let threshold = Threshold::from_probability(0.0123);
        let month = Month::new(2019, 1);
        let hits = (0..400_000u32)
            .filter(|&founder| chance.lanes(month, PersonId { founder, lineage: 0 }).happens(3, threshold))
            .count();
        let expected = 0.0123 * 400_000.0;
        assert!((hits as f64 - expected).abs() < 4.0 * expected.sqrt(), "{hits} against {expected}");
    }

    #[test]
    fn two_seeds_share_no_draw() {
        let person = PersonId { founder: 1, lineage: 0 };
        let month = Month::new(2019, 1);
        assert_ne!(
            Chance::new(1).person(Process::Search, month, person, 0),
            Chance::new(2).person(Process::Search, month, person, 0)
        );
    }

    #[test]
    fn the_normal_inverse_has_mean_zero_and_unit_spread() {
        let n = 10_000;
        let draws: Vec<f64> = (0..n).map(|i| normal((f64::from(i) + 0.5) / f64::from(n))).collect();
        let mean = draws.iter().sum::<f64>() / f64::from(n);
        let variance = draws.iter().map(|d| d * d).sum::<f64>() / f64::from(n);
        assert!(mean.abs() < 1e-6 && (variance - 1.0).abs() < 2e-3, "{mean} {variance}");
    }
}
