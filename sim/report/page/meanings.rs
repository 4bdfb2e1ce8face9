//! What assumptions mean in French: the model's own language is English.

use std::collections::BTreeMap;

use super::language::Language;
use crate::report::national_books::csv_reader;

const TEXT: &str = include_str!("meanings_fr.csv");

/// The meanings known, by the English one.
pub struct Meanings {
    language: Language,
    french: BTreeMap<String, String>,
}

impl Meanings {
    pub fn of(language: Language) -> Meanings {
        let rows = csv_reader(TEXT).into_records().flatten();
        let french = rows.filter_map(|row| Some((row.get(0)?.to_owned(), row.get(1)?.to_owned())));
        Meanings { language, french: if language == Language::French { french.collect() } else { BTreeMap::new() } }
    }

    /// The meaning in the language of the page and whether it is still English: a meaning of figures of one's own is.
    pub fn tell(&self, english: &str) -> (String, bool) {
        let english = english.split_whitespace().collect::<Vec<_>>().join(" ");
        match self.french.get(&english) {
            Some(french) => (self.language.set(french), false),
            None => (english, self.language == Language::French),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{Grade, Table};
    use crate::parameters::Parameters;
    use crate::policies::REGISTER;

    fn gather(table: &Table, all: &mut Vec<String>) {
        let assumed = table.keys.iter().filter(|key| key.grade == Grade::Assumption);
        all.extend(assumed.map(|key| key.about.to_owned()));
        table.fixed.iter().for_each(|inside| gather(inside, all));
        if let Some(named) = &table.named {
            gather(named.table, all);
        }
    }

    #[test]
    fn every_assumption_has_its_meaning_in_french() {
        let mut all = Vec::new();
        REGISTER.iter().for_each(|policy| gather(policy.table, &mut all));
        let parameters = Parameters::load().expect("the parameters carried in the program read");
        all.extend(parameters.iter().filter(|known| known.grade == Grade::Assumption).map(|known| known.about.clone()));
        let french = Meanings::of(Language::French);
        let mut lacking: Vec<String> = all.into_iter().filter(|about| french.tell(about).1).collect();
        lacking.dedup();
        assert!(lacking.is_empty(), "write them in sim/report/page/meanings_fr.csv: {lacking:#?}");
    }

    #[test]
    fn english_stays_english_and_what_nobody_translated_is_told_to_be() {
        assert_eq!(Meanings::of(Language::English).tell("Highest  gap."), ("Highest gap.".to_owned(), false));
        assert_eq!(Meanings::of(Language::French).tell("Highest\n gap."), ("Plus grand écart.".to_owned(), false));
        assert_eq!(Meanings::of(Language::French).tell("A figure of mine."), ("A figure of mine.".to_owned(), true));
    }
}
