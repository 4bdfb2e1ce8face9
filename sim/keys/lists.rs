//! Lists and ranges of a scenario: places, years, seeds.

use super::quantity;
use super::read::{Mistake, Wrong};
use super::{At, Key, Level, Node, PlaceError, Places, Value, What};

impl Key {
    pub(super) fn places(&self, items: &[Node], level: Level, places: &dyn Places) -> Result<Value, Mistake> {
        let mut written = Vec::new();
        let mut all: Option<At> = None;
        let mut mistakes = Vec::new();
        for item in items {
            let What::Text(text) = &item.what else { return Err(self.wrong_type(item).at(item)) };
            written.push(text.clone());
            match places.resolve(text, level) {
                Ok(at) => {
                    all = Some(match all {
                        Some(known) => known.merged(at),
                        None => at,
                    });
                }
                Err(error) => mistakes.push(place_mistake(error, level).at(item)),
            }
        }
        if !mistakes.is_empty() {
            let first = mistakes.remove(0);
            return Err(Mistake { others: mistakes, ..first });
        }
        match all {
            Some(at) if !at.is_empty() => Ok(Value::Places { written, at }),
            _ => Err(Mistake::new(Wrong::Empty, "names no place", self.remedy())),
        }
    }

    pub(super) fn years(&self, items: &[Node]) -> Result<Value, Mistake> {
        let mut years = Vec::new();
        for item in items {
            let What::Whole(text) = &item.what else { return Err(self.wrong_type(item).at(item)) };
            years.push(plausible_year(self.count(text)?).ok_or_else(|| not_a_year().at(item))?);
        }
        years.sort_unstable();
        years.dedup();
        if years.is_empty() {
            return Err(Mistake::new(Wrong::Empty, "is empty", self.remedy()));
        }
        Ok(Value::Years(years))
    }

    pub(super) fn year_range(&self, text: &str) -> Result<Value, Mistake> {
        let (first, last) = quantity::range(text).ok_or_else(|| {
            Mistake::new(Wrong::Type, "is not a range of years", "write both years, as \"2027..2030\"")
        })?;
        match (plausible_year(first), plausible_year(last)) {
            (Some(first), Some(last)) if first <= last => Ok(Value::YearRange(first, last)),
            (Some(_), Some(_)) => {
                Err(Mistake::new(Wrong::Empty, "ends before it begins", "write the earlier year first"))
            }
            _ => Err(not_a_year()),
        }
    }

    pub(super) fn seeds(&self, node: &Node) -> Result<Value, Mistake> {
        const MOST: usize = 10_000;
        let help = "write \"1..20\" (both included) or a list, as [1, 2, 3]; one seed at least, 10 000 at most";
        let mistake = |wrong, says: &str| Mistake::new(wrong, says, help);
        let seeds: Vec<u32> = match &node.what {
            What::Text(text) => {
                let (first, last) =
                    quantity::range(text).ok_or_else(|| mistake(Wrong::Type, "is not a range of seeds"))?;
                if last >= first && (last - first) as usize >= MOST {
                    return Err(mistake(Wrong::OutOfRange, "names too many seeds"));
                }
                (first..=last).collect()
            }
            What::List(items) => {
                let mut seeds = Vec::new();
                for item in items {
                    let What::Whole(text) = &item.what else { return Err(self.wrong_type(item).at(item)) };
                    let seed = self.count(text).map_err(|mistake| mistake.at(item))?;
                    if seeds.contains(&seed) {
                        return Err(mistake(Wrong::Repeated, "is written twice").at(item));
                    }
                    seeds.push(seed);
                    if seeds.len() > MOST {
                        return Err(mistake(Wrong::OutOfRange, "names too many seeds"));
                    }
                }
                seeds
            }
            _ => return Err(self.wrong_type(node)),
        };
        if seeds.is_empty() {
            return Err(mistake(Wrong::Empty, "names no seed"));
        }
        Ok(Value::Seeds(seeds))
    }
}

fn plausible_year(year: u32) -> Option<u16> {
    u16::try_from(year).ok().filter(|year| (2000..2100).contains(year))
}

fn not_a_year() -> Mistake {
    Mistake::new(Wrong::OutOfRange, "is not a year between 2000 and 2099", "write years in full, as 2024")
}

fn place_mistake(error: PlaceError, level: Level) -> Mistake {
    let prefixes = "prefixes: dep:62, reg:32, ze:3216, com:62555; or metropole, france";
    match error {
        PlaceError::Unknown { nearest } if nearest.is_empty() => {
            Mistake::new(Wrong::UnknownPlace, "is no known place", prefixes)
        }
        PlaceError::Unknown { nearest } => Mistake::new(
            Wrong::UnknownPlace,
            "is no known place",
            format!("did you mean {}? ({prefixes})", nearest.join(", ")),
        ),
        PlaceError::Ambiguous { readings } => Mistake::new(
            Wrong::AmbiguousPlace,
            "names several places",
            format!("write the one you mean: {}", readings.join(", ")),
        ),
        PlaceError::TooFine { within } => {
            let (says, wanted) = match level {
                Level::Cells => {
                    ("is smaller than the places a run is made of", "a zone d'emploi, département or région")
                }
                Level::Communes => ("is smaller than a commune", "a commune"),
                Level::Departements => ("is not made of whole départements", "a département"),
                Level::Regions => ("is not made of whole régions", "a région"),
            };
            let within = if within.is_empty() { String::new() } else { format!(", as {}", within.join(", ")) };
            Mistake::new(Wrong::PlaceTooFine, says, format!("write {wanted}{within}"))
        }
    }
}
