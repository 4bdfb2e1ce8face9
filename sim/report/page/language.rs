//! The two languages of the page: how each writes numbers, money, months and quotations.

use crate::report::number::{self, THIN_SPACE};
use crate::report::statistics::Estimate;
use crate::units::Month;

/// The language of `report.html`.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Language {
    #[default]
    English,
    French,
}

/// Never the end of a line; what French sets before a colon.
const NO_BREAK: char = '\u{A0}';

const MONTHS: [(&str, &str); 12] = [
    ("January", "janvier"),
    ("February", "février"),
    ("March", "mars"),
    ("April", "avril"),
    ("May", "mai"),
    ("June", "juin"),
    ("July", "juillet"),
    ("August", "août"),
    ("September", "septembre"),
    ("October", "octobre"),
    ("November", "novembre"),
    ("December", "décembre"),
];

impl Language {
    /// The tag of the language for browsers and screen readers.
    pub const fn tag(self) -> &'static str {
        self.of("en", "fr")
    }

    pub const fn of(self, english: &'static str, french: &'static str) -> &'static str {
        match self {
            Language::English => english,
            Language::French => french,
        }
    }

    /// From the writing of `sim/report/number.rs` to that of the language.
    fn written(self, text: &str) -> String {
        match self {
            Language::English => text.replace(THIN_SPACE, ","),
            Language::French => text.replace('.', ","),
        }
    }

    pub fn whole(self, value: f64) -> String {
        self.decimal(value, 0)
    }

    pub fn decimal(self, value: f64, decimals: usize) -> String {
        self.written(&number::decimal(value, decimals))
    }

    /// With a plus sign above zero.
    pub fn signed(self, value: f64, decimals: usize) -> String {
        self.written(&number::signed(value, decimals))
    }

    /// A share in per cent, with its sign.
    pub fn per_cent(self, value: f64, decimals: usize) -> String {
        let number = self.decimal(value, decimals);
        match self {
            Language::English => format!("{number}%"),
            Language::French => format!("{number}{THIN_SPACE}%"),
        }
    }

    /// An amount of a sentence: `€13.2 million`, `13,2 M€`; without sign.
    pub fn money(self, euros: f64) -> String {
        self.money_beside(euros, euros)
    }

    /// The same in the unit that fits another amount: the ends of an interval are written alike.
    pub fn money_beside(self, euros: f64, other: f64) -> String {
        let (euros, largest) = (euros.abs(), euros.abs().max(other.abs()));
        let (value, decimals, million) = if largest < 99_999.5 {
            (euros, 0, None)
        } else if largest < 999_500.0 {
            ((euros / 1000.0).round() * 1000.0, 0, None)
        } else if largest < 999_500_000.0 {
            (euros / 1e6, if largest < 9.995e7 { 1 } else { 0 }, Some(true))
        } else {
            (euros / 1e9, 1, Some(false))
        };
        let number = self.decimal(value, decimals);
        match (self, million) {
            (Language::English, None) => format!("€{number}"),
            (Language::English, Some(true)) => format!("€{number}{NO_BREAK}million"),
            (Language::English, Some(false)) => format!("€{number}{NO_BREAK}billion"),
            (Language::French, None) => format!("{number}{THIN_SPACE}€"),
            (Language::French, Some(true)) => format!("{number}{THIN_SPACE}M€"),
            (Language::French, Some(false)) => format!("{number}{THIN_SPACE}Md€"),
        }
    }

    /// An amount with the sign before.
    pub fn signed_money(self, euros: f64) -> String {
        self.signed_money_beside(euros, euros)
    }

    pub fn signed_money_beside(self, euros: f64, other: f64) -> String {
        let sign = match euros {
            e if e >= 0.5 => "+",
            e if e <= -0.5 => "−",
            _ => "",
        };
        // Never a sign at the end of a line.
        format!("{sign}\u{2060}{}", self.money_beside(euros, other)).trim_start_matches('\u{2060}').to_owned()
    }

    /// Euros with decimals, signed: `+€0.05`, `+0,05 €`.
    pub fn signed_euros(self, euros: f64, decimals: usize) -> String {
        let number = self.signed(euros, decimals);
        match (self, number.strip_prefix(['+', '−'])) {
            (Language::English, Some(rest)) => format!("{}\u{2060}€{rest}", &number[..number.len() - rest.len()]),
            (Language::English, None) => format!("€{number}"),
            (Language::French, _) => format!("{number}{THIN_SPACE}€"),
        }
    }

    /// The symbol of a unit of money at the head of a column.
    pub const fn money_unit(self, unit: number::MoneyUnit) -> &'static str {
        use number::MoneyUnit::{Billion, Euro, Million, Thousand};
        match unit {
            Euro => "€",
            Thousand => self.of("€ thousand", "k€"),
            Million => self.of("€ million", "M€"),
            Billion => self.of("€ billion", "Md€"),
        }
    }

    /// `July 2019`, `juillet 2019`.
    pub fn month(self, month: Month) -> String {
        let (english, french) = MONTHS[usize::from(month.month_of_year().saturating_sub(1)).min(11)];
        format!("{}{NO_BREAK}{}", self.of(english, french), month.year())
    }

    /// In quotation marks.
    pub fn quoted(self, text: &str) -> String {
        match self {
            Language::English => format!("“{text}”"),
            Language::French => format!("«{THIN_SPACE}{text}{THIN_SPACE}»"),
        }
    }

    /// `±1.2`, or nothing with one seed.
    pub fn half_width(self, estimate: &Estimate, scale: f64, decimals: usize) -> String {
        estimate.half_width.map_or_else(String::new, |half| format!("±{}", self.decimal(half / scale, decimals)))
    }

    /// A list in a sentence: `a, b and c`.
    pub fn list(self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.of("and", "et")),
        }
    }

    /// A value as a scenario writes it, for a reader of this language: `36 months` is `36 mois`, `0.2` is `0,2`.
    pub fn of_scenario(self, value: &str) -> String {
        if self == Language::English {
            return value.to_owned();
        }
        let word = |word: &str| match word {
            "month" | "months" => "mois".to_owned(),
            "year" | "years" => "an".to_owned(),
            "persons" => "personnes".to_owned(),
            "of" => "de".to_owned(),
            "activity" => "activité".to_owned(),
            "staff" => "effectif".to_owned(),
            "gross_smic" => "SMIC brut".to_owned(),
            "true" => "oui".to_owned(),
            "false" => "non".to_owned(),
            "FTE" => "ETP".to_owned(),
            number if number.trim_start_matches('-').starts_with(|first: char| first.is_ascii_digit()) => {
                number.replace('.', ",").replace('-', "−")
            }
            other => other.to_owned(),
        };
        let parts = |text: &str| text.split('/').map(word).collect::<Vec<_>>().join("/");
        let said: Vec<String> = value.split(' ').map(parts).collect();
        // The French of "10 % of activity" elides.
        said.join(" ")
            .replace("de activité", "de l’activité")
            .replace("de effectif", "de l’effectif")
            .replace("de SMIC", "du SMIC")
    }

    /// A sentence of ours with the spaces and apostrophes of the language.
    pub fn set(self, text: &str) -> String {
        let text = text.replace('\'', "’");
        if self == Language::English {
            return text;
        }
        let mut out = text.replace(" :", &format!("{NO_BREAK}:"));
        for mark in [";", "!", "?", "%", "»", "€", "M€"] {
            out = out.replace(&format!(" {mark}"), &format!("{THIN_SPACE}{mark}"));
        }
        out.replace("« ", &format!("«{THIN_SPACE}"))
    }
}

/// A sentence with its blanks filled: `{name}` becomes its value.
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut text = sentence.to_owned();
    for (name, value) in values {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_writes_numbers_its_own_way() {
        assert_eq!(Language::English.decimal(1_234_567.891, 1), "1,234,567.9");
        assert_eq!(Language::French.decimal(1_234_567.891, 1), "1\u{202F}234\u{202F}567,9");
        assert_eq!(Language::French.per_cent(12.34, 1), "12,3\u{202F}%");
        assert_eq!(Language::English.signed(-3.25, 1), "−3.3");
    }

    #[test]
    fn values_of_a_scenario_are_told_in_the_language_of_the_page() {
        assert_eq!(Language::French.of_scenario("36 months"), "36 mois");
        assert_eq!(Language::French.of_scenario("10 % of activity"), "10 % de l’activité");
        assert_eq!(Language::French.of_scenario("-100.5 €/FTE/year"), "−100,5 €/ETP/an");
        assert_eq!(Language::English.of_scenario("0.2"), "0.2");
    }

    #[test]
    fn money_is_written_in_the_unit_that_fits_it() {
        assert_eq!(Language::French.money(-13_240_000.0), "13,2\u{202F}M€");
        assert_eq!(Language::English.money(2.57e9), "€2.6\u{A0}billion");
        assert_eq!(Language::English.money(346_213.0), "€346,000");
        assert_eq!(Language::French.signed_money(-19_876.4), "−\u{2060}19\u{202F}876\u{202F}€");
        assert_eq!(Language::English.signed_money(0.0), "€0");
        assert_eq!(Language::English.signed_euros(-0.05, 2), "−\u{2060}€0.05");
        assert_eq!(Language::French.signed_euros(8.678, 2), "+8,68\u{202F}€");
        assert_eq!(Language::French.money_beside(9_000.0, 3e6), "0,0\u{202F}M€");
    }

    #[test]
    fn french_sets_its_spaces_and_both_their_apostrophes() {
        assert_eq!(Language::French.set("l'État : 3 % ?"), "l’État\u{A0}: 3\u{202F}%\u{202F}?");
        assert_eq!(Language::French.quoted("oui"), "«\u{202F}oui\u{202F}»");
        assert_eq!(Language::English.set("the State's"), "the State’s");
        assert_eq!(Language::French.month(Month::new(2019, 7)), "juillet\u{A0}2019");
    }
}
