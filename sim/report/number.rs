//! Numbers as people read them: thin spaces between thousands, a true minus sign, a unit.

/// Between thousands and before units: narrow, and never the end of a line.
pub const THIN_SPACE: char = '\u{202F}';

/// A whole number: `1 234 567`, `−12`.
pub fn whole(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::new();
    if value < 0 {
        text.push('−');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(THIN_SPACE);
        }
        text.push(digit);
    }
    text
}

/// A number with this many decimals, halves away from zero; a rounded zero has no sign.
pub fn decimal(value: f64, decimals: usize) -> String {
    let scale = [1.0, 10.0, 100.0, 1000.0, 10_000.0][decimals.min(4)];
    let scaled = (value * scale).round() as i64;
    if decimals == 0 {
        return whole(scaled);
    }
    let scale = scale as i64;
    let sign = if scaled < 0 { "−" } else { "" };
    let (units, rest) = (scaled.abs() / scale, scaled.abs() % scale);
    format!("{sign}{}.{rest:0decimals$}", whole(units), decimals = decimals.min(4))
}

/// As [`decimal`], with a plus sign when it is above zero: for differences.
pub fn signed(value: f64, decimals: usize) -> String {
    let text = decimal(value, decimals);
    let zero = text.chars().all(|c| matches!(c, '0' | '.'));
    if zero || text.starts_with('−') { text } else { format!("+{text}") }
}

/// The unit money is shown in, chosen so that the largest amount of a table has three or four digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MoneyUnit {
    Euro,
    Thousand,
    Million,
    Billion,
}

impl MoneyUnit {
    /// For a table whose largest amount is this many euros.
    pub fn fitting(largest_euros: f64) -> MoneyUnit {
        let euros = largest_euros.abs();
        if euros < 1e5 {
            MoneyUnit::Euro
        } else if euros < 1e7 {
            MoneyUnit::Thousand
        } else if euros < 1e11 {
            MoneyUnit::Million
        } else {
            MoneyUnit::Billion
        }
    }

    pub const fn symbol(self) -> &'static str {
        match self {
            MoneyUnit::Euro => "€",
            MoneyUnit::Thousand => "k€",
            MoneyUnit::Million => "M€",
            MoneyUnit::Billion => "G€",
        }
    }

    pub const fn euros(self) -> f64 {
        match self {
            MoneyUnit::Euro => 1.0,
            MoneyUnit::Thousand => 1e3,
            MoneyUnit::Million => 1e6,
            MoneyUnit::Billion => 1e9,
        }
    }

    /// Decimals shown when the largest amount of the table is this many euros.
    pub fn decimals(self, largest_euros: f64) -> usize {
        let largest = largest_euros.abs() / self.euros();
        if self == MoneyUnit::Euro || largest >= 1000.0 {
            0
        } else if largest >= 100.0 {
            1
        } else {
            2
        }
    }
}

/// `numerator / denominator` in per cent with four decimals, from integers, for result tables; `None` over zero.
pub fn per_cent(numerator: i64, denominator: i64) -> Option<String> {
    if denominator == 0 {
        return None;
    }
    let scaled = rounded(i128::from(numerator) * 1_000_000, i128::from(denominator));
    Some(fixed(scaled, 4))
}

/// Integer division to nearest, halves away from zero, for a positive denominator.
fn rounded(numerator: i128, denominator: i128) -> i128 {
    let half = if numerator >= 0 { denominator / 2 } else { -(denominator / 2) };
    (numerator + half) / denominator
}

/// An integer count of the last of `decimals` decimals, as text for tables: `fixed(1234, 2)` is `12.34`.
pub fn fixed(scaled: i128, decimals: u32) -> String {
    let unit = 10i128.pow(decimals);
    let sign = if scaled < 0 { "-" } else { "" };
    if decimals == 0 {
        return scaled.to_string();
    }
    format!("{sign}{}.{:0width$}", scaled.abs() / unit, scaled.abs() % unit, width = decimals as usize)
}

/// A number of a result table with this many decimals; a rounded zero has no sign.
pub fn plain(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().all(|c| matches!(c, '0' | '.')) => rest.to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated_and_a_minus_is_a_minus() {
        assert_eq!(whole(1_234_567), "1\u{202F}234\u{202F}567");
        assert_eq!(whole(-987), "−987");
        assert_eq!(whole(0), "0");
        assert_eq!(decimal(1234.56, 1), "1\u{202F}234.6");
        assert_eq!(decimal(-0.04, 1), "0.0");
    }

    #[test]
    fn a_difference_shows_its_sign_unless_it_is_nothing() {
        assert_eq!(signed(3.2, 1), "+3.2");
        assert_eq!(signed(-3.2, 1), "−3.2");
        assert_eq!(signed(0.01, 1), "0.0");
    }

    #[test]
    fn a_table_of_money_takes_the_unit_that_fits_its_largest_amount() {
        let shown = |euros: f64| {
            let unit = MoneyUnit::fitting(euros);
            format!("{} {}", signed(euros / unit.euros(), unit.decimals(euros)), unit.symbol())
        };
        assert_eq!(shown(20_143.0), "+20\u{202F}143 €");
        assert_eq!(shown(1_234_567.0), "+1\u{202F}235 k€");
        assert_eq!(shown(52_300_000.0), "+52.30 M€");
        assert_eq!(shown(-200_700_000_000.0), "−200.7 G€");
    }

    #[test]
    fn a_rate_is_worked_out_from_integers() {
        assert_eq!(per_cent(1, 3).as_deref(), Some("33.3333"));
        assert_eq!(per_cent(2, 3).as_deref(), Some("66.6667"));
        assert_eq!(per_cent(-1, 3).as_deref(), Some("-33.3333"));
        assert_eq!(per_cent(1, 0), None);
        assert_eq!(fixed(-5, 2), "-0.05");
        assert_eq!(plain(-0.001, 2), "0.00");
    }
}
