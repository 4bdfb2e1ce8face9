//! Several versions of one reform side by side: a sweep's values, variants, each policy alone; and what policies that run
//! together add to each other. All are paired with the same reference on the same draws, so that they compare seed by
//! seed.

use std::path::Path;

use super::areas::Gazetteer;
use super::description::Description;
use super::differences::Differences;
use super::effects::{Effect, Window};
use super::error::ReportError;
use super::number::{MoneyUnit, THIN_SPACE, decimal, plain, signed};
use super::statistics::Estimate;
use super::summary::grid::Grid;
use super::table::Table;
use crate::measures::Replicate;
use crate::world::body::Body;

/// One version: the file itself, or the file with a few values replaced.
#[derive(Clone, Debug)]
pub struct Version {
    /// `competition_share_25`; empty for the file itself.
    pub name: String,
    /// What it changes, in the file's words.
    pub says: String,
    /// One policy of the file without the others.
    pub alone: bool,
    effects: Vec<(Effect, Vec<f64>)>,
}

impl Version {
    /// The effects of a version over `window`, seed by seed.
    pub fn of(
        name: &str,
        says: &str,
        alone: bool,
        description: &Description,
        gazetteer: &Gazetteer,
        replicates: &[Replicate],
        window: &Window,
    ) -> Version {
        let compared = Differences::of(description, gazetteer, replicates);
        let known = |effect: Effect| Some((effect, effect.by_seed(&compared, window)?));
        let effects = Effect::all().into_iter().filter_map(known).collect();
        Version { name: name.to_owned(), says: says.to_owned(), alone, effects }
    }

    fn effect(&self, effect: Effect) -> Option<&[f64]> {
        self.effects.iter().find(|(known, _)| *known == effect).map(|(_, values)| values.as_slice())
    }

    /// The mean over the seeds of an effect, where the run can say.
    pub fn estimate(&self, effect: Effect) -> Option<Estimate> {
        self.effect(effect).map(Estimate::of)
    }

    fn label(&self) -> &str {
        if self.name.is_empty() { "the file as it stands" } else { &self.says }
    }
}

/// All versions of a file, the file itself first.
#[derive(Clone, Debug, Default)]
pub struct Versions(pub Vec<Version>);

/// Effects that are not nothing in every version, in order.
fn told(versions: &Versions) -> Vec<Effect> {
    let says_something = |effect: &Effect| {
        versions.0.iter().any(|version| version.effect(*effect).is_some_and(|values| values.iter().any(|&v| v != 0.0)))
    };
    Effect::all().into_iter().filter(says_something).collect()
}

impl Versions {
    /// Writes `versions.csv`, and `interaction.csv` if policies also ran alone.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&self, folder: &Path) -> Result<(), ReportError> {
        let header = [
            "version",
            "says",
            "effect",
            "unit",
            "seeds",
            "mean",
            "interval_95_low",
            "interval_95_high",
            "less_the_file",
            "less_the_file_95_low",
            "less_the_file_95_high",
        ];
        let mut table = Table::create(folder, "versions.csv", &header)?;
        let Some(file) = self.0.first() else { return table.finish() };
        for version in &self.0 {
            for (effect, values) in &version.effects {
                let own = Estimate::of(values);
                let less = file.effect(*effect).map(|of_file| Estimate::of(&less(values, of_file)));
                let [mean, low, high] = shown(Some(own));
                let [less, less_low, less_high] = shown(less);
                table.row(&[
                    if version.name.is_empty() { "file" } else { &version.name },
                    &version.says,
                    &effect.name(),
                    effect.unit(),
                    &own.seeds.to_string(),
                    &mean,
                    &low,
                    &high,
                    &less,
                    &less_low,
                    &less_high,
                ])?;
            }
        }
        table.finish()?;
        self.write_interaction(folder)
    }

    /// What the policies do together beyond the sum of what each does alone, seed by seed: effect, sum of each alone,
    /// together, interaction.
    pub fn interactions(&self) -> Vec<(Effect, Estimate, Estimate, Estimate)> {
        let Some(together) = self.0.first() else { return Vec::new() };
        let alone: Vec<&Version> = self.0.iter().filter(|version| version.alone).collect();
        if alone.is_empty() {
            return Vec::new();
        }
        // A cost a job means nothing where one policy alone makes no job.
        let adds_up = |effect: &Effect| *effect != Effect::NetCostPerFte;
        told(self)
            .into_iter()
            .filter(adds_up)
            .filter_map(|effect| {
                let both = together.effect(effect)?;
                let mut sum = vec![0.0; both.len()];
                for version in &alone {
                    sum.iter_mut().zip(version.effect(effect)?).for_each(|(sum, value)| *sum += value);
                }
                Some((effect, Estimate::of(&sum), Estimate::of(both), Estimate::of(&less(both, &sum))))
            })
            .collect()
    }

    fn write_interaction(&self, folder: &Path) -> Result<(), ReportError> {
        let interactions = self.interactions();
        if interactions.is_empty() {
            return Ok(());
        }
        let header = [
            "effect",
            "unit",
            "seeds",
            "sum_of_each_alone",
            "together",
            "interaction",
            "interaction_95_low",
            "interaction_95_high",
        ];
        let mut table = Table::create(folder, "interaction.csv", &header)?;
        for (effect, sum, both, rest) in interactions {
            let [mean, low, high] = shown(Some(rest));
            table.row(&[
                &effect.name(),
                effect.unit(),
                &rest.seeds.to_string(),
                &plain(sum.mean, 2),
                &plain(both.mean, 2),
                &mean,
                &low,
                &high,
            ])?;
        }
        table.finish()
    }

    /// The headline effects of every version, a line each.
    pub fn grid(&self) -> Grid {
        const SHOWN: [Effect; 6] = [
            Effect::NetCost,
            Effect::NetCostPerFte,
            Effect::PovertyAvoided,
            Effect::LastingExits,
            Effect::Employed,
            Effect::EbeFte,
        ];
        // Where versions move money between two bodies, the sum of all hides it.
        let moves = self.spread(Effect::NetCost);
        let is_moved = |effect: &Effect| {
            matches!(effect, Effect::NetCostTo(Body::Etat | Body::Departement | Body::Maladie))
                && self.spread(*effect) > moves * 1.1 + 1.0
        };
        let shown = |effect: &Effect| SHOWN.contains(effect) || is_moved(effect);
        let told: Vec<Effect> = told(self).into_iter().filter(shown).collect();
        let unit = self.money_unit();
        let mut rows = vec![vec!["version".to_owned()]];
        rows[0].extend(told.iter().map(|effect| heading(*effect, unit)));
        for version in &self.0 {
            let mut row = vec![version.label().to_owned()];
            row.extend(told.iter().map(|&effect| {
                version.effect(effect).map_or_else(|| "—".to_owned(), |values| cell(effect, values, unit))
            }));
            rows.push(row);
        }
        Grid { rows }
    }

    /// What the policies add to each other, a line an effect; `None` unless each also ran alone.
    pub fn interaction_grid(&self) -> Option<Grid> {
        let unit = self.money_unit();
        let interactions = self.interactions();
        let header = ["", "each alone, summed", "together", "interaction"].map(str::to_owned).to_vec();
        let mut rows = vec![header];
        for (effect, sum, both, rest) in &interactions {
            let mut row = vec![heading(*effect, unit)];
            row.extend([sum, both, rest].map(|estimate| said(*effect, estimate, unit)));
            rows.push(row);
        }
        (!interactions.is_empty()).then_some(Grid { rows })
    }

    /// Between the means of the versions where an effect is largest and smallest.
    fn spread(&self, effect: Effect) -> f64 {
        let means = self.0.iter().filter_map(|version| Some(Estimate::of(version.effect(effect)?).mean));
        let (low, high) = means.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), m| (low.min(m), high.max(m)));
        (high - low).max(0.0)
    }

    fn money_unit(&self) -> MoneyUnit {
        let costs = self.0.iter().filter_map(|version| version.effect(Effect::NetCost));
        let largest = costs.map(|values| Estimate::of(values).mean.abs()).fold(0.0, f64::max);
        MoneyUnit::fitting(largest)
    }

    /// The mean of an effect in each version with half its interval, by label: what a chart shows.
    pub fn estimates(&self, effect: Effect) -> Vec<(String, Estimate)> {
        self.0
            .iter()
            .filter_map(|version| Some((version.label().to_owned(), Estimate::of(version.effect(effect)?))))
            .collect()
    }
}

fn less(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

fn shown(estimate: Option<Estimate>) -> [String; 3] {
    let Some(estimate) = estimate else { return [String::new(), String::new(), String::new()] };
    let bound = |sign: f64| estimate.half_width.map_or(String::new(), |half| plain(estimate.mean + sign * half, 2));
    [plain(estimate.mean, 2), bound(-1.0), bound(1.0)]
}

fn is_money(effect: Effect) -> bool {
    effect.unit() == "€/year"
}

fn heading(effect: Effect, unit: MoneyUnit) -> String {
    let name = effect.name().replace('_', " ");
    if is_money(effect) { format!("{name}, {} a year", unit.symbol()) } else { format!("{name}, {}", effect.unit()) }
}

fn cell(effect: Effect, values: &[f64], unit: MoneyUnit) -> String {
    said(effect, &Estimate::of(values), unit)
}

fn said(effect: Effect, estimate: &Estimate, unit: MoneyUnit) -> String {
    let (by, decimals) = if is_money(effect) { (unit.euros(), 2) } else { (1.0, 0) };
    let mean = signed(estimate.mean / by, decimals);
    match estimate.half_width {
        Some(half) => format!("{mean} ±{THIN_SPACE}{}", decimal(half / by, decimals)),
        None => mean,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use crate::units::Month;

    fn version(name: &str, alone: bool, jobs: i64) -> Version {
        let window = Window::new(Month::new(2020, 1), Month::new(2021, 12));
        let replicates = [sample::replicate(1, jobs), sample::replicate(2, jobs)];
        Version::of(name, name, alone, &sample::description(), &sample::gazetteer(), &replicates, &window)
    }

    #[test]
    fn two_policies_that_do_not_meet_add_nothing_to_each_other() {
        let versions = Versions(vec![version("", false, 5), version("a", true, 3), version("b", true, 2)]);
        let interactions = versions.interactions();
        assert!(!interactions.is_empty());
        for (effect, sum, both, rest) in interactions {
            assert!(rest.mean.abs() < 1e-6 * both.mean.abs().max(1.0), "{effect:?}: {sum:?} {both:?} {rest:?}");
        }
    }

    #[test]
    fn what_policies_do_together_beyond_their_sum_is_told_with_its_sign() {
        let versions = Versions(vec![version("", false, 4), version("a", true, 3), version("b", true, 2)]);
        let cost = versions.interactions().into_iter().find(|(effect, ..)| *effect == Effect::NetCost).expect("a cost");
        // 320,000 euros a job and year of the sample: one job fewer than the sum.
        assert_eq!((cost.1.mean, cost.2.mean, cost.3.mean), (1_600_000.0, 1_280_000.0, -320_000.0));
        let folder = tempfile::tempdir().expect("a scratch folder");
        versions.write(folder.path()).expect("written");
        let text = std::fs::read_to_string(folder.path().join("interaction.csv")).expect("a table");
        assert!(text.contains("net_cost,€/year,2,1600000.00,1280000.00,-320000.00,-320000.00,-320000.00\n"), "{text}");
    }

    #[test]
    fn a_version_is_compared_with_the_file_seed_by_seed() {
        let versions = Versions(vec![version("", false, 3), version("slow", false, 2)]);
        let folder = tempfile::tempdir().expect("a scratch folder");
        versions.write(folder.path()).expect("written");
        let text = std::fs::read_to_string(folder.path().join("versions.csv")).expect("a table");
        assert!(text.contains("slow,slow,net_cost,€/year,2,640000.00,640000.00,640000.00,-320000.00,"), "{text}");
        assert!(!folder.path().join("interaction.csv").exists());
        assert!(versions.interaction_grid().is_none());
    }
}
