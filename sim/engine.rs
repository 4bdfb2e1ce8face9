//! What the months of a run read and never change: laws, chances, paths, lines, budgets. Built once a replicate.

use std::sync::Arc;
use std::time::Instant;

use crate::behaviour::care::{CareCosts, PricesOfMonth};
use crate::behaviour::demography::{Destinations, LifeCourse, Probabilities, Rates};
use crate::behaviour::dependency::{DependencyChances, DependencyCosts};
use crate::behaviour::household_month;
use crate::behaviour::income::IncomeParameters;
use crate::behaviour::income::known_payments::PaymentsOfArm;
use crate::behaviour::income::payroll::Workplace;
use crate::behaviour::labour::Labour;
use crate::behaviour::labour::demand::Demand;
use crate::behaviour::new_year::Growth;
use crate::behaviour::public_accounts::PublicFinance;
use crate::behaviour::working_life;
use crate::chance::{Chance, Threshold};
use crate::law::{Code, Law, Trend};
use crate::measures::Indicator;
use crate::poverty_line::PovertyLines;
use crate::territory::{MonthlyPath, ZoneRow};
use crate::units::{Cell, Month, Rate};
use crate::world::public::{Figures, LevyRates};
use crate::world::{Exemption, FirmKind, RuleBook, Rules, Sector, World};

/// Everything a run reads and never changes.
pub struct Engine {
    pub chance: Chance,
    pub labour: Labour,
    pub income: IncomeParameters,
    pub finance: PublicFinance,
    /// Care costs by year from 2019.
    pub care: Vec<CareCosts>,
    pub dependency_chances: DependencyChances,
    pub dependency_costs: DependencyCosts,
    pub probabilities: Probabilities,
    pub destinations: Arc<Destinations>,
    pub life: Arc<LifeCourse>,
    pub path: MonthlyPath,
    /// Stored demand by sector and month from January 2019, in millionths: what brings reference employment to the
    /// published path.
    pub demand_path: Vec<[u32; 3]>,
    pub poverty_lines: PovertyLines,
    /// Growth after the last observed value of the law.
    pub trend: Trend,
    /// Yearly growth of wages with experience.
    pub career_growth: Rate,
    /// By cell of the territory: its place among the cells of the run.
    pub position: Vec<Option<u16>>,
    pub zones: Vec<ZoneRow>,
    /// The first month of the run.
    pub from: Month,
    /// No one is born, ends studies, retires or dies: the unreported months before the start.
    pub frozen_ages: bool,
    /// The spin-up: only labour runs.
    pub labour_only: bool,
}

/// Months the law's tables are followed; afterwards values grow with the trend.
const LAST_TABLE_MONTH: Month = Month::new(2025, 12);

impl Engine {
    /// The law of a month, under a code.
    pub fn law(&self, code: &Code, month: Month) -> Law {
        if month <= LAST_TABLE_MONTH { code.at(month) } else { code.at_indexed(month, &self.trend) }
    }

    /// Enacted rules in every cell; `law_of_cell` says which of the arm's laws applies.
    pub fn rules(&self, law_of_cell: &[u8]) -> RuleBook {
        let IncomeParameters { rsa_award_delay, orientation, .. } = self.income;
        let enacted = Rules { rsa_award_delay, orientation, ..Rules::default() };
        RuleBook(law_of_cell.iter().map(|&law| Rules { law, ..enacted }).collect())
    }

    fn since_start(&self, month: Month) -> usize {
        usize::from(month.since(Month::new(2019, 1)))
    }

    /// Demand of the month: stored path, local income, displacement, and what rules add to or take from private jobs.
    pub fn demand(&self, world: &World, rules: &RuleBook, month: Month) -> Demand {
        let cells = world.blocks_of_cell.len();
        let at = self.since_start(month).min(self.demand_path.len().saturating_sub(1));
        let path = self.demand_path.get(at).copied().unwrap_or([1_000_000; 3]);
        let trend = i64::from(self.path.wages[self.path.at(month)].0) * 1_000_000
            / i64::from(self.path.wages[self.path.at(self.from)].0.max(1));
        let response = self.labour.parameters.residential_response;
        let local = (0..cells).map(|cell| world.local_income.demand(Cell(cell as u16), trend, response)).collect();
        let private = rules.0.iter().map(|rules| rules.labour_demand.0.max(0) as u32).collect();
        Demand { path, local, private, displaced: world.displaced.clone(), ..Demand::level(cells) }
    }

    /// Demographic chances of a year.
    pub fn demography(&self, year: u16) -> Rates {
        Rates::new(&self.probabilities, &self.destinations, &self.life, year)
    }

    pub fn working_view<'a>(&'a self, laws: &'a [Law], world: &'a World, month: Month) -> working_life::View<'a> {
        working_life::View {
            laws,
            labour: &self.labour,
            firms: &world.firms,
            chance: self.chance,
            month,
            life: &self.life,
            frozen_ages: self.frozen_ages,
            labour_only: self.labour_only,
        }
    }

    /// What stage three sees; `persons` is how many live in the run.
    pub fn money_view<'a>(
        &'a self,
        laws: &'a [Law],
        firms: &'a crate::world::Firms,
        persons: usize,
        rules: &RuleBook,
        payments: &'a mut PaymentsOfArm,
        month: Month,
    ) -> household_month::View<'a> {
        let (exemptions, exemption_of_cell) = exemptions(rules);
        let at = self.path.at(month);
        let (employees, fte) = if self.frozen_ages {
            (0, 0)
        } else {
            (self.path.partial_activity_employees[at], self.path.partial_activity_fte[at])
        };
        // Private employees of France at the start of the path (INSEE 2019: 19.8 million), for the chance of each.
        let chance = if employees > 60_000 { f64::from(employees) / 19.8e6 } else { 0.0 };
        let lost = if employees > 0 { (f64::from(fte) / f64::from(employees)).min(1.0) } else { 0.0 };
        household_month::View {
            laws,
            labour: &self.labour,
            firms,
            chance: self.chance,
            month,
            parameters: &self.income,
            payments: payments.of_month(laws, &exemptions, persons),
            workplaces: Workplace::of_all(firms, &exemption_of_cell),
            exemptions,
            care: PricesOfMonth::new(self.care_of_year(month.year())),
            dependency: &self.dependency_costs,
            prices: self.path.prices[at],
            pension_growth: self.growth(&self.path.pensions_general, month),
            partial_activity: Threshold::from_probability(chance),
            hours_lost: Rate::from_fraction(lost),
            poverty_line: month.is_december().then(|| self.poverty_lines.of_year(month.year())),
        }
    }

    fn care_of_year(&self, year: u16) -> &CareCosts {
        &self.care[usize::from(year.saturating_sub(2019)).min(self.care.len() - 1)]
    }

    /// Growth of an index from the month before; one at or before the start.
    pub fn growth(&self, index: &[Rate], month: Month) -> Rate {
        if month <= Month::new(2019, 1) {
            return Rate::ONE;
        }
        let now = i64::from(index[self.path.at(month)].0);
        let before = i64::from(index[self.path.at(Month(month.0 - 1))].0).max(1);
        Rate((now * 1_000_000 / before) as i32)
    }

    /// Growth of an index over the twelve months to `month`; one at the start.
    pub fn yearly_growth(&self, index: &[Rate], month: Month) -> Rate {
        if month <= Month::new(2019, 1) {
            return Rate::ONE;
        }
        let now = i64::from(index[self.path.at(month)].0);
        let before = i64::from(index[self.path.at(Month(month.0 - 12))].0).max(1);
        Rate((now * 1_000_000 / before) as i32)
    }

    /// What the turn of the year brings.
    pub fn new_year(&self, month: Month) -> Growth {
        Growth {
            wages: self.yearly_growth(&self.path.wages, month),
            prices: self.yearly_growth(&self.path.prices, month),
            rents: self.yearly_growth(&self.path.rents, month),
            career: self.career_growth,
            born_after: Month(month.0 - 50 * 12),
        }
    }

    /// How many cells the run has.
    pub fn cells_of_run(&self) -> usize {
        self.position.iter().flatten().count()
    }

    /// National figures of the month, for budgets and policies.
    pub fn figures(&self, law: &Law, month: Month) -> Figures {
        let (csg, own) = (&law.csg, &law.self_employed);
        let levies = LevyRates {
            csg_wages: Rate(csg.activity_deductible.0 + csg.activity_taxable.0),
            crds: csg.crds,
            self_employed_maladie: Rate(own.health.0 + own.csg_deductible.0 + own.csg_crds_not_deductible.0),
            csg_insurance: [csg.unemployment_deductible, csg.unemployment_taxable],
        };
        Figures {
            hourly_smic: law.smic.hourly,
            prices: self.path.prices[self.path.at(month)],
            levies,
            ebe_state_share: law.development_contribution.state_share,
        }
    }

    /// Adds a unit's counts to those of its cell.
    pub fn count(&self, seen: &mut [[i64; Indicator::COUNT]], cell: Cell, counts: &[i64]) {
        if let Some(position) = self.position[cell.index()] {
            for (mine, theirs) in seen[usize::from(position)].iter_mut().zip(counts) {
                *mine += theirs;
            }
        }
    }

    /// Free places, and jobs of local private firms, by cell of the workplace.
    pub fn count_jobs(&self, world: &World, seen: &mut [[i64; Indicator::COUNT]]) {
        let firms = &world.firms;
        for firm in 0..firms.len() {
            let local = firms.sector[firm] == Sector::Residential && firms.kind[firm] == FirmKind::Ordinary;
            if let Some(position) = self.position[usize::from(firms.cell[firm])].filter(|_| local) {
                seen[usize::from(position)][Indicator::LocalJobs as usize] += i64::from(firms.jobs[firm]);
            }
            let free = i64::from(firms.target[firm]) - i64::from(firms.jobs[firm]);
            if let Some(position) = self.position[usize::from(firms.cell[firm])].filter(|_| free > 0) {
                seen[usize::from(position)][Indicator::Vacancies as usize] += free;
            }
        }
    }
}

/// The distinct exemptions in force, and by cell which is its own, plus one; nothing at all when no cell has any.
fn exemptions(rules: &RuleBook) -> (Vec<Exemption>, Vec<u8>) {
    let mut all: Vec<Exemption> = rules.0.iter().filter_map(|rules| rules.exemption).collect();
    if all.is_empty() {
        return Default::default();
    }
    all.sort_unstable();
    all.dedup();
    // A scenario's measures are far fewer than 255; a cell beyond would be without exemption.
    let place = |own: Exemption| all.binary_search(&own).ok().and_then(|at| u8::try_from(at + 1).ok()).unwrap_or(0);
    let of_cell = rules.0.iter().map(|rules| rules.exemption.map_or(0, place)).collect();
    (all, of_cell)
}

/// Time spent, by phase. It goes to `timing.toml` alone: nothing of a result depends on it.
pub struct Spent {
    last: Instant,
    pub phases: Vec<(&'static str, u64)>,
}

impl Default for Spent {
    fn default() -> Self {
        Spent { last: Instant::now(), phases: Vec::new() }
    }
}

impl Spent {
    /// Adds the time since the last call to `phase`.
    pub fn lap(&mut self, phase: &'static str) {
        let now = Instant::now();
        let spent = now.duration_since(self.last).as_nanos() as u64;
        self.last = now;
        match self.phases.iter_mut().find(|(name, _)| *name == phase) {
            Some((_, sum)) => *sum += spent,
            None => self.phases.push((phase, spent)),
        }
    }
    /// Time until now belongs to nothing.
    pub fn restart(&mut self) {
        self.last = Instant::now();
    }
}
