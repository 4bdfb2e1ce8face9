//! The stored poverty line of each year: 60 % of the national median living standard of the reference run, so that a run
//! of a few zones measures poverty against the nation.

use std::collections::BTreeMap;

const TABLE: &str = include_str!("../scenarios/france/poverty_line.csv");

/// Line by year, in cents a year and consumption unit.
#[derive(Clone, Debug)]
pub struct PovertyLines {
    by_year: BTreeMap<u16, i64>,
    /// Growth a year after the last one stored.
    growth: f64,
}

impl PovertyLines {
    /// The embedded table; `growth` continues it.
    ///
    /// # Errors
    /// A line of the table that cannot be read.
    pub fn load(growth: f64) -> Result<PovertyLines, String> {
        let mut by_year = BTreeMap::new();
        for (number, line) in TABLE.lines().enumerate().filter(|(_, l)| !l.starts_with('#')).skip(1) {
            let mut fields = line.split(',');
            let year = fields.next().and_then(|f| f.parse().ok());
            let euros: Option<f64> = fields.next().and_then(|f| f.parse().ok());
            let (Some(year), Some(euros)) = (year, euros) else {
                return Err(format!("scenarios/france/poverty_line.csv, line {}: year,euros expected", number + 1));
            };
            by_year.insert(year, (euros * 100.0).round() as i64);
        }
        if by_year.is_empty() {
            return Err("scenarios/france/poverty_line.csv is empty".to_owned());
        }
        Ok(PovertyLines { by_year, growth })
    }

    /// The line of `year`; the first one before the table, grown after it.
    pub fn of_year(&self, year: u16) -> i64 {
        if let Some(line) = self.by_year.get(&year) {
            return *line;
        }
        let (&last_year, &last) = self.by_year.iter().next_back().unwrap_or((&0, &0));
        let (&first_year, &first) = self.by_year.iter().next().unwrap_or((&0, &0));
        if year < first_year {
            return first;
        }
        let mut line = last as f64;
        for _ in last_year..year {
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
        let lines = PovertyLines::load(0.02).expect("the embedded table reads");
        assert!(lines.of_year(2019) > 1_100_000 && lines.of_year(2019) < 1_500_000);
        assert!(lines.of_year(2040) > lines.of_year(2030));
    }
}
