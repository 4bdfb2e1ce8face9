//! How the words of the page are written down: one line a sentence, in both languages, so that neither can lack one. What
//! holds of all of them is tested here.
//!
//! Blanks in braces are filled when the page is written. French is typed with plain spaces and straight apostrophes, and
//! set as French is when the words are asked for.

macro_rules! words {
    ($(#[$about:meta])* $group:ident: $($name:ident: $english:literal, $french:literal;)*) => {
        $(#[$about])*
        #[derive(Clone, Debug)]
        pub struct $group { $(pub $name: String),* }

        impl $group {
            pub fn of(language: $crate::report::page::language::Language) -> $group {
                $group { $($name: language.set(language.of($english, $french))),* }
            }

            #[cfg(test)]
            pub const ALL: &'static [(&'static str, &'static str, &'static str)] =
                &[$((stringify!($name), $english, $french)),*];
        }
    };
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::report::page::institution_words::InstitutionWords;
    use crate::report::page::language::Language;
    use crate::report::page::measure_words::MeasureWords;
    use crate::report::page::words::Words;

    fn all() -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> {
        Words::ALL.iter().chain(MeasureWords::ALL).chain(InstitutionWords::ALL)
    }

    /// The blanks of a sentence.
    fn blanks(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect()
    }

    #[test]
    fn both_languages_have_every_word_with_the_same_blanks() {
        for (name, english, french) in all() {
            assert!(!english.trim().is_empty() && !french.trim().is_empty(), "{name} is empty");
            assert_eq!(blanks(english), blanks(french), "{name}");
        }
    }

    #[test]
    fn long_sentences_are_translated() {
        for (name, english, french) in all().filter(|(_, english, _)| english.len() > 25) {
            assert_ne!(english, french, "{name} is in one language only");
        }
    }

    #[test]
    fn french_has_no_plain_space_before_a_high_mark() {
        let french = Language::French;
        let words =
            format!("{:?} {:?} {:?}", Words::of(french), MeasureWords::of(french), InstitutionWords::of(french));
        for wrong in [" ;", " ?", " !", " %", "« ", " »"] {
            assert!(!words.contains(wrong), "{wrong}");
        }
    }
}
