//! What ranks told each other in a month, by phase: for `timing.toml` and for the end of a run. From these volumes follows
//! what more ranks would cost; no result depends on them.

use std::collections::BTreeMap;

use super::compare::{REFERENCE, arms};
use crate::measures::{Replicate, Volume};

/// The exchanges of all ranks over the months of all arms.
#[derive(Clone, Debug, Default)]
pub struct Exchanges {
    phases: BTreeMap<String, Volume>,
    months: usize,
    person_months: u64,
    ranks: usize,
}

/// One phase, or all of them, in a mean month.
struct Line {
    name: String,
    /// Times all ranks meet.
    meetings: f64,
    /// Messages of all ranks to each other, and their bytes.
    messages: f64,
    bytes: f64,
    /// Bytes of the tables each rank brings to sums.
    bytes_summed: f64,
    /// Time a rank spends in it, waiting included.
    milliseconds: f64,
}

impl Exchanges {
    pub fn of(replicates: &[Replicate], ranks: usize) -> Exchanges {
        let mut all = Exchanges { ranks: ranks.max(1), ..Exchanges::default() };
        for replicate in replicates {
            for (arm, record) in arms(replicate).filter(|(_, record)| !record.traffic.is_empty()) {
                // A reform lives the months from the fork on.
                let own = |month| arm == REFERENCE || replicate.forked.is_none_or(|fork| month >= fork);
                all.months += record.months.iter().filter(|(month, _)| own(*month)).count();
                all.person_months += record.person_months;
                for (phase, volume) in &record.traffic {
                    all.phases.entry(phase.clone()).or_default().add(volume);
                }
            }
        }
        all
    }

    pub fn is_empty(&self) -> bool {
        self.phases.is_empty()
    }

    fn lines(&self) -> Vec<Line> {
        let (months, ranks) = (self.months.max(1) as f64, self.ranks as f64);
        let line = |name: &str, volume: &Volume| Line {
            name: name.to_owned(),
            meetings: volume.calls as f64 / ranks / months,
            messages: volume.messages as f64 / months,
            bytes: volume.sent as f64 / months,
            bytes_summed: volume.summed as f64 / ranks / months,
            milliseconds: volume.nanoseconds as f64 / 1e6 / ranks / months,
        };
        let mut whole = Volume::default();
        self.phases.values().for_each(|volume| whole.add(volume));
        let phases = self.phases.iter().map(|(phase, volume)| line(phase, volume));
        phases.chain(std::iter::once(line("all", &whole))).collect()
    }

    /// Lines of `timing.toml`.
    pub fn toml(&self) -> String {
        let each = |sent: u64| sent as f64 / self.person_months.max(1) as f64;
        let sent = self.phases.values().map(|volume| volume.sent).sum();
        let mut text = format!("bytes_per_person_month = {:.3}\n\n[ranks.exchanges_a_month]\n", each(sent));
        for Line { name, meetings, messages, bytes, bytes_summed, milliseconds } in self.lines() {
            text += &format!(
                "{name:?} = {{ meetings = {meetings:.2}, messages = {messages:.1}, bytes = {bytes:.0}, \
                 bytes_summed = {bytes_summed:.0}, ms = {milliseconds:.3} }}\n"
            );
        }
        text
    }

    /// For the screen.
    pub fn table(&self) -> String {
        let mut text = format!(
            "{} ranks exchanged, in a mean month:\n  {:<22}{:>9}{:>10}{:>13}{:>14}{:>10}\n",
            self.ranks, "phase", "meetings", "messages", "bytes", "bytes summed", "ms"
        );
        for Line { name, meetings, messages, bytes, bytes_summed, milliseconds } in self.lines() {
            text += &format!(
                "  {name:<22}{meetings:>9.2}{messages:>10.1}{bytes:>13.0}{bytes_summed:>14.0}{milliseconds:>10.2}\n"
            );
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn volumes_are_given_by_month_over_both_arms_and_all_ranks() {
        let volume = Volume { calls: 8, messages: 40, sent: 4_000, summed: 1_600, nanoseconds: 2_000_000 };
        let mut replicate = sample::replicate(1, 3);
        let months = replicate.reference.months.len();
        replicate.reform = None;
        replicate.reference.traffic = vec![("moves".to_owned(), volume), ("offers".to_owned(), volume)];
        let exchanges = Exchanges::of(&[replicate], 4);
        let text = format!("[ranks]\n{}", exchanges.toml());
        let table: toml::Table = text.parse().expect("TOML");
        let of = |phase: &str, what: &str| {
            table["ranks"]["exchanges_a_month"][phase][what]
                .as_float()
                .or(table["ranks"]["exchanges_a_month"][phase][what].as_integer().map(|n| n as f64))
        };
        let months = months as f64;
        assert!((of("moves", "meetings").expect("a number") - 2.0 / months).abs() < 0.01);
        assert!((of("all", "bytes").expect("a number") - 8_000.0 / months).abs() < 1.0);
        assert!((of("offers", "bytes_summed").expect("a number") - 400.0 / months).abs() < 1.0);
        assert!(exchanges.table().contains("moves") && !exchanges.is_empty());
    }
}
