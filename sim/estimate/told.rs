//! The estimate in sentences. Rounded to what it is worth: a machine is half as fast again as another, so that a second
//! digit would say nothing.

use std::fmt::Write as _;

use super::{Behind, ECHO_OF_ONE_HIRE, Estimate, smallest_effect};
use crate::keys::Language;
use crate::report::number;

/// So many places are listed; of more, only the smallest ones, and the others together.
const LISTED: usize = 20;

impl Estimate {
    /// The estimate, a heading and a few lines.
    pub fn told(&self, language: Language) -> String {
        let mut text = String::new();
        let mut line = |says: String| {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{says}");
        };
        line(language.of("\nWhat it takes", "\nCe qu'il faut").to_owned());
        line(format!("  {}", self.persons_told(language)));
        line(format!("  {}", self.months_told(language)));
        line(format!("  {}", self.cost_told(language)));
        let heading = language.of("Simulated persons behind each", "Personnes simulées derrière chaque");
        for (kind, places) in [("département", &self.departements), ("zone d'emploi", &self.zones)] {
            line(format!("  {heading} {kind}{}", language.of(":", " :")));
            for place in listed(places, language) {
                line(format!("    {place}"));
            }
        }
        line(language.of("\nWhat it can show", "\nCe qu'on peut y voir").to_owned());
        for says in self.effects_told(language) {
            line(format!("  {says}"));
        }
        text
    }

    fn persons_told(&self, language: Language) -> String {
        let persons = whole(self.persons);
        match self.counted_on {
            Some(seed) => language.of(
                format!("{persons} persons simulated, counted in the starting population of seed {seed}."),
                format!("{persons} personnes simulées, comptées dans la population de départ de la graine {seed}."),
            ),
            None => language.of(
                format!(
                    "{persons} persons simulated: inhabitants divided by {}, too many to be counted here.",
                    self.one_in
                ),
                format!(
                    "{persons} personnes simulées : les habitants divisés par {}, trop pour être comptées ici.",
                    self.one_in
                ),
            ),
        }
    }

    fn months_told(&self, language: Language) -> String {
        let millions = number::whole((self.person_months / 1e6).round() as i64);
        let (most, au_plus) = if self.seeds_at_most { (" at most", " au plus") } else { ("", "") };
        let arms = match self.reforms {
            0 => language.of("the reference alone".to_owned(), "la référence seule".to_owned()),
            1 => language.of("reference and reform".to_owned(), "référence et réforme".to_owned()),
            n => language.of(format!("reference and reform, {n} times"), format!("référence et réforme, {n} fois")),
        };
        let seeds = self.seeds;
        language.of(
            format!("{millions} million person-months: {arms}; seeds: {seeds}{most}."),
            format!("{millions} millions de mois-personnes : {arms} ; graines : {seeds}{au_plus}."),
        )
    }

    fn cost_told(&self, language: Language) -> String {
        let (time, memory, cores) = (time(self.seconds, language), memory(self.bytes, language), self.cores);
        let unmeasured = match cores {
            1 | 2 => "",
            _ => language.of(" (measured on two only)", " (mesuré sur deux seulement)"),
        };
        let s = plural(cores);
        language.of(
            format!("About {time} on {cores} core{s} with nothing else to do{unmeasured}; about {memory} of memory at the peak."),
            format!(
                "Environ {time} sur {cores} cœur{s} sans autre tâche{unmeasured} ; environ {memory} de mémoire au plus fort."
            ),
        )
    }

    fn effects_told(&self, language: Language) -> Vec<String> {
        let smallest = self.zones.iter().min_by_key(|zone| zone.simulated);
        let largest = self.zones.iter().max_by_key(|zone| zone.simulated);
        let (Some(smallest), Some(largest)) = (smallest, largest) else { return Vec::new() };
        let echo = decimal(ECHO_OF_ONE_HIRE * 100.0, 2, language);
        let mut says = vec![language.of(
            format!(
                "One hire more, undone a month later, leaves up to {echo} % of a zone's people in another status five years on, \
                 in either direction (measured in a zone of 160,000). An effect that moves fewer persons than this, net, \
                 is not told from that echo on one seed:"
            ),
            format!(
                "Une embauche de plus, défaite un mois après, laisse jusqu'à {echo} % des habitants d'une zone dans une autre \
                 situation cinq ans plus tard, dans un sens ou dans l'autre (mesuré dans une zone de 160 000). Un effet qui \
                 déplace moins de personnes que ceci, au net, ne se distingue pas de cet écho sur une seule graine :"
            ),
        )];
        let mut of =
            |zone: &Behind| {
                let persons = about(smallest_effect(zone.simulated, self.one_in), language);
                let place = &zone.place;
                says.push(language.of(
                    format!("  {place}: about {persons} persons"),
                    format!("  {place} : environ {persons} personnes"),
                ));
            };
        of(smallest);
        if largest.place != smallest.place {
            of(largest);
        }
        says.push(match self.seeds {
            1 => language.of(
                "With n seeds, divide by the square root of n: 4 seeds show half of it.".to_owned(),
                "Avec n graines, divisez par la racine de n : 4 graines montrent deux fois plus petit.".to_owned(),
            ),
            n => {
                let (n, divided) = (n as f64, self.seeds);
                let persons = about(smallest_effect(smallest.simulated, self.one_in) / n.sqrt(), language);
                let place = &smallest.place;
                language.of(
                    format!("Seeds are independent; over the {divided} of this run, {place}: about {persons} persons."),
                    format!(
                        "Les graines sont indépendantes ; sur les {divided} de ce calcul, {place} : environ {persons} \
                         personnes."
                    ),
                )
            }
        });
        says
    }
}

/// The places, smallest first, the largest of many together.
fn listed(places: &[Behind], language: Language) -> Vec<String> {
    let mut places: Vec<&Behind> = places.iter().collect();
    places.sort_by_key(|place| place.simulated);
    let shown = if places.len() <= LISTED + 1 { places.len() } else { LISTED };
    let of = |place: &&Behind| {
        let (name, simulated, inhabitants) = (&place.place, whole(place.simulated), whole(place.inhabitants));
        language.of(
            format!("{name}: {simulated} for {inhabitants} inhabitants"),
            format!("{name} : {simulated} pour {inhabitants} habitants"),
        )
    };
    let mut lines: Vec<String> = places[..shown].iter().map(of).collect();
    if let (Some(least), Some(most)) = (places[shown..].first(), places[shown..].last()) {
        let (others, least, most) = (places.len() - shown, whole(least.simulated), whole(most.simulated));
        lines.push(language.of(
            format!("{others} others: {least} to {most} each"),
            format!("{others} autres : de {least} à {most} chacun"),
        ));
    }
    lines
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// A whole number with its thousands apart.
pub(super) fn whole(count: u64) -> String {
    number::whole(i64::try_from(count).unwrap_or(i64::MAX))
}

/// One significant digit, or 1.5 of them where 1 and 2 are far apart.
fn rounded(value: f64) -> f64 {
    if value <= 0.0 {
        return 0.0;
    }
    let mut scale = 1.0;
    while value / scale >= 10.0 {
        scale *= 10.0;
    }
    while value / scale < 1.0 {
        scale /= 10.0;
    }
    let leading = value / scale;
    let leading = if leading < 1.75 { (leading * 2.0).round() / 2.0 } else { leading.round() };
    leading * scale
}

/// A number so rounded.
fn about(value: f64, language: Language) -> String {
    let value = rounded(value);
    let whole = value >= 10.0 || value == value.round();
    if whole { number::whole(value.round() as i64) } else { decimal(value, 1, language) }
}

/// A number with decimals, after a comma in French.
fn decimal(value: f64, decimals: usize, language: Language) -> String {
    let text = number::decimal(value, decimals);
    language.of(text.clone(), text.replace('.', ","))
}

/// `40 s`, `3 min`, `1.5 h`.
fn time(seconds: f64, language: Language) -> String {
    let about = |value| about(value, language);
    match rounded(seconds) {
        seconds if seconds < 1.0 => "1 s".to_owned(),
        seconds if seconds < 90.0 => format!("{} s", about(seconds)),
        _ if seconds < 5_400.0 => format!("{} min", about(seconds / 60.0)),
        _ => format!("{} h", about(seconds / 3_600.0)),
    }
}

/// `500 MB`, `9 GB`.
fn memory(bytes: f64, language: Language) -> String {
    let about = |value| about(value, language);
    if rounded(bytes) < 1e9 {
        format!("{} {}", about(bytes / 1e6), language.of("MB", "Mo"))
    } else {
        format!("{} {}", about(bytes / 1e9), language.of("GB", "Go"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_memories_are_rounded_to_what_they_are_worth() {
        let times = [
            (0.2, "1 s"),
            (43.4, "40 s"),
            (88.0, "1.5 min"),
            (151.0, "3 min"),
            (3_500.0, "60 min"),
            (40_000.0, "10 h"),
        ];
        for (seconds, said) in times {
            assert_eq!(time(seconds, Language::English), said, "{seconds} s");
        }
        let memories = [(36e6, "40 MB"), (509e6, "500 MB"), (960e6, "1 GB"), (1.6e9, "1.5 GB"), (17.4e9, "15 GB")];
        for (bytes, said) in memories {
            assert_eq!(memory(bytes, Language::English), said, "{bytes} bytes");
        }
        assert_eq!(
            [0.33, 1.2, 31.0, 310.0, 1_949.0].map(|n| about(n, Language::English)),
            ["0.3", "1", "30", "300", "2\u{202f}000"]
        );
    }

    #[test]
    fn french_has_commas_and_octets() {
        assert_eq!([time(88.0, Language::French), memory(1.6e9, Language::French)], ["1,5 min", "1,5 Go"]);
    }

    #[test]
    fn many_places_are_told_by_the_smallest_and_the_range_of_the_others() {
        let place = |n: u64| Behind { place: format!("ze:{n}"), inhabitants: 10 * n, simulated: n };
        let lines = listed(&(1..=40).rev().map(place).collect::<Vec<_>>(), Language::English);
        assert_eq!(lines.len(), LISTED + 1);
        assert_eq!(lines[0], "ze:1: 1 for 10 inhabitants");
        assert_eq!(lines[LISTED], "20 others: 21 to 40 each");
    }
}
