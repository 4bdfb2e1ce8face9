//! What no national table says and each département needs: three numbers set from its published margins.
//!
//! The table `scenarios/france/departement_adjustments.csv` is written by `population::calibrate`, which can be rerun; it
//! is an *estimate*: the values that make the starting population agree with RSA households (January 2019), the median
//! living standard and poverty (2021, brought to 2019) of each département under the law of 2019.

/// The adjustment of one département.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Adjustment {
    /// How far joblessness gathers in households with one adult and of low standing (→ RSA households).
    pub concentration: f64,
    /// Log points of income from work, pensions and property (→ median living standard).
    pub level: f64,
    /// How far low incomes fall below the median: pensions, hours (→ poverty).
    pub low_tail: f64,
}

/// Reads the stored table; a département that is not in it is left without adjustment.
pub fn stored(codes: &[&str]) -> Vec<Adjustment> {
    parse(include_str!("../../scenarios/france/departement_adjustments.csv"), codes)
}

/// Rows `departement,concentration,level,low_tail` in thousandths; lines that begin with `#` and the heading are skipped.
pub fn parse(text: &str, codes: &[&str]) -> Vec<Adjustment> {
    let mut adjustments = vec![Adjustment::default(); codes.len()];
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let mut fields = line.split(',');
        let Some(place) = fields.next().and_then(|code| codes.iter().position(|c| *c == code)) else { continue };
        let mut next = || fields.next().and_then(|f| f.trim().parse::<i32>().ok()).unwrap_or(0);
        let (concentration, level, low_tail) = (next(), next(), next());
        adjustments[place] = Adjustment {
            concentration: f64::from(concentration) / 1000.0,
            level: f64::from(level) / 1000.0,
            low_tail: f64::from(low_tail) / 1000.0,
        };
    }
    adjustments
}

/// The table as text, in thousandths.
pub fn write(codes: &[&str], adjustments: &[Adjustment]) -> String {
    let mut text = String::from(
        "# Adjustments of the starting population by département, in thousandths. Estimate: computed by population::calibrate\n\
         # from RSA households January 2019 (DREES), median living standard and poverty 2021 (INSEE Filosofi) and the law of 2019.\n\
         departement,concentration,level,low_tail\n",
    );
    for (code, a) in codes.iter().zip(adjustments) {
        let thousandths = |v: f64| (v * 1000.0).round() as i32;
        text.push_str(&format!(
            "{code},{},{},{}\n",
            thousandths(a.concentration),
            thousandths(a.level),
            thousandths(a.low_tail)
        ));
    }
    text
}
