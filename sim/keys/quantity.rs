//! Quantities as analysts write them: `"12,5 k€"`, `"1 250 €/FTE/year"`, `"35 % of activity"`, `"3 persons/month"`.
//!
//! Why it exists: a slip of a comma must be an error, not a result a thousand times too large. Everything is read as
//! integers; nothing passes through a float.

use crate::units::{Cents, Rate};

/// Why a quantity could not be read: what is wrong, and what to write.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum QuantityError {
    /// It does not begin with a number.
    NoNumber,
    /// A separator stands where none can: `"1 25 €"`, `"1.250,50.3"`.
    BadNumber,
    /// `"1,250 €"`: one thousand two hundred and fifty, or one and a quarter?
    Ambiguous { thousands: String, decimals: String },
    /// The unit is not the one of the key.
    Unit { found: String },
    /// The period or base is missing or another.
    Per { found: Vec<String> },
    /// The share is of something else.
    Base { found: String },
    /// Finer than what is counted: a fraction of a cent, of a millionth, of a month.
    TooFine,
    /// Larger than any quantity of the model.
    TooLarge,
}

/// A decimal number: `mantissa` / 10^`scale`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Decimal {
    mantissa: i128,
    scale: u32,
}

impl Decimal {
    /// This number × `factor`, if it is whole.
    fn times_exactly(self, factor: i128) -> Result<i128, QuantityError> {
        let product = self.mantissa.checked_mul(factor).ok_or(QuantityError::TooLarge)?;
        let divisor = 10_i128.pow(self.scale);
        if product % divisor == 0 { Ok(product / divisor) } else { Err(QuantityError::TooFine) }
    }
}

const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\t')
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// The number a text begins with, and what follows it.
fn number(text: &str, refuse_ambiguous: bool) -> Result<(Decimal, &str), QuantityError> {
    let text = trimmed(text);
    let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, trimmed(rest)),
        None => (false, text),
    };
    let end =
        digits.find(|c: char| !(c.is_ascii_digit() || is_space(c) || matches!(c, ',' | '.'))).unwrap_or(digits.len());
    let (written, rest) = digits.split_at(end);
    let written = trimmed(written);
    if !written.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(QuantityError::NoNumber);
    }
    let mut parts = written.split([',', '.']);
    let whole = parts.next().unwrap_or_default();
    let fraction = parts.next();
    if parts.next().is_some() || fraction.is_some_and(|f| f.is_empty() || !f.bytes().all(|b| b.is_ascii_digit())) {
        return Err(QuantityError::BadNumber);
    }
    let groups: Vec<&str> = whole.split(is_space).collect();
    let grouped_by_three = groups.len() > 1;
    if groups.iter().any(|g| g.is_empty())
        || (grouped_by_three && (groups[0].len() > 3 || groups[1..].iter().any(|g| g.len() != 3)))
    {
        return Err(QuantityError::BadNumber);
    }
    let whole: String = groups.concat();
    let fraction = fraction.unwrap_or_default();
    if refuse_ambiguous && fraction.len() == 3 && !grouped_by_three && whole.len() <= 3 && whole != "0" {
        return Err(QuantityError::Ambiguous {
            thousands: format!("{whole} {fraction}"),
            decimals: format!("{whole}.{}", if fraction == "000" { "0" } else { fraction.trim_end_matches('0') }),
        });
    }
    let all = format!("{whole}{fraction}");
    if all.len() > 24 {
        return Err(QuantityError::TooLarge);
    }
    let mantissa: i128 = all.parse().map_err(|_| QuantityError::BadNumber)?;
    let scale = fraction.len() as u32;
    Ok((Decimal { mantissa: if negative { -mantissa } else { mantissa }, scale }, trimmed(rest)))
}

fn millionths(decimal: Decimal, one: i128) -> Result<Rate, QuantityError> {
    i32::try_from(decimal.times_exactly(one)?).map(Rate).map_err(|_| QuantityError::TooLarge)
}

/// `"35 %"` or `"35 % of activity"`, when the key is a share `of` that base.
///
/// # Errors
/// No number, another unit than `%`, another base, finer than a millionth.
pub fn share(text: &str, of: &str) -> Result<Rate, QuantityError> {
    let (decimal, unit) = number(text, false)?;
    let Some(base) = unit.strip_prefix('%').map(trimmed) else {
        return Err(QuantityError::Unit { found: unit.to_owned() });
    };
    if !base.is_empty() {
        let named = base.strip_prefix("of ").map(trimmed).unwrap_or(base);
        if named != of {
            return Err(QuantityError::Base { found: named.to_owned() });
        }
    }
    millionths(decimal, 10_000)
}

/// `"200 persons"`, when the key is a whole number of this unit.
///
/// # Errors
/// No number, another unit, a fraction, below zero.
pub fn whole_number(text: &str, of: &str) -> Result<u32, QuantityError> {
    let (decimal, unit) = number(text, true)?;
    if unit != of {
        return Err(QuantityError::Unit { found: unit.to_owned() });
    }
    u32::try_from(decimal.times_exactly(1)?).map_err(|_| QuantityError::TooLarge)
}

/// `"500 €/FTE/year"`, when the key is an amount `per` `["FTE", "year"]`, in any order.
///
/// # Errors
/// No number, no euro, another period or base, an ambiguous separator, a fraction of a cent.
pub fn money(text: &str, per: &[&str]) -> Result<Cents, QuantityError> {
    let (decimal, unit) = number(text, true)?;
    let mut parts = unit.split('/').map(trimmed);
    let factor: i128 = match parts.next().unwrap_or_default() {
        "€" => 100,
        "k€" => 100_000,
        "M€" => 100_000_000,
        "G€" => 100_000_000_000,
        other => return Err(QuantityError::Unit { found: other.to_owned() }),
    };
    let found: Vec<&str> = parts.collect();
    let mut sorted = (found.clone(), per.to_vec());
    sorted.0.sort_unstable();
    sorted.1.sort_unstable();
    if sorted.0 != sorted.1 {
        return Err(QuantityError::Per { found: found.into_iter().map(str::to_owned).collect() });
    }
    i64::try_from(decimal.times_exactly(factor)?).map(Cents).map_err(|_| QuantityError::TooLarge)
}

/// `"3 persons/month"`, in millionths of a person.
///
/// # Errors
/// No number, another unit, an ambiguous separator.
pub fn persons_per_month(text: &str) -> Result<Rate, QuantityError> {
    let (decimal, unit) = number(text, true)?;
    let mut parts = unit.split('/').map(trimmed);
    let persons = matches!(parts.next(), Some("persons" | "person"));
    if !persons || parts.next() != Some("month") || parts.next().is_some() {
        return Err(QuantityError::Unit { found: unit.to_owned() });
    }
    millionths(decimal, 1_000_000)
}

/// `"11 months"` or `"5 years"`, in months.
///
/// # Errors
/// No number, another unit, a fraction of a month, a negative duration.
pub fn duration(text: &str) -> Result<u16, QuantityError> {
    let (decimal, unit) = number(text, false)?;
    let months = match unit {
        "months" | "month" => decimal.times_exactly(1)?,
        "years" | "year" => decimal.times_exactly(12)?,
        other => return Err(QuantityError::Unit { found: other.to_owned() }),
    };
    u16::try_from(months).map_err(|_| if months < 0 { QuantityError::BadNumber } else { QuantityError::TooLarge })
}

/// A bare number, in millionths.
///
/// # Errors
/// Not a plain decimal number, finer than a millionth, or beyond two thousand.
pub fn plain(text: &str) -> Result<Rate, QuantityError> {
    let (decimal, rest) = number(text, false)?;
    if !rest.is_empty() {
        return Err(QuantityError::BadNumber);
    }
    millionths(decimal, 1_000_000)
}

/// `"2027..2030"`: both ends, in the order written.
pub fn range(text: &str) -> Option<(u32, u32)> {
    let (first, last) = text.split_once("..")?;
    let last = last.strip_prefix('=').unwrap_or(last);
    Some((trimmed(first).parse().ok()?, trimmed(last).parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_the_french_write_them() {
        let nbsp = "1\u{a0}250\u{202f}€/year";
        for (written, euros) in
            [("1 250 €/year", 1_250), (nbsp, 1_250), ("12,5 k€/year", 12_500), ("12.5 k€/year", 12_500)]
        {
            assert_eq!(money(written, &["year"]), Ok(Cents::euros(euros)), "{written}");
        }
        assert_eq!(money("25 M€/year", &["year"]), Ok(Cents::euros(25_000_000)));
        assert_eq!(money("200,7 G€/year", &["year"]), Ok(Cents::euros(200_700_000_000)));
        assert_eq!(money("11,65 €/hour", &["hour"]), Ok(Cents(1_165)));
        assert_eq!(money("500 €/year/FTE", &["FTE", "year"]), Ok(Cents::euros(500)));
        assert_eq!(money("-3 €", &[]), Ok(Cents::euros(-3)));
        assert_eq!(money("\u{2212}3 €", &[]), Ok(Cents::euros(-3)));
    }

    #[test]
    fn a_comma_or_point_before_three_digits_is_refused_as_ambiguous() {
        for written in ["1,250 €", "1.250 €"] {
            let expected = QuantityError::Ambiguous { thousands: "1 250".into(), decimals: "1.25".into() };
            assert_eq!(money(written, &[]), Err(expected));
        }
        assert_eq!(money("0,500 M€", &[]), Ok(Cents::euros(500_000)));
        assert_eq!(money("1 250,50 €", &[]), Ok(Cents(125_050)));
    }

    #[test]
    fn a_misplaced_separator_is_no_number() {
        for written in ["1 25 €", "1250 000 €", "1,250,000 €", "1. €", "1  250 €"] {
            assert_eq!(money(written, &[]), Err(QuantityError::BadNumber), "{written}");
        }
        assert_eq!(money("€ 5", &[]), Err(QuantityError::NoNumber));
        assert_eq!(money("", &[]), Err(QuantityError::NoNumber));
        assert_eq!(money("1234567890123456789012345 €", &[]), Err(QuantityError::TooLarge));
        assert_eq!(money("999 999 999 999 G€", &[]), Err(QuantityError::TooLarge));
        assert_eq!(money("0,0001 €", &[]), Err(QuantityError::TooFine));
    }

    #[test]
    fn the_period_and_base_of_an_amount_must_be_stated() {
        assert_eq!(money("500 €", &["year"]), Err(QuantityError::Per { found: vec![] }));
        assert_eq!(money("500 €/month", &["year"]), Err(QuantityError::Per { found: vec!["month".into()] }));
        assert_eq!(money("500", &["year"]), Err(QuantityError::Unit { found: String::new() }));
    }

    #[test]
    fn the_base_of_a_share_may_be_left_out_but_not_be_another() {
        assert_eq!(share("12,125 %", "activity"), Ok(Rate(121_250)));
        assert_eq!(share("10 % of activity", "activity"), Ok(Rate(100_000)));
        assert_eq!(share("10% of activity", "activity"), Ok(Rate(100_000)));
        assert_eq!(share("10 % of dmto", "activity"), Err(QuantityError::Base { found: "dmto".into() }));
        assert_eq!(share("0.1", "activity"), Err(QuantityError::Unit { found: String::new() }));
        assert_eq!(share("0,00001 %", ""), Err(QuantityError::TooFine));
    }

    #[test]
    fn paces_and_durations_have_their_unit() {
        assert_eq!(persons_per_month("2,5 persons/month"), Ok(Rate(2_500_000)));
        assert_eq!(persons_per_month("1 person/month"), Ok(Rate(1_000_000)));
        assert!(persons_per_month("3 persons/year").is_err());
        assert_eq!(duration("11 months"), Ok(11));
        assert_eq!(duration("1,5 years"), Ok(18));
        assert_eq!(duration("1,5 months"), Err(QuantityError::TooFine));
        assert!(duration("3 weeks").is_err());
        assert_eq!(range("2027..2030"), Some((2027, 2030)));
        assert_eq!(range("2027-2030"), None);
    }
}
