//! What the labour side of a run needs and never changes: chances, commuting destinations, the mix of jobs.

use super::{Market, QUALIFICATIONS, SECTORS};
use crate::chance::Threshold;
use crate::parameters::Parameters;
use crate::units::{Cell, Zone};
use crate::world::{FirmKind, Sector, World};

/// Chances a month and weights of ranking. Values, sources and grades are in `scenarios/france/parameters.toml`.
#[derive(Clone, Debug)]
pub struct LabourParameters {
    pub open_ended_to_unemployed: Threshold,
    pub open_ended_to_halo: Threshold,
    pub open_ended_to_inactive: Threshold,
    pub fixed_term_to_unemployed: Threshold,
    pub fixed_term_to_halo: Threshold,
    pub fixed_term_to_inactive: Threshold,
    pub fixed_term_to_open_ended: Threshold,
    pub self_employed_exit: Threshold,
    pub unemployed_to_halo: Threshold,
    pub unemployed_to_inactive: Threshold,
    pub halo_to_unemployed: Threshold,
    pub halo_to_inactive: Threshold,
    pub inactive_to_halo: Threshold,
    pub inactive_to_unemployed: Threshold,
    pub unemployed_to_self_employed: Threshold,
    /// Chances of coming back to search of a person weakly attached to work, in millionths of the ordinary ones.
    pub weak_return: u64,
    /// The same, of those of the halo.
    pub weak_return_halo: u64,
    /// Chances of setting up a business of the same, in millionths of the ordinary ones.
    pub weak_business: u64,
    /// Share of businesses set up that replace those of the retired, in millionths.
    pub business_of_the_retired: u64,
    /// Chances of leaving a job of the same, open-ended and fixed-term, in millionths of the ordinary ones.
    pub weak_separation: [u64; 2],
    /// Weak attachment of those who end their studies, without a diploma and with one.
    pub weak_at_entry: [Threshold; 2],
    /// Weak attachment of the jobless of the start: where nobody at home works, and elsewhere.
    pub weak_among_jobless: [Threshold; 2],
    pub weak_among_employed: Threshold,
    /// A year, from 53 to 60.
    pub weak_with_age: Threshold,
    /// Becomes disabled in the year, by attachment to work, ordinary first; and on reaching twenty.
    pub becomes_disabled: [Threshold; 2],
    pub disabled_at_twenty: Threshold,
    /// A private tenant attached to work buys a home in the year: alone, and as a couple.
    pub buys_home: [Threshold; 2],
    pub search_halo: Threshold,
    pub search_inactive: Threshold,
    /// Months in which a jobless person weakly attached to work is able to apply.
    pub search_weak: Threshold,
    pub search_open_ended: Threshold,
    pub search_fixed_term: Threshold,
    pub search_ebe: Threshold,
    pub applications_unemployed: u32,
    /// Chance that an application goes to jobs one level of qualification below.
    pub apply_below: Threshold,
    /// Weights of ranking, in thousandths of the standard deviation of its noise.
    pub weight_motivation: i32,
    pub weight_appeal: i32,
    pub weight_employed: i32,
    pub weight_weak: i32,
    /// Penalty by months since the last job, in the same unit.
    pub duration_penalty: Vec<i32>,
    /// Weight of downgrading: an applicant more qualified than the job.
    pub weight_overqualified: i32,
    /// Meetings: κ in fill = 1 − exp(−κ applicants/places), in millionths.
    pub meeting_intensity: f64,
    /// Share of new hires from outside employment on fixed-term contracts, by qualification.
    pub fixed_term_hires: [Threshold; QUALIFICATIONS],
    pub part_time_hires: [Threshold; 2],
    /// Hourly wage of a first job, in millionths of the SMIC, by qualification.
    pub entry_wage: [i64; QUALIFICATIONS],
    pub register_unemployed: Threshold,
    pub register_halo: Threshold,
    pub register_inactive: Threshold,
    pub leaves_register: Threshold,
    /// Yearly spread and persistence of firm shocks, in thousandths.
    pub firm_shock: i32,
    pub firm_shock_persistence: i32,
    /// Share of its excess jobs that a firm lays off in a month, in thousandths.
    pub layoff_speed: u64,
    /// Loss of hourly wage on re-employment, in thousandths a year without a job.
    pub wage_scar: u32,
    pub reservation_low: i64,
    pub reservation_high: i64,
    /// What a fixed-term contract must pay above an open-ended job to be preferred to it, in millionths of the wage.
    pub fixed_term_premium: i64,
    pub travel_cost: i64,
    pub childcare_cost: i64,
    pub support_effect: i32,
    pub residential_response: f64,
}

impl LabourParameters {
    pub fn new(p: &Parameters) -> LabourParameters {
        let chance = |name: &str| Threshold::from_probability(p.fraction(name));
        let thousandths = |name: &str| (p.fraction(name) * 1000.0).round() as i32;
        let factor = |name: &str| u64::from(p.rate(name).0.unsigned_abs());
        let ceiling = p.fraction("ranking.duration_penalty");
        let pace = f64::from(p.months("ranking.duration_months"));
        LabourParameters {
            open_ended_to_unemployed: chance("separation.open_ended_to_unemployed"),
            open_ended_to_halo: chance("separation.open_ended_to_halo"),
            open_ended_to_inactive: chance("separation.open_ended_to_inactive"),
            fixed_term_to_unemployed: chance("separation.fixed_term_to_unemployed"),
            fixed_term_to_halo: chance("separation.fixed_term_to_halo"),
            fixed_term_to_inactive: chance("separation.fixed_term_to_inactive"),
            fixed_term_to_open_ended: chance("separation.fixed_term_to_open_ended"),
            self_employed_exit: chance("separation.self_employed"),
            unemployed_to_halo: chance("participation.unemployed_to_halo"),
            unemployed_to_inactive: chance("participation.unemployed_to_inactive"),
            halo_to_unemployed: chance("participation.halo_to_unemployed"),
            halo_to_inactive: chance("participation.halo_to_inactive"),
            inactive_to_halo: chance("participation.inactive_to_halo"),
            inactive_to_unemployed: chance("participation.inactive_to_unemployed"),
            unemployed_to_self_employed: chance("participation.unemployed_to_self_employed"),
            weak_return: factor("participation.weak_attachment_return"),
            weak_return_halo: factor("participation.weak_attachment_return_halo"),
            weak_business: factor("participation.weak_attachment_business"),
            business_of_the_retired: factor("participation.business_of_the_retired"),
            weak_separation: [
                factor("separation.weak_attachment_factor"),
                factor("separation.weak_attachment_fixed_term"),
            ],
            weak_at_entry: [chance("attachment.weak_at_entry_no_diploma"), chance("attachment.weak_at_entry_others")],
            weak_among_jobless: [
                chance("attachment.weak_in_workless_households"),
                chance("attachment.weak_among_other_jobless"),
            ],
            weak_among_employed: chance("attachment.weak_among_employed"),
            weak_with_age: chance("attachment.weak_with_age"),
            becomes_disabled: [chance("disability.onset_attached"), chance("disability.onset_weakly_attached")],
            disabled_at_twenty: chance("disability.at_twenty"),
            buys_home: [chance("housing.purchase_alone"), chance("housing.purchase_couple")],
            search_halo: chance("search.halo"),
            search_inactive: chance("search.inactive"),
            search_weak: chance("search.weak_attachment"),
            search_open_ended: chance("search.open_ended"),
            search_fixed_term: chance("search.fixed_term"),
            search_ebe: chance("search.ebe"),
            applications_unemployed: p.count("search.applications_unemployed"),
            apply_below: chance("search.below_qualification"),
            weight_motivation: thousandths("ranking.motivation"),
            weight_appeal: thousandths("ranking.appeal"),
            weight_employed: thousandths("ranking.employed"),
            weight_weak: thousandths("ranking.weak_attachment"),
            duration_penalty: (0..=120)
                .map(|months| (1000.0 * ceiling * (1.0 - libm::exp(-f64::from(months) / pace))).round() as i32)
                .collect(),
            weight_overqualified: thousandths("ranking.overqualified"),
            meeting_intensity: p.fraction("matching.intensity"),
            fixed_term_hires: [
                chance("hiring.fixed_term_no_diploma"),
                chance("hiring.fixed_term_cap_bep"),
                chance("hiring.fixed_term_baccalaureat"),
                chance("hiring.fixed_term_higher"),
            ],
            part_time_hires: [chance("hiring.part_time_men"), chance("hiring.part_time_women")],
            entry_wage: [
                i64::from(p.rate("hiring.entry_wage_no_diploma").0),
                i64::from(p.rate("hiring.entry_wage_cap_bep").0),
                i64::from(p.rate("hiring.entry_wage_baccalaureat").0),
                i64::from(p.rate("hiring.entry_wage_higher").0),
            ],
            register_unemployed: chance("participation.registered_unemployed"),
            register_halo: chance("participation.registered_halo"),
            register_inactive: chance("participation.registered_inactive"),
            leaves_register: chance("participation.leaves_register"),
            firm_shock: thousandths("demand.firm_shock"),
            firm_shock_persistence: thousandths("demand.firm_shock_persistence"),
            layoff_speed: (p.fraction("demand.layoff_speed") * 1000.0).round() as u64,
            wage_scar: (p.fraction("hiring.wage_scar") * 1000.0).round() as u32,
            reservation_low: p.cents("acceptance.reservation_low").0,
            reservation_high: p.cents("acceptance.reservation_high").0,
            fixed_term_premium: i64::from(p.rate("acceptance.fixed_term_premium").0),
            travel_cost: p.cents("acceptance.travel").0,
            childcare_cost: p.cents("acceptance.childcare").0,
            support_effect: thousandths("ranking.rsa_support"),
            residential_response: p.fraction("demand.residential_response"),
        }
    }
}

/// Fixed data of the labour side of a run.
#[derive(Clone, Debug)]
pub struct Labour {
    pub parameters: LabourParameters,
    /// By cell of the territory: zones where its residents apply, with shares cumulated out of 2³². Zones outside the
    /// run are replaced by the home zone, where firms of kind `Outside` stand for them.
    pub destinations: Vec<Vec<(u32, Zone)>>,
    /// By zone and sector: shares of qualifications among jobs, cumulated out of 65,536.
    pub job_mix: Vec<[[u32; QUALIFICATIONS]; SECTORS]>,
    /// By zone and qualification: shares of sectors among jobs, cumulated out of 65,536.
    pub sector_mix: Vec<[[u32; SECTORS]; QUALIFICATIONS]>,
    /// By zone: centre (longitude, latitude, in thousandths of a degree), for travel costs.
    pub zone_of_cell: Vec<Zone>,
}

impl Labour {
    /// `destinations`: by cell, (share cumulated out of 2³², zone) from the territory; `zone_of_cell`: by cell. The mix
    /// of jobs is that of the starting population's jobs.
    pub fn new(
        parameters: LabourParameters,
        mut destinations: Vec<Vec<(u32, Zone)>>,
        zone_of_cell: Vec<Zone>,
        zones: usize,
        cells: &[Cell],
        world: &World,
    ) -> Labour {
        let mut in_run = vec![false; zones];
        for cell in cells {
            in_run[zone_of_cell[cell.index()].index()] = true;
        }
        for cell in cells {
            for (_, zone) in &mut destinations[cell.index()] {
                if !in_run[zone.index()] {
                    *zone = zone_of_cell[cell.index()];
                }
            }
        }
        let mut counts = vec![[[0i64; QUALIFICATIONS]; SECTORS]; zones];
        for block in &world.blocks {
            for row in 0..block.persons.len() {
                let firm = block.persons.employer(row).index();
                if firm < world.firms.len() && world.firms.kind[firm] != FirmKind::Ebe {
                    let zone = zone_of_cell[usize::from(world.firms.cell[firm])];
                    let sector = world.firms.sector[firm] as usize;
                    counts[zone.index()][sector][usize::from(block.persons.qualification(row))] += 1;
                }
            }
        }
        world.ranks.sum("start", counts.as_flattened_mut().as_flattened_mut());
        let counts: Vec<_> = counts.into_iter().map(|zone| zone.map(|sector| sector.map(|jobs| jobs as u32))).collect();
        let job_mix = counts.iter().map(|sectors| std::array::from_fn(|s| cumulate(sectors[s]))).collect();
        let sector_mix = counts
            .iter()
            .map(|sectors| std::array::from_fn(|q| cumulate(std::array::from_fn::<u32, SECTORS, _>(|s| sectors[s][q]))))
            .collect();
        Labour { parameters, destinations, job_mix, sector_mix, zone_of_cell }
    }

    pub fn zones(&self) -> usize {
        self.job_mix.len()
    }
    pub fn markets(&self) -> usize {
        self.zones() * super::MARKETS_PER_ZONE
    }

    /// The qualification asked for at `word` out of 2³² of a sector's jobs, laid side by side by qualification.
    pub fn qualification_at(&self, zone: Zone, sector: Sector, word: u32) -> u8 {
        pick(&self.job_mix[zone.index()][sector as usize], word >> 16) as u8
    }

    /// The market an application goes to.
    pub fn market(&self, zone: Zone, qualification: u8, word: u32) -> Market {
        let sector = pick(&self.sector_mix[zone.index()][usize::from(qualification)], word >> 16);
        Market::new(zone, Sector::ALL[sector], qualification)
    }
}

/// Shares cumulated out of 65,536; one extra in each class, so that none is impossible in a small zone.
fn cumulate<const N: usize>(counts: [u32; N]) -> [u32; N] {
    let total: u64 = counts.iter().map(|&c| u64::from(c) + 1).sum();
    let mut sum = 0;
    counts.map(|c| {
        sum += u64::from(c) + 1;
        (sum * 65_536 / total) as u32
    })
}

fn pick<const N: usize>(cumulated: &[u32; N], word: u32) -> usize {
    cumulated.iter().position(|&c| word < c).unwrap_or(N - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_cumulate_to_the_whole() {
        let shares = cumulate([10, 0, 90, 0]);
        assert_eq!(shares[3], 65_536);
        assert!(shares.windows(2).all(|w| w[0] < w[1]), "even an empty class has a chance: {shares:?}");
        assert_eq!(pick(&shares, 65_535), 3);
    }

    #[test]
    fn a_market_names_its_zone_sector_and_qualification() {
        let market = Market::new(Zone(17), Sector::Export, 2);
        assert_eq!((market.zone(), market.sector(), market.qualification()), (Zone(17), Sector::Export, 2));
    }
}
