//! The poverty line of each year, so that a run of a few zones measures poverty against the nation: those stored in the
//! territory (60 % of the national median living standard of the reference run), and their growth after the last.

use crate::territory::path::FIRST;
use crate::units::Cents;

/// Line by year, in cents a year and consumption unit.
#[derive(Clone, Debug)]
pub struct PovertyLines {
    /// From 2019; never empty.
    stored: Vec<Cents>,
    /// Growth a year after the last one stored.
    growth: f64,
}

impl PovertyLines {
    /// The lines of the territory, from 2019; `growth` continues them.
    pub fn new(stored: &[Cents], growth: f64) -> PovertyLines {
        PovertyLines { stored: stored.to_vec(), growth }
    }

    /// The line of `year`, in cents; the first one before the table, grown after it.
    pub fn of_year(&self, year: u16) -> i64 {
        let at = usize::from(year.saturating_sub(FIRST.year()));
        if let Some(line) = self.stored.get(at) {
            return line.0;
        }
        let mut line = self.stored.last().map_or(0.0, |last| last.0 as f64);
        for _ in self.stored.len()..=at {
            line *= 1.0 + self.growth;
        }
        line.round() as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_stored_for_the_observed_years_and_grows_after() {
        let lines = PovertyLines::new(&[Cents::euros(12_000), Cents::euros(12_500)], 0.02);
        let euros = [2018, 2019, 2020, 2021, 2022].map(|year| lines.of_year(year) / 100);
        assert_eq!(euros, [12_000, 12_000, 12_500, 12_750, 13_005]);
    }
}
