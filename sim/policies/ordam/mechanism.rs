//! ORDAM at work: each January a target by région; through the year, what overruns triggers; prevention and access
//! money with their delays.
//!
//! In January nothing is regulated and the month's care, times twelve, is what the year would cost: the sum over régions
//! of the run is the ONDAM there, so that targets share out exactly what would have been spent. The past is the January
//! before, so that the historical key is last year's spending grown as the ONDAM. A région named whose target is above
//! the past spends the difference on access to care; what its care costs beyond the past, or beyond a lower target, meets
//! the overrun rule. Régions not named are under no rule: they give, by cheaper or less city care, what the key moves to
//! those named, or have for access what it takes from them; what they overrun beside is the ONDAM's, as in the reference.
//! Rules hold city care back only: the ARS keep the hospitals. What care then costs, who goes without and who pays are
//! outcomes.

use super::region::{RegionState, Regulation, Year};
use super::targets::{Sharing, past, targets};
use super::{OthersPayBy, OverrunRule, PaidBy, Settings};
use crate::policies::doctors::{self, DoctorsTime};
use crate::policies::hooks::{Policy, Setting, in_bytes, recall_each};
use crate::units::{Cents, Month, Rate, Region};
use crate::world::splitting::{self, spread};
use crate::world::{Post, RuleBook, World};

/// The policy built from what a scenario says.
///
/// # Errors
/// No région named is in the run.
pub fn build(settings: Settings, setting: &Setting, world: &World) -> Result<Box<dyn Policy>, String> {
    let p = setting.parameters;
    let regions = (0..setting.territory.regions.len() as u16).map(Region).filter_map(|region| {
        let chosen = settings.regions.contains(&region);
        RegionState::of(region, chosen, setting.territory, setting.cells, world)
    });
    let regions: Vec<RegionState> = regions.collect();
    if !regions.iter().any(|region| region.chosen) {
        return Err("ordam: none of its régions is in the run; add one to run.where".to_owned());
    }
    Ok(Box::new(Ordam {
        regions,
        effects: Effects {
            prevention: p.rate("care.prevention_effect"),
            prevention_at_most: p.rate("care.prevention_at_most"),
            prevention_lag: p.months("care.prevention_lag"),
            doctors_time: DoctorsTime::of(p),
            volume_recoups: p.rate("care.volume_recouped"),
            to_hospital: p.rate("care.rationed_city_to_hospital"),
            cut_at_most: p.rate("ordam.cut_at_most"),
            alert_month: p.count("ordam.alert_month") as u16,
            interest: p.rate("ordam.debt_interest"),
        },
        doctors: doctors::doctors(setting.territory, &setting.territory.all_cells().collect::<Vec<_>>()),
        named: setting
            .territory
            .departements
            .iter()
            .filter(|d| settings.regions.contains(&d.region))
            .map(|d| i64::from(d.population_2019))
            .sum::<i64>()
            .max(1),
        settings,
    }))
}

#[derive(Clone, Copy, Debug)]
struct Effects {
    /// Fall of incidence for one euro a head and year.
    prevention: Rate,
    prevention_at_most: Rate,
    prevention_lag: u16,
    doctors_time: DoctorsTime,
    volume_recoups: Rate,
    to_hospital: Rate,
    cut_at_most: Rate,
    alert_month: u16,
    /// A year, of what was borrowed.
    interest: Rate,
}

struct Ordam {
    settings: Settings,
    effects: Effects,
    regions: Vec<RegionState>,
    /// Published inhabitants of all the régions named, in the run or not.
    named: i64,
    /// General practitioners of the country.
    doctors: i64,
}

impl Ordam {
    fn in_force(&self, month: Month) -> bool {
        self.settings.from <= month && self.settings.through.is_none_or(|last| month <= last)
    }

    /// The first and last month of this calendar year that the target covers.
    fn year_of_target(&self, month: Month) -> (u16, u16) {
        let of_year =
            |date: Month, otherwise| if date.year() == month.year() { date.month_of_year() } else { otherwise };
        (of_year(self.settings.from, 1), self.settings.through.map_or(12, |last| of_year(last, 12)))
    }

    /// Months of this calendar year that the target covers.
    fn covered(&self, month: Month) -> u16 {
        let (first, last) = self.year_of_target(month);
        last + 1 - first
    }

    /// Months left to the target of the year after this one.
    fn left(&self, month: Month) -> u16 {
        self.year_of_target(month).1 - month.month_of_year()
    }

    /// A yearly sum for all the régions named, brought to the cells of one that are in the run, by inhabitants.
    fn part(&self, yearly: Cents, region: &RegionState) -> Cents {
        if !region.chosen {
            return Cents::ZERO;
        }
        yearly.share(region.simulated, self.named)
    }

    /// Sets the targets of the year (or of what is left of it) from this month's care.
    fn set_targets(&mut self, world: &World, setting: &Setting, month: Month) {
        let covered = i64::from(self.covered(month));
        let first = month == self.settings.from;
        for region in &mut self.regions {
            let spending = region.month_spending(world);
            // The January before; at entry, the month itself.
            region.history = if first { spending } else { region.expected_month };
            region.expected_month = spending;
            region.expected = spending * covered;
            region.spent = Cents::ZERO;
            region.months = 0;
        }
        let total = self.regions.iter().map(|r| r.expected).sum();
        let needs: Vec<_> =
            self.regions.iter().map(|r| r.need(world, setting.territory, setting.parameters, month)).collect();
        let history: Vec<Cents> = self.regions.iter().map(|r| r.history).collect();
        let chosen: Vec<bool> = self.regions.iter().map(|r| r.chosen).collect();
        let sharing = Sharing {
            total,
            key: self.settings.key,
            gone: gone(month.since(self.settings.from), self.settings.transition),
            historical_share: self.settings.historical_share,
            paid_by: self.settings.paid_by,
            history: &history,
            needs: &needs,
            chosen: &chosen,
        };
        let as_before = past(&sharing);
        let targets = targets(&sharing);
        let rest = (i64::from(self.left(month)), covered);
        for (region, (past, target)) in self.regions.iter_mut().zip(as_before.into_iter().zip(targets)) {
            (region.past, region.target) = (past, target);
            if !region.chosen && self.settings.paid_by == PaidBy::OtherRegions && target < past && rest.0 > 0 {
                let lacking = (past - target).share(1_000_000, region.expected.share(rest.0, rest.1).0.max(1)).0;
                let rule = match self.settings.others_pay_by {
                    OthersPayBy::Price => OverrunRule::Price,
                    OthersPayBy::Volume => OverrunRule::Volume,
                };
                region.regulation = regulation(rule, lacking, i64::from(region.city_part(world).0), &self.effects);
            }
        }
    }

    /// Money beside care itself: prevention, access, and what the key leaves for access.
    fn spend(&self, world: &mut World, month: Month) {
        let covered = i64::from(self.covered(month));
        for region in &self.regions {
            let prevention = self.part(self.settings.prevention, region);
            let access = self.part(self.settings.access, region);
            let won = region.won().share(1, covered);
            let of_month = |yearly| splitting::of_month(yearly, month.month_of_year());
            let mut pay = |post, amount| spread(&mut world.ledger, post, amount, &region.cells, &region.weights);
            pay(Post::Prevention, of_month(prevention));
            pay(Post::CareAccess, of_month(access) + won);
            if month.is_january() || month == self.settings.from {
                pay(Post::OrdamPast, region.past);
                pay(Post::OrdamTarget, region.target);
            }
        }
    }

    /// From the alert month on: holds the rest of the year back where the overrun projected passes the trigger.
    fn regulate(&mut self, world: &World, month: Month) {
        let covered = self.covered(month);
        let left = self.left(month);
        if month.month_of_year() < self.effects.alert_month || left == 0 {
            return;
        }
        for region in &mut self.regions {
            let overrun = region.projected(covered) - region.ceiling();
            if !region.chosen
                || region.regulation != Regulation::NONE
                || overrun <= region.target.times(self.settings.overrun_trigger)
            {
                continue;
            }
            let rest = region.projected(covered).share(i64::from(left), i64::from(covered));
            let lacking = overrun.share(1_000_000, rest.0.max(1)).0;
            let city = i64::from(region.city_part(world).0);
            region.regulation = regulation(self.settings.overrun_rule, lacking, city, &self.effects);
        }
    }

    /// At the end of the year of a target: what is still overrun in the régions named is deferred, shared with the région,
    /// or borrowed.
    fn close_year(&mut self, world: &mut World) {
        for region in self.regions.iter_mut().filter(|region| region.chosen) {
            let overrun = region.spent + std::mem::take(&mut region.carried) - region.ceiling();
            if overrun <= region.target.times(self.settings.overrun_trigger) {
                continue;
            }
            let ledger = &mut world.ledger;
            let borrowed = match self.settings.overrun_rule {
                OverrunRule::Deferral => {
                    region.deferred = overrun;
                    spread(ledger, Post::CareDeferred, overrun, &region.cells, &region.weights);
                    Cents::ZERO
                }
                OverrunRule::RegionalCofinancing(share) => {
                    let paid = overrun.times(share);
                    spread(ledger, Post::OrdamTransferOut, paid, &region.cells, &region.weights);
                    overrun - paid
                }
                OverrunRule::Price | OverrunRule::Volume | OverrunRule::Debt => overrun,
            };
            region.debt += borrowed;
            spread(ledger, Post::OrdamDebt, borrowed, &region.cells, &region.weights);
        }
    }

    /// Access of a région's cells to doctors, relative to what it would be without the policy.
    fn access(&self, region: &RegionState, month: Month) -> Rate {
        let time = &self.effects.doctors_time;
        if month.since(self.settings.from) < time.lag {
            return Rate::ONE;
        }
        // Money is in cents of the simulated population, doctors of the published one: both are brought to the latter.
        let brought = |r: &RegionState| -> i64 {
            let covered = i64::from(self.covered(month));
            let more = r.won().share(12, covered);
            let money = (self.part(self.settings.access, r) + more).share(r.inhabitants, r.simulated.max(1));
            time.brought(money, r.doctors)
        };
        let own = brought(region);
        // What other régions gain, everyone else in the country loses a part of, by number of doctors.
        let lost: i64 = self
            .regions
            .iter()
            .filter(|other| other.region != region.region)
            .map(|other| time.lost(brought(other), region.doctors, self.doctors - other.doctors))
            .sum();
        doctors::access(own - lost, region.doctors)
    }

    fn incidence(&self, region: &RegionState, month: Month) -> Rate {
        if month.since(self.settings.from) < self.effects.prevention_lag {
            return Rate::ONE;
        }
        // Cents a head; a euro lowers incidence by the effect.
        let a_head = self.part(self.settings.prevention, region).share(1, region.simulated.max(1));
        let fall = a_head.0 * i64::from(self.effects.prevention.0) / 100;
        Rate(Rate::ONE.0 - fall.min(i64::from(self.effects.prevention_at_most.0)) as i32)
    }
}

/// How far a transition in equal yearly steps has gone: the first year is the first step.
fn gone(months: u16, transition: u16) -> Rate {
    if transition == 0 {
        return Rate::ONE;
    }
    let steps = i64::from(transition.div_ceil(12));
    let done = i64::from(months / 12 + 1).min(steps);
    Rate((done * 1_000_000 / steps) as i32)
}

/// What recovers `lacking` (millionths of the rest of the year's spending), `city` of it being city care.
fn regulation(rule: OverrunRule, lacking: i64, city: i64, effects: &Effects) -> Regulation {
    let at_most = i64::from(effects.cut_at_most.0);
    let cut_for = |recovers: i64| (lacking * 1_000_000 / recovers.max(1)).clamp(0, at_most) as i32;
    match rule {
        OverrunRule::Price => {
            // A cut of one recovers city care, less what providers make up for by volume.
            let recovers = city * i64::from(Rate::ONE.0 - effects.volume_recoups.0) / 1_000_000;
            Regulation { price: Rate(Rate::ONE.0 - cut_for(recovers)), ..Regulation::NONE }
        }
        OverrunRule::Volume => {
            // Rationing a share of city care recovers it, less what moves to hospital.
            let recovers = city * i64::from(Rate::ONE.0 - effects.to_hospital.0) / 1_000_000;
            Regulation { city_care: Rate(Rate::ONE.0 - cut_for(recovers)), ..Regulation::NONE }
        }
        OverrunRule::Deferral | OverrunRule::RegionalCofinancing(_) | OverrunRule::Debt => Regulation::NONE,
    }
}

impl Policy for Ordam {
    fn name(&self) -> &'static str {
        "ordam"
    }

    fn starts(&self) -> Month {
        self.settings.from
    }

    fn law_of_the_month(&mut self, rules: &mut RuleBook, _: &World, _: &Setting, month: Month) {
        if !self.in_force(month) {
            return;
        }
        if month.is_january() {
            // A new year begins unregulated: its first month shows what it would cost.
            for region in &mut self.regions {
                region.regulation = Regulation::NONE;
            }
        }
        for region in &self.regions {
            let access = self.access(region, month);
            let incidence = self.incidence(region, month);
            for &cell in &region.cells {
                let rules = rules.at_mut(cell);
                rules.care_price = region.regulation.price;
                rules.city_care = region.regulation.city_care;
                rules.care_access = access;
                rules.chronic_incidence = incidence;
            }
        }
    }

    fn care(&mut self, world: &mut World, setting: &Setting, month: Month) {
        for region in &mut self.regions {
            if region.deferred != Cents::ZERO {
                spread(&mut world.ledger, Post::CareDeferred, -region.deferred, &region.cells, &region.weights);
                // Paid this year, it weighs on this year's target.
                region.carried = std::mem::take(&mut region.deferred);
            }
            // A debt outlives the policy.
            let interest = splitting::of_month(region.debt.times(self.effects.interest), month.month_of_year());
            spread(&mut world.ledger, Post::OrdamInterest, interest, &region.cells, &region.weights);
        }
        if !self.in_force(month) {
            return;
        }
        if month.is_january() || month == self.settings.from {
            self.set_targets(world, setting, month);
        }
        for region in &mut self.regions {
            region.spent += region.month_spending(world);
            region.months += 1;
        }
        self.spend(world, month);
        self.regulate(world, month);
        if self.left(month) == 0 {
            self.close_year(world);
        }
    }

    fn put(&self, bytes: &mut Vec<u8>) {
        for region in &self.regions {
            region.put(bytes);
        }
    }

    fn remember(&self) -> Vec<u8> {
        in_bytes(&self.regions.iter().map(RegionState::year).collect::<Vec<_>>())
    }

    fn recall(&mut self, remembered: &[u8]) -> bool {
        recall_each(&mut self.regions, remembered, |region, year: Year| region.take_year(year))
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
