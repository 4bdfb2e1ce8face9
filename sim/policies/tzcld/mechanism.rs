//! TZCLD at work: each territory opens its EBE, its committee meets people and fills the list, the EBE hires from it
//! in order at its pace, and the fund, the State and the département pay.
//!
//! Nothing here says what a job costs on balance, who would have found work anyway or how many local jobs are lost for
//! good: these follow from the two arms.

use serde::{Deserialize, Serialize};

use super::committee::{Committee, Conditions, Met, jobless};
use super::ebe::{self, Staff};
use super::place::{Homes, Part};
use super::{Settings, Territory};
use crate::chance::Process;
use crate::measures::{HasNumbers, Indicator};
use crate::policies::hooks::{Policy, Setting, in_bytes, recall_each};
use crate::units::{Cell, Cents, FirmId, Month, Rate};
use crate::world::World;

/// The policy built from what a scenario says.
///
/// # Errors
/// A territory that is not in the run, or larger than the communes it is a part of.
pub fn build(settings: Settings, setting: &Setting, _: &World) -> Result<Box<dyn Policy>, String> {
    for territory in &settings.territories {
        fits(territory, setting)?;
    }
    let conditions = Conditions {
        jobless_for: settings.jobless_for,
        resident_for: settings.resident_for,
        volunteers: settings.volunteers,
        motivation: setting.parameters.rate("tzcld.motivation_correlation"),
    };
    let sites = settings.territories.iter().map(|written| Site::of(written.clone(), setting)).collect();
    Ok(Box::new(Tzcld {
        sites,
        conditions,
        tilt: setting.parameters.rate("tzcld.deprivation_tilt"),
        cost_prices: setting.parameters.rate("tzcld.full_cost_prices"),
        settings,
    }))
}

/// Whether a territory lies in the run and in its communes.
fn fits(territory: &Territory, setting: &Setting) -> Result<(), String> {
    let name = &territory.name;
    let mut inhabitants = 0;
    for commune in &territory.communes {
        let row = &setting.territory.communes[commune.index()];
        inhabitants += row.population_2019;
        if setting.cells.binary_search(&row.cell).is_err() {
            return Err(format!(
                "tzcld.territory.{name}: {} (com:{}) is not in the run; add its zone d'emploi to run.where",
                row.name, row.code
            ));
        }
    }
    match territory.population {
        Some(population) if population > inhabitants => Err(format!(
            "tzcld.territory.{name}: population = {population}, but its communes have {inhabitants} inhabitants; write \
             fewer, or more communes"
        )),
        _ => Ok(()),
    }
}

/// Slot of an EBE's own rounding of those who supervise, among the draws of `Process::Ebe`.
const SUPERVISION_SLOT: u32 = 3;

struct Tzcld {
    settings: Settings,
    conditions: Conditions,
    tilt: Rate,
    /// Prices of January 2019 = 1 at which full cost and sales are stated.
    cost_prices: Rate,
    sites: Vec<Site>,
}

/// One territory at work.
struct Site {
    written: Territory,
    homes: Homes,
    committee: Committee,
    /// Simulated inhabitants when it opened.
    inhabitants: u32,
    firm: Option<FirmId>,
    cell: Cell,
    /// Hires that the EBE can still absorb, in millionths of a person.
    capacity: i64,
    /// Most jobs the EBE ever had: a job beyond is new and brings seed money.
    most_jobs: u32,
    new_jobs: u32,
    /// Counted this month, for the measures.
    seen: Seen,
}

/// What a territory shows in a month.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
struct Seen {
    met: Met,
    /// Of those hired: ages in years, months without a job, and how many came back.
    ages: i64,
    jobless: i64,
    returns: i64,
    displaced: u32,
    staff: Staff,
}

/// What a territory has learnt since the scenario was read.
#[derive(Serialize, Deserialize)]
struct Memory {
    part: Option<Part>,
    committee: Committee,
    inhabitants: u32,
    firm: Option<FirmId>,
    cell: Cell,
    capacity: i64,
    most_jobs: u32,
    new_jobs: u32,
    seen: Seen,
}

impl Site {
    fn memory(&self) -> Memory {
        let Site { written: _, homes, committee, inhabitants, firm, cell, capacity, most_jobs, new_jobs, seen } = self;
        Memory {
            part: homes.part.clone(),
            committee: committee.clone(),
            inhabitants: *inhabitants,
            firm: *firm,
            cell: *cell,
            capacity: *capacity,
            most_jobs: *most_jobs,
            new_jobs: *new_jobs,
            seen: *seen,
        }
    }

    fn recall(&mut self, memory: Memory) {
        let Memory { part, committee, inhabitants, firm, cell, capacity, most_jobs, new_jobs, seen } = memory;
        self.homes.part = part;
        self.committee = committee;
        (self.inhabitants, self.firm, self.cell) = (inhabitants, firm, cell);
        (self.capacity, self.most_jobs, self.new_jobs, self.seen) = (capacity, most_jobs, new_jobs, seen);
    }

    fn of(written: Territory, setting: &Setting) -> Site {
        let homes = Homes::of(setting.territory, &written.communes);
        let cell = homes.cells().next().unwrap_or_default();
        Site {
            written,
            homes,
            committee: Committee::default(),
            inhabitants: 0,
            firm: None,
            cell,
            capacity: 0,
            most_jobs: 0,
            new_jobs: 0,
            seen: Seen::default(),
        }
    }

    fn is_open(&self, month: Month) -> bool {
        self.written.from <= month && self.written.through.is_none_or(|last| month <= last)
    }

    fn open(&mut self, tilt: Rate, world: &mut World, setting: &Setting) {
        let counts = self.homes.inhabitants(world);
        self.cell = counts.first().map_or(self.cell, |(cell, _)| *cell);
        let all = counts.iter().map(|(_, count)| count).sum();
        self.inhabitants = all;
        if let Some(population) = self.written.population {
            let wanted = population / setting.one_in;
            if wanted < all {
                self.homes.draw_part(wanted, tilt, world, &setting.chance);
                self.inhabitants = wanted;
            }
        }
        self.firm = Some(ebe::open(world, self.cell));
    }

    /// Persons the committee may still meet this month: over the first months at an even pace, then as many as leave.
    fn room(&self, settings: &Settings, concerned_now: usize, month: Month) -> usize {
        let everyone = Cents(i64::from(self.inhabitants)).times(settings.concerned).0;
        let months = i64::from(month.since(self.written.from)) + 1;
        let over = i64::from(settings.met_over.max(1));
        if months <= over {
            (everyone * months / over - self.committee.met.len() as i64).max(0) as usize
        } else {
            (everyone - concerned_now as i64).max(0) as usize
        }
    }

    fn work(
        &mut self,
        settings: &Settings,
        conditions: &Conditions,
        world: &mut World,
        setting: &Setting,
        month: Month,
    ) {
        let Some(firm) = self.firm else { return };
        let before = ebe::staff(world, &[firm])[0];
        let inhabitants = jobless(&self.homes, conditions, &setting.chance, world, month);
        self.seen = Seen::default();
        let concerned = self.committee.still_concerned(&inhabitants) + before.heads as usize;
        let room = self.room(settings, concerned, month);
        self.seen.met = self.committee.meet(&inhabitants, room, conditions, &setting.chance, world);
        // Room the EBE did not use for want of volunteers is not saved up beyond one hire.
        self.capacity += i64::from(self.written.hiring_pace.0) / i64::from(setting.one_in);
        let list = self.committee.next((self.capacity / 1_000_000) as usize);
        let mut jobs = before.heads;
        for key in &list {
            let found = inhabitants.binary_search_by_key(key, |j| j.person.key());
            if let Ok(at) = found {
                let person = &inhabitants[at];
                let hours = ebe::chosen_hours(settings.hours_per_job, &setting.chance, person.person);
                self.seen.ages += i64::from(person.age);
                self.seen.jobless += i64::from(person.jobless);
                ebe::hire(world, firm, person.block, person.row, hours);
                self.seen.returns += i64::from(!self.committee.hired.insert(*key));
                jobs += 1;
            }
        }
        self.capacity = (self.capacity - 1_000_000 * list.len() as i64).min(1_000_000);
        let [draw, ..] = setting.chance.thing(Process::Ebe, Month(0), firm.0, SUPERVISION_SLOT);
        let wanted = ebe::supervisors_wanted(jobs, settings.supervision_share, draw);
        let places = wanted.saturating_sub(before.supervisors);
        world.firms.target[firm.index()] = world.firms.jobs[firm.index()] + places;
        world.firms.base_jobs[firm.index()] = places;
        self.new_jobs = jobs.saturating_sub(self.most_jobs);
        self.most_jobs = self.most_jobs.max(jobs);
    }

    /// The measure is over: the EBE lays everyone off, and nobody is on its list any more.
    fn close(&mut self, world: &mut World) {
        let Some(firm) = self.firm else { return };
        world.firms.target[firm.index()] = 0;
        world.firms.base_jobs[firm.index()] = 0;
        world.firms.layoff[firm.index()] = u16::MAX;
        self.committee.waiting.clear();
        self.new_jobs = 0;
        self.seen = Seen::default();
    }
}

impl Policy for Tzcld {
    fn name(&self) -> &'static str {
        "tzcld"
    }

    fn starts(&self) -> Month {
        self.sites.iter().map(|site| site.written.from).min().unwrap_or(Month(u16::MAX))
    }

    fn employment_schemes(&mut self, world: &mut World, setting: &Setting, month: Month) {
        if month < self.starts() {
            return;
        }
        let firms: Vec<FirmId> = self.sites.iter().filter_map(|site| site.firm).collect();
        ebe::follow_the_smic(world, &firms, self.settings.supervision_pay);
        for site in &mut self.sites {
            if site.is_open(month) {
                if site.firm.is_none() {
                    site.open(self.tilt, world, setting);
                }
                site.work(&self.settings, &self.conditions, world, setting, month);
            } else {
                site.close(world);
            }
        }
    }

    fn public_accounts(&mut self, world: &mut World, _: &Setting, _: Month) {
        let firms: Vec<FirmId> = self.sites.iter().filter_map(|site| site.firm).collect();
        if firms.is_empty() {
            return;
        }
        let staff = ebe::staff(world, &firms);
        let pay: i64 = staff.iter().map(|s| s.pay).sum();
        let cost = ebe::labour_cost(world);
        let figures = world.public.figures;
        let prices =
            Rate(Cents(i64::from(figures.prices.0)).share(1_000_000, i64::from(self.cost_prices.0.max(1))).0 as i32);
        for site in &self.sites {
            world.displaced[site.cell.index()] = 0;
        }
        for (site, staff) in self.sites.iter_mut().filter(|site| site.firm.is_some()).zip(&staff) {
            let Some(firm) = site.firm else { continue };
            let own_cost = if pay > 0 { cost.share(staff.pay, pay) } else { Cents::ZERO };
            let money = ebe::money(&self.settings, *staff, site.new_jobs, own_cost, &figures, prices);
            ebe::book(world, firm, site.cell, money, own_cost);
            site.seen.displaced = displaced(*staff, self.settings.competition_share);
            site.seen.staff = *staff;
            world.displaced[site.cell.index()] += site.seen.displaced;
        }
    }

    fn measures(&self, _: &World, setting: &Setting, month: Month, seen: &mut [[i64; Indicator::COUNT]]) {
        for site in self.sites.iter().filter(|site| site.firm.is_some() && site.is_open(month)) {
            let Ok(place) = setting.cells.binary_search(&site.cell) else { continue };
            let Seen { met, ages, jobless, returns, displaced, staff } = site.seen;
            for (indicator, count) in [
                (Indicator::EbeMet, met.persons),
                (Indicator::EbeVolunteers, met.volunteers),
                (Indicator::EbeNotMet, met.not_met),
                (Indicator::EbeWaiting, site.committee.waiting.len() as i64),
                (Indicator::EbeHireAges, ages),
                (Indicator::EbeHireJoblessMonths, jobless),
                (Indicator::EbeReturns, returns),
                (Indicator::EbeSupervisors, i64::from(staff.supervisors)),
                (Indicator::EbeDisplaced, i64::from(displaced)),
                (Indicator::EbeInsuranceMonths, i64::from(staff.insurance_months)),
            ] {
                seen[place].add(indicator, count);
            }
        }
    }

    fn put(&self, bytes: &mut Vec<u8>) {
        for site in &self.sites {
            site.committee.put(bytes);
            bytes.extend_from_slice(&site.inhabitants.to_le_bytes());
            bytes.extend_from_slice(&site.firm.unwrap_or(FirmId::NONE).0.to_le_bytes());
            bytes.extend_from_slice(&site.capacity.to_le_bytes());
            bytes.extend_from_slice(&site.most_jobs.to_le_bytes());
            bytes.extend_from_slice(&site.new_jobs.to_le_bytes());
        }
    }

    fn remember(&self) -> Vec<u8> {
        in_bytes(&self.sites.iter().map(Site::memory).collect::<Vec<_>>())
    }

    fn recall(&mut self, remembered: &[u8]) -> bool {
        recall_each(&mut self.sites, remembered, |site, memory: Memory| site.recall(memory))
    }
}

/// Local residential jobs whose custom goes to the EBE: this part of its full-time equivalents.
fn displaced(staff: Staff, competition: Rate) -> u32 {
    let full_time =
        Cents(i64::from(staff.hours)).share(i64::from(competition.0), i64::from(ebe::FULL_TIME) * 1_000_000);
    full_time.0 as u32
}

#[cfg(test)]
#[path = "tests/mod.rs"]
mod tests;
