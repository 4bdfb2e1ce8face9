//! From something written to a checked value of one key, or to the mistake made and what to write instead.

use super::quantity::{self, QuantityError};
use super::{At, Key, Kind, Level, Need, Node, PlaceError, Places, Value, What};
use crate::units::Month;

/// The kinds of mistakes, for programs and tests; their messages are for people.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Wrong {
    Syntax,
    UnknownKey,
    Repeated,
    Type,
    Unit,
    AmbiguousNumber,
    Negative,
    OutOfRange,
    OutsideTheLaw,
    UnknownOption,
    UnknownPlace,
    AmbiguousPlace,
    PlaceTooFine,
    Empty,
    Missing,
    MissingChoice,
    Name,
    AfterTheRun,
    Conflict,
    NotAvailable,
}

/// One mistake: what is wrong, what is allowed, what to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mistake {
    pub wrong: Wrong,
    /// "is not a share in per cent": follows the key and the value.
    pub says: String,
    /// What is allowed and what to do.
    pub help: String,
    /// A narrower place than the whole value, when only one item of a list is wrong.
    pub item: Option<Box<Node>>,
    /// Mistakes of other items of the same list.
    pub others: Vec<Mistake>,
}

impl Mistake {
    pub fn new(wrong: Wrong, says: impl Into<String>, help: impl Into<String>) -> Mistake {
        Mistake { wrong, says: says.into(), help: help.into(), item: None, others: Vec::new() }
    }
    pub(super) fn at(mut self, item: &Node) -> Mistake {
        self.item = Some(Box::new(item.clone()));
        self
    }
}

/// The nearest of `known` to a word that is none of them, if one is near enough to have been meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let near = |candidate: &&str| strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
    let best = known.into_iter().min_by_key(near)?;
    (near(&best) <= 1 + word.chars().count() / 4).then_some(best)
}

impl Key {
    /// What it accepts and what holds without it, in words: as templates and the schema tell it.
    pub fn facts(&self) -> Vec<String> {
        let mut facts = vec![self.kind.called()];
        facts.extend(self.range_in_words());
        if let Some([low, high]) = self.lawful {
            facts.push(format!("today's law: between {low} and {high}"));
        }
        facts.push(match self.need {
            Need::Default(default) => format!("default {default}"),
            Need::Required => "must be written".to_owned(),
            Need::Choice => "must be chosen, no default is taken for you".to_owned(),
            Need::Optional => "may be left out".to_owned(),
        });
        facts
    }

    /// "between 53 % and 102 %", or nothing when the kind alone bounds the key.
    pub fn range_in_words(&self) -> Option<String> {
        self.range
            .map(|[low, high]| if low == high { format!("only {low}") } else { format!("between {low} and {high}") })
    }

    /// What to write: an example and the range.
    pub(super) fn remedy(&self) -> String {
        let range = self.range_in_words().map_or_else(String::new, |range| format!(" ({range})"));
        format!("write {}, for example `{} = {}`{range}", self.kind.called(), self.name, self.as_toml(self.example))
    }

    pub(super) fn wrong_type(&self, node: &Node) -> Mistake {
        let says = match (&node.what, self.kind) {
            (What::Whole(_) | What::Decimal(_), Kind::Share { .. } | Kind::Money { .. }) => "has no unit".to_owned(),
            (What::Whole(_) | What::Decimal(_), Kind::PersonsPerMonth | Kind::Duration) => "has no unit".to_owned(),
            (What::Date(_), Kind::Month) => "is a date, not a month between quotes".to_owned(),
            _ => format!("is not {}", self.kind.called()),
        };
        Mistake::new(Wrong::Type, says, self.remedy())
    }

    fn wrong_quantity(&self, error: QuantityError) -> Mistake {
        let (wrong, says) = match error {
            QuantityError::NoNumber => (Wrong::Type, "does not begin with a number".to_owned()),
            QuantityError::BadNumber => {
                (Wrong::Type, "has a separator where none can stand (write 1 250 or 12,5)".to_owned())
            }
            QuantityError::Ambiguous { thousands, decimals } => {
                let unit = match self.kind {
                    Kind::Money { .. } => " €",
                    _ => "",
                };
                let help = format!(
                    "write \"{thousands}{unit}…\" for thousands or \"{decimals}{unit}…\" for decimals; {}",
                    self.remedy()
                );
                return Mistake::new(Wrong::AmbiguousNumber, "is ambiguous: thousands or decimals?", help);
            }
            QuantityError::Unit { found } if found.is_empty() => (Wrong::Unit, "has no unit".to_owned()),
            QuantityError::Unit { found } => (Wrong::Unit, format!("has the unit \"{found}\", unknown here")),
            QuantityError::Per { found } if found.is_empty() => {
                (Wrong::Unit, "does not say for what and for how long".to_owned())
            }
            QuantityError::Per { found } => (Wrong::Unit, format!("is an amount per {}", found.join(" and "))),
            QuantityError::Base { found } => (Wrong::Unit, format!("is a share of \"{found}\"")),
            QuantityError::TooFine => (Wrong::OutOfRange, "is finer than what is counted".to_owned()),
            QuantityError::TooLarge => (Wrong::OutOfRange, "is too large to mean anything here".to_owned()),
        };
        Mistake::new(wrong, says, self.remedy())
    }

    /// Reads and checks a value of this key.
    ///
    /// # Errors
    /// The first mistake of the value; of a list, the first item that is wrong.
    pub fn read(&self, node: &Node, places: &dyn Places) -> Result<Value, Mistake> {
        let value = self.read_kind(node, places)?;
        if let Some(range) = self.range {
            self.check_range(&value, range, Wrong::OutOfRange)?;
        }
        Ok(value)
    }

    /// Refuses what is outside the range of today's law.
    ///
    /// # Errors
    /// `OutsideTheLaw`, when the key has such a range and the value is outside it.
    pub fn check_lawful(&self, value: &Value) -> Result<(), Mistake> {
        match self.lawful {
            Some(range) => self.check_range(value, range, Wrong::OutsideTheLaw),
            None => Ok(()),
        }
    }

    fn check_range(&self, value: &Value, [low, high]: [&'static str; 2], wrong: Wrong) -> Result<(), Mistake> {
        let bound = |written: &str| self.read_kind(&self.node(written), &NoPlaces).ok();
        let (Some(low_value), Some(high_value)) = (bound(low), bound(high)) else { return Ok(()) };
        let (Some(least), Some(most)) = (low_value.magnitude(), high_value.magnitude()) else { return Ok(()) };
        let Some(found) = value.magnitude() else { return Ok(()) };
        if (least..=most).contains(&found) {
            return Ok(());
        }
        if wrong == Wrong::OutsideTheLaw {
            return Err(Mistake::new(
                wrong,
                format!("is outside today's law, which says between {low} and {high}"),
                format!("write a value between {low} and {high}, or `outside_law = true` ({})", self.source),
            ));
        }
        if low == high {
            return Err(Mistake::new(wrong, format!("can only be {low} for now"), self.remedy()));
        }
        let (wrong, says) = match (found < 0, self.kind) {
            (true, _) => (Wrong::Negative, "is negative".to_owned()),
            (_, Kind::Month) => (wrong, "is outside the dates that can be run".to_owned()),
            _ if found < least => (wrong, format!("is below {low}")),
            _ => (wrong, format!("is above {high}")),
        };
        Err(Mistake::new(wrong, says, self.remedy()))
    }

    /// The node a text of the key table stands for.
    pub(crate) fn node(&self, written: &str) -> Node {
        let list = |text: &str| {
            let inside = text.trim().trim_start_matches('[').trim_end_matches(']');
            let items = inside.split(',').map(str::trim).filter(|item| !item.is_empty());
            items.map(|item| word(item.trim_matches('"'))).collect()
        };
        fn word(text: &str) -> Node {
            let what = if text.bytes().all(|b| b.is_ascii_digit()) {
                What::Whole(text.to_owned())
            } else {
                What::Text(text.to_owned())
            };
            Node { span: None, what }
        }
        let what = match self.kind {
            Kind::Count => What::Whole(written.to_owned()),
            Kind::Number => What::Decimal(written.to_owned()),
            Kind::Bool => What::Bool(written == "true"),
            Kind::Choices(_) | Kind::Places(_) | Kind::Years => What::List(list(written)),
            _ => What::Text(written.to_owned()),
        };
        Node { span: None, what }
    }

    fn read_kind(&self, node: &Node, places: &dyn Places) -> Result<Value, Mistake> {
        let quantity = |error| self.wrong_quantity(error);
        match (self.kind, &node.what) {
            (Kind::Share { of }, What::Text(text)) => quantity::share(text, of).map(Value::Share).map_err(quantity),
            (Kind::Money { per }, What::Text(text)) => quantity::money(text, per).map(Value::Money).map_err(quantity),
            (Kind::PersonsPerMonth, What::Text(text)) => {
                quantity::persons_per_month(text).map(Value::PersonsPerMonth).map_err(quantity)
            }
            (Kind::Duration, What::Text(text)) => quantity::duration(text).map(Value::Duration).map_err(quantity),
            (Kind::Month, What::Text(text)) => match Month::parse(text) {
                Some(month) => Ok(Value::Month(month)),
                None => {
                    Err(Mistake::new(Wrong::Type, "is not a month", "write the year and the month, as \"2026-01\""))
                }
            },
            (Kind::Count, What::Whole(text)) => self.count(text).map(Value::Count),
            (Kind::Number, What::Whole(text) | What::Decimal(text)) => {
                quantity::plain(text).map(Value::Number).map_err(quantity)
            }
            (Kind::Bool, What::Bool(value)) => Ok(Value::Bool(*value)),
            (Kind::Choice(options), What::Text(text)) => self.option(text, options).map(Value::Choice),
            (Kind::Choices(options), What::List(items)) => self.options(items, options),
            (Kind::Text, What::Text(text)) => self.free_text(text),
            (Kind::Places(level), What::List(items)) => self.places(items, level, places),
            (Kind::Places(_), What::Text(text)) => Err(Mistake::new(
                Wrong::Type,
                "is one place, not a list",
                format!("write `{} = [\"{text}\"]`", self.name),
            )),
            (Kind::Years, What::List(items)) => self.years(items),
            (Kind::YearRange, What::Text(text)) => self.year_range(text),
            (Kind::Seeds, What::Text(_) | What::List(_)) => self.seeds(node),
            _ => Err(self.wrong_type(node)),
        }
    }

    pub(super) fn count(&self, text: &str) -> Result<u32, Mistake> {
        if text.starts_with('-') {
            return Err(Mistake::new(Wrong::Negative, "is negative", self.remedy()));
        }
        let digits = text.trim_start_matches('+').replace('_', "");
        digits.parse().map_err(|_| Mistake::new(Wrong::OutOfRange, "is too large to mean anything here", self.remedy()))
    }

    fn option(&self, text: &str, options: &'static [&'static str]) -> Result<&'static str, Mistake> {
        if let Some(option) = options.iter().find(|option| **option == text) {
            return Ok(option);
        }
        let allowed = options.join(", ");
        let help = match nearest(text, options.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"? It can be: {allowed}"),
            None => format!("it can be: {allowed}"),
        };
        Err(Mistake::new(Wrong::UnknownOption, "is none of the possible words", help))
    }

    fn options(&self, items: &[Node], options: &'static [&'static str]) -> Result<Value, Mistake> {
        let mut words = Vec::new();
        for item in items {
            let What::Text(text) = &item.what else { return Err(self.wrong_type(item).at(item)) };
            let word = self.option(text, options).map_err(|mistake| mistake.at(item))?;
            if words.contains(&word) {
                return Err(Mistake::new(Wrong::Repeated, "is written twice", "write it once").at(item));
            }
            words.push(word);
        }
        if words.is_empty() {
            return Err(Mistake::new(Wrong::Empty, "is empty", self.remedy()));
        }
        Ok(Value::Choices(words))
    }

    fn free_text(&self, text: &str) -> Result<Value, Mistake> {
        if text.trim().is_empty() {
            return Err(Mistake::new(Wrong::Empty, "is empty", self.remedy()));
        }
        if text.chars().count() > 1_000 {
            return Err(Mistake::new(Wrong::OutOfRange, "is over 1 000 characters", "shorten it"));
        }
        Ok(Value::Text(text.to_owned()))
    }
}

/// For texts of the key tables that hold no place.
struct NoPlaces;

impl Places for NoPlaces {
    fn resolve(&self, _: &str, _: Level) -> Result<At, PlaceError> {
        Err(PlaceError::Unknown { nearest: Vec::new() })
    }
    fn cells_of(&self, _: &At) -> Vec<crate::units::Cell> {
        Vec::new()
    }
    fn zone_of(&self, _: crate::units::Cell) -> crate::units::Zone {
        crate::units::Zone(0)
    }
}
