//! What is run: one stage when numbers are few; else families first, then the numbers of those that weigh most.

use super::factors::Factor;
use super::morris::{Design, Point, screened};
use super::outcomes::Measured;
use crate::scenario::Dial;

/// Numbers looked at one by one without looking at families first.
pub const FEW: usize = 30;
/// Numbers looked at one by one after families; the largest family has fewer.
pub const MOST_ALONE: usize = 40;
/// A family that weighs less than this part of the heaviest is left aside.
const HEAVY_ENOUGH: f64 = 0.05;

/// Points and what came out of them.
#[derive(Clone, Debug, Default)]
pub struct Stage {
    /// 1 or 2.
    pub number: u32,
    /// What is moved together, by place among the factors, and what it is called.
    pub units: Vec<Vec<usize>>,
    pub names: Vec<String>,
    pub design: Design,
    /// By point, then seed; what is not run yet is `None`.
    pub measured: Vec<Vec<Option<Measured>>>,
}

/// All that is to be run.
#[derive(Clone, Debug)]
pub struct Plan {
    pub factors: Vec<Factor>,
    pub trajectories: usize,
    pub seeds: usize,
}

impl Stage {
    fn new(number: u32, units: Vec<(String, Vec<usize>)>, factors: usize, plan: (usize, usize)) -> Stage {
        let (trajectories, seeds) = plan;
        let (names, units): (Vec<String>, Vec<Vec<usize>>) = units.into_iter().unzip();
        let design = Design::new(factors, &units, trajectories, number);
        let measured = vec![vec![None; seeds]; design.points.len()];
        Stage { number, units, names, design, measured }
    }

    /// One result by point and seed; a point is known when all its seeds are.
    pub fn results(&self, result: usize) -> Vec<Option<Vec<f64>>> {
        let of_seed =
            |measured: &Option<Measured>| measured.as_ref().and_then(|measured| measured.get(result).copied()?);
        self.measured.iter().map(|seeds| seeds.iter().map(of_seed).collect()).collect()
    }

    /// Runs that have come out.
    pub fn done(&self) -> usize {
        self.measured.iter().flatten().flatten().count()
    }

    /// Runs in all.
    pub fn runs(&self) -> usize {
        self.measured.iter().map(Vec::len).sum()
    }

    /// The numbers moved by a point, with where each stands.
    pub fn moves<'a>(&self, point: usize, factors: &'a [Factor]) -> Vec<(&'a Dial, i64)> {
        moves(&self.design.points[point], factors)
    }

    /// `trajectory 2, point 5 (matching.intensity moved to 0.4)`: a point in words.
    pub fn told(&self, point: usize, factors: &[Factor]) -> String {
        let step = self.design.steps.iter().find(|step| step.after == point);
        let Some(step) = step else {
            let begins = self.design.steps.iter().find(|step| step.before == point);
            return format!(
                "stage {}, the first point of trajectory {}",
                self.number,
                begins.map_or(0, |s| s.trajectory) + 1
            );
        };
        let to = match self.units[step.unit][..] {
            [only] => {
                let level = self.design.points[point][only].unwrap_or(0);
                format!(" to {}", factors[only].written(factors[only].position(level)))
            }
            _ => String::new(),
        };
        let name = &self.names[step.unit];
        format!("stage {}, trajectory {}, point {point} ({name} moved{to})", self.number, step.trajectory + 1)
    }
}

fn moves<'a>(point: &Point, factors: &'a [Factor]) -> Vec<(&'a Dial, i64)> {
    let at = |(factor, level): (&'a Factor, &Option<u8>)| Some((&factor.dial, factor.position((*level)?)));
    factors.iter().zip(point).filter_map(at).collect()
}

impl Plan {
    /// Families in the order of their first number.
    fn families(&self) -> Vec<(String, Vec<usize>)> {
        let mut families: Vec<(String, Vec<usize>)> = Vec::new();
        for (place, factor) in self.factors.iter().enumerate() {
            match families.iter_mut().find(|(name, _)| *name == factor.group) {
                Some((_, members)) => members.push(place),
                None => families.push((factor.group.clone(), vec![place])),
            }
        }
        for (name, members) in &mut families {
            if let [only] = members[..] {
                name.clone_from(&self.factors[only].name);
            }
        }
        families
    }

    fn alone(&self, members: impl Iterator<Item = usize>) -> Vec<(String, Vec<usize>)> {
        members.map(|place| (self.factors[place].name.clone(), vec![place])).collect()
    }

    /// Whether families are looked at first.
    pub fn has_two_stages(&self) -> bool {
        self.factors.len() > FEW
    }

    /// The stage that is run first.
    pub fn first(&self) -> Stage {
        let units = if self.has_two_stages() { self.families() } else { self.alone(0..self.factors.len()) };
        Stage::new(1, units, self.factors.len(), (self.trajectories, self.seeds))
    }

    /// The families worth a look number by number after the first stage, by place, heaviest first: while they fit.
    pub fn heaviest(&self, first: &Stage, result: usize) -> Vec<usize> {
        let found = screened(&first.design, &first.units, &first.results(result));
        let mut order: Vec<usize> = (0..found.len()).collect();
        order.sort_by(|&a, &b| found[b].mu_star.total_cmp(&found[a].mu_star).then(a.cmp(&b)));
        let most = order.first().map_or(0.0, |&heaviest| found[heaviest].mu_star);
        let mut room = MOST_ALONE;
        let mut kept = Vec::new();
        for unit in order {
            if found[unit].mu_star <= 0.0 || found[unit].mu_star < HEAVY_ENOUGH * most || first.units[unit].len() > room
            {
                break;
            }
            room -= first.units[unit].len();
            kept.push(unit);
        }
        kept
    }

    /// The second stage: the numbers of these families, the others where the scenario has them.
    pub fn second(&self, first: &Stage, families: &[usize]) -> Stage {
        let mut members: Vec<usize> = families.iter().flat_map(|&unit| first.units[unit].clone()).collect();
        members.sort_unstable();
        Stage::new(2, self.alone(members.into_iter()), self.factors.len(), (self.trajectories, self.seeds))
    }

    /// The largest number of runs, reference and reform together.
    pub fn most_runs(&self) -> usize {
        let a_trajectory = match self.has_two_stages() {
            true => self.families().len() + 1 + MOST_ALONE.min(self.factors.len()) + 1,
            false => self.factors.len() + 1,
        };
        a_trajectory * self.trajectories * self.seeds
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters::Parameters;
    use crate::scenario::{Options, ScenarioFile, template};
    use crate::sensitivity::factors;
    use crate::territory::Territory;

    fn plan(keep: impl Fn(&Factor) -> bool) -> Plan {
        let territory = Territory::load(None).unwrap();
        let file = ScenarioFile::of("t.toml", &template("tzcld").unwrap()).unwrap();
        let scenario = file.check(&territory, &Parameters::load().unwrap(), &Options::default()).unwrap();
        let factors = factors::all(&scenario, &territory).into_iter().filter(keep).collect();
        Plan { factors, trajectories: 2, seeds: 2 }
    }

    /// Fills a stage with a result of the levels of its points, alike on both seeds.
    fn fill(stage: &mut Stage, of: impl Fn(&Point) -> f64) {
        for (point, measured) in stage.design.points.iter().zip(&mut stage.measured) {
            measured.fill(Some(vec![Some(of(point))]));
        }
    }

    #[test]
    fn all_numbers_are_looked_at_by_family_then_those_of_the_heaviest_alone_within_the_runs_told() {
        let plan = plan(|_| true);
        assert!(plan.has_two_stages());
        let at = |name: &str| plan.factors.iter().position(|factor| factor.name == name).unwrap();
        let (heavy, light) = (at("search.halo"), at("tzcld.seed_money"));
        let mut first = plan.first();
        assert!(first.units.iter().all(|unit| unit.len() <= MOST_ALONE), "the largest family fits");
        assert_eq!(first.units.iter().map(Vec::len).sum::<usize>(), plan.factors.len(), "each number is in one family");
        let level = |point: &Point, number: usize| f64::from(point[number].unwrap_or(0));
        fill(&mut first, |point| 10.0 * level(point, heavy) + level(point, light));
        let families = plan.heaviest(&first, 0);
        let names: Vec<&str> = families.iter().map(|&unit| first.names[unit].as_str()).collect();
        assert_eq!(names, ["search", "tzcld.seed_money"]);
        let second = plan.second(&first, &families);
        assert!(second.units.iter().all(|unit| unit.len() == 1) && second.names.contains(&"search.halo".to_owned()));
        assert!(first.runs() + second.runs() <= plan.most_runs());
        assert_eq!((first.done(), second.done()), (first.runs(), 0));
        assert!(second.design.points.iter().all(|point| point[at("matching.intensity")].is_none()));
    }

    #[test]
    fn a_point_is_told_by_its_trajectory_and_what_was_moved_where() {
        let plan = plan(|factor| factor.name == "matching.intensity" || factor.name == "tzcld.sales");
        let stage = plan.first();
        assert_eq!((stage.runs(), plan.most_runs()), (12, 12));
        assert!(stage.told(3, &plan.factors).ends_with("the first point of trajectory 2"));
        let step = stage.design.steps.iter().find(|step| stage.names[step.unit] == "matching.intensity").unwrap();
        let told = stage.told(step.after, &plan.factors);
        assert!(told.contains("trajectory 1") && told.contains("(matching.intensity moved to 0."), "{told}");
        assert_eq!(stage.moves(0, &plan.factors).len(), 2);
    }
}
