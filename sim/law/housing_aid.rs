//! Housing aid of tenants: allocation de logement (private) and aide personnalisée au logement (social, with the
//! réduction de loyer de solidarité). Aid = rent retained + charges − participation − 5 € (CCH D823-16, D823-17).

use super::Law;
use super::facts::{HousingZone, Tenure};
use super::values::{law_values, nearest_cent};
use crate::units::{Cents, Rate};

law_values! {
    /// Values of housing aid (`scenarios/law/housing_aid.toml`); arrays are by zone, or by family: alone, couple, then
    /// one to six dependants.
    "housing_aid" => HousingAidValues {
        rent_ceiling_alone: [Cents; 3],
        rent_ceiling_couple: [Cents; 3],
        rent_ceiling_one_dependant: [Cents; 3],
        rent_ceiling_further_dependant: [Cents; 3],
        tapering_from: [Rate; 3],
        tapering_to: [Rate; 3],
        charges: Cents,
        charges_dependant: Cents,
        participation_minimum_share: Rate,
        participation_minimum: Cents,
        flat_cut: Cents,
        minimum_paid_al: Cents,
        minimum_paid_apl: Cents,
        two_earners_deducted: Cents,
        two_earners_minimum: Rate,
        rolling_income: bool,
        income_step: Cents,
        forfait_r0: [Cents; 8],
        forfait_r0_further: Cents,
        rate_family: [Rate; 8],
        rate_family_further: Rate,
        rate_rent_middle: Rate,
        rate_rent_high: Rate,
        rate_rent_limits: [Rate; 2],
        rent_cut_share: Rate,
        rent_cut_alone: [Cents; 3],
        rent_cut_couple: [Cents; 3],
        rent_cut_one_dependant: [Cents; 3],
        rent_cut_further_dependant: [Cents; 3],
        rent_cut_ceiling_alone: [Cents; 3],
        rent_cut_ceiling_couple: [Cents; 3],
        rent_cut_ceiling_1: [Cents; 3],
        rent_cut_ceiling_2: [Cents; 3],
        rent_cut_ceiling_3: [Cents; 3],
        rent_cut_ceiling_4: [Cents; 3],
        rent_cut_ceiling_5: [Cents; 3],
        rent_cut_ceiling_6: [Cents; 3],
        rent_cut_ceiling_further: [Cents; 3],
        zone_counted: i64,
        ceiling_factor: Rate,
        supplement: Cents,
        supplement_without_aid: bool,
    }
}

/// What housing aid depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct HousingFacts {
    /// 1 or 2.
    pub adults: i64,
    pub dependants: i64,
    pub tenure: Tenure,
    pub zone: HousingZone,
    /// Monthly rent without charges, before the réduction de loyer de solidarité.
    pub rent: Cents,
    /// Yearly income of each adult after the deduction for expenses: of the year before last until 2020, of the last
    /// twelve months since (`law.housing_aid.rolling_income` says which).
    pub incomes: [Cents; 2],
    /// Draws RSA: wages and unemployment benefit are left out (CCH R822-15).
    pub draws_rsa: bool,
    /// A member draws AAH: high rents do not taper the aid (CCH L823-5).
    pub disabled: bool,
}

/// The scheme housing aid is paid under: it changes who is counted where, not the amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Scheme {
    /// Aide personnalisée au logement, in dwellings under agreement.
    Apl,
    /// Allocation de logement familiale, with children.
    Alf,
    /// Allocation de logement sociale.
    #[default]
    Als,
}

/// Housing aid of a month and its steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct HousingAid {
    pub scheme: Scheme,
    /// A year, rounded up as the law says.
    pub income: Cents,
    pub rent_retained: Cents,
    pub charges: Cents,
    pub participation: Cents,
    /// What the landlord takes off the rent of social tenants; not an income.
    pub rent_cut: Cents,
    /// Paid, net of CRDS, in whole euros.
    pub amount: Cents,
}

/// The place of a household in the schedules by family: alone, couple, then one to six dependants or more.
fn family_row(adults: i64, dependants: i64) -> usize {
    if dependants == 0 { (adults - 1).clamp(0, 1) as usize } else { (dependants.min(6) + 1) as usize }
}

fn rent_ceiling(law: &Law, zone: usize, adults: i64, dependants: i64) -> Cents {
    let values = &law.housing_aid;
    match (dependants, adults) {
        (..=0, ..=1) => values.rent_ceiling_alone[zone],
        (..=0, _) => values.rent_ceiling_couple[zone],
        _ => values.rent_ceiling_one_dependant[zone] + values.rent_ceiling_further_dependant[zone] * (dependants - 1),
    }
}

/// The zone whose schedule holds: the dwelling's own, unless a scenario counts the place in another (0 is none).
fn zone_counted(values: &HousingAidValues, own: HousingZone) -> usize {
    match values.zone_counted {
        zone @ 1..=3 => zone as usize - 1,
        _ => own.index(),
    }
}

/// What a scenario adds to the aid, at most what the aid leaves of the rent.
fn supplement(values: &HousingAidValues, facts: &HousingFacts, aid: Cents) -> Cents {
    if !facts.tenure.pays_rent() || (aid == Cents::ZERO && !values.supplement_without_aid) {
        return Cents::ZERO;
    }
    values.supplement.min((facts.rent - aid).at_least_zero())
}

/// The income the aid is computed on, a year: less the deduction of two earners, rounded up.
pub fn assessed_income(law: &Law, facts: &HousingFacts) -> Cents {
    let values = &law.housing_aid;
    if facts.draws_rsa {
        return Cents::ZERO;
    }
    let minimum = law.family_benefits.bmaf.times(values.two_earners_minimum);
    let two_earners = facts.adults == 2 && facts.incomes.iter().all(|&income| income >= minimum);
    let deducted = if two_earners { values.two_earners_deducted } else { Cents::ZERO };
    let income = (facts.incomes[0] + facts.incomes[1] - deducted).at_least_zero();
    let step = values.income_step.0.max(1);
    Cents((income.0 + step - 1) / step * step)
}

/// The steps of the aid before it is paid; amounts a month but for incomes, shares of one.
pub(super) struct Parts {
    pub(super) rent_ceiling: Cents,
    pub(super) rent: Cents,
    pub(super) charges: Cents,
    /// Assessed, a year.
    pub(super) income: Cents,
    /// The income a year from which participation grows.
    pub(super) r0: Cents,
    /// TF and TL: the rates of participation by family and by rent.
    pub(super) rate_family: f64,
    pub(super) rate_rent: f64,
    /// P0: the participation of those under R0, in euros.
    pub(super) smallest: f64,
    /// What a high rent leaves of the aid.
    pub(super) left_by_rent: f64,
    /// The réduction de loyer de solidarité.
    pub(super) rent_cut: Cents,
}

impl Parts {
    /// What the household is left to pay, in euros a month.
    pub(super) fn participation(&self) -> f64 {
        self.smallest + (self.rate_family + self.rate_rent) * (self.income - self.r0).at_least_zero().to_euros()
    }

    /// Rent and charges less the participation, in euros a month: what the minimum is compared with.
    pub(super) fn before_cuts(&self) -> f64 {
        ((self.rent + self.charges).to_euros() - self.participation()).max(0.0)
    }

    /// What a high rent leaves of it, to the nearest cent. A hair is added so that half a cent is not lost to the binary
    /// fraction.
    pub(super) fn left_by_rent(&self) -> f64 {
        nearest_cent(self.before_cuts() * self.left_by_rent + 1e-9).to_euros()
    }

    /// Less the flat cut, then the part of the rent cut: what CRDS is taken from.
    pub(super) fn after_cuts(&self, values: &HousingAidValues) -> f64 {
        (self.left_by_rent() - values.flat_cut.to_euros()).max(0.0)
            - self.rent_cut.to_euros() * values.rent_cut_share.to_fraction()
    }
}

pub(super) fn parts(law: &Law, facts: &HousingFacts) -> Parts {
    let values = &law.housing_aid;
    let zone = zone_counted(values, facts.zone);
    let row = family_row(facts.adults, facts.dependants);
    let beyond_six = (facts.dependants - 6).max(0);
    let ceiling = rent_ceiling(law, zone, facts.adults, facts.dependants).times(values.ceiling_factor);
    let rent = facts.rent.min(ceiling);
    let charges = values.charges + values.charges_dependant * facts.dependants;

    let income = assessed_income(law, facts);
    let r0 = values.forfait_r0[row] + values.forfait_r0_further * beyond_six;
    let rate_family = f64::from(values.rate_family[row].0 + values.rate_family_further.0 * beyond_six as i32) / 1e6;
    let rate_rent = rent_rate(law, rent, rent_ceiling(law, HousingZone::Two.index(), facts.adults, facts.dependants));
    let smallest = values.participation_minimum.to_euros();
    let smallest = smallest.max((rent + charges).to_euros() * values.participation_minimum_share.to_fraction());
    let left_by_rent = if facts.disabled { 1.0 } else { tapering(values, zone, facts.rent, ceiling) };
    let rent_cut = match facts.tenure {
        Tenure::SocialTenant => rent_cut_amount(law, facts, zone, income),
        _ => Cents::ZERO,
    };
    Parts { rent_ceiling: ceiling, rent, charges, income, r0, rate_family, rate_rent, smallest, left_by_rent, rent_cut }
}

/// The least that is paid, compared before the cuts.
pub(super) fn minimum_paid(law: &Law, tenure: Tenure) -> Cents {
    match tenure {
        Tenure::SocialTenant => law.housing_aid.minimum_paid_apl,
        _ => law.housing_aid.minimum_paid_al,
    }
}

/// The housing aid a household is entitled to for a month; the steps are given for owners too, who get nothing.
pub fn housing_aid(law: &Law, facts: &HousingFacts) -> HousingAid {
    let parts = parts(law, facts);
    let amount = if facts.tenure.pays_rent() { paid(law, facts.tenure, &parts) } else { Cents::ZERO };
    let amount = amount + supplement(&law.housing_aid, facts, amount);
    let scheme = match (facts.tenure, facts.dependants) {
        (Tenure::SocialTenant, _) => Scheme::Apl,
        (_, 1..) => Scheme::Alf,
        _ => Scheme::Als,
    };
    HousingAid {
        scheme,
        income: parts.income,
        rent_retained: parts.rent,
        charges: parts.charges,
        participation: nearest_cent(parts.participation()),
        rent_cut: parts.rent_cut,
        amount,
    }
}

/// Nothing under the minimum, which is compared before what a high rent leaves and before the cuts, as published
/// calculators do (D823-16 can be read as comparing it last: a few euros in one case of a thousand); then less the cuts
/// and CRDS (to the cent below), to the whole euro below. A hair is added so that a whole number is not lost to the
/// binary fraction.
fn paid(law: &Law, tenure: Tenure, parts: &Parts) -> Cents {
    let after_cuts = parts.after_cuts(&law.housing_aid);
    if parts.before_cuts() + 1e-9 < minimum_paid(law, tenure).to_euros() || after_cuts <= 0.0 {
        return Cents::ZERO;
    }
    Cents::euros((after_cuts - crds(law, after_cuts) + 1e-9) as i64)
}

/// CRDS on housing aid, in euros, to the cent below.
pub(super) fn crds(law: &Law, after_cut: f64) -> f64 {
    ((after_cut * law.csg.crds.to_fraction() * 100.0 + 1e-9) as i64) as f64 / 100.0
}

/// TL: the part of the rate of participation that grows with the ratio of the rent to the reference rent. The ratio is
/// rounded to the hundredth of a per cent, the rate to the thousandth (arrêté of 27 September 2019, art. 14).
///
/// Single precision on purpose: ratios that end on a half fall to the side the published calculators give them.
fn rent_rate(law: &Law, rent: Cents, reference: Cents) -> f64 {
    let values = &law.housing_aid;
    let ratio = rent.to_euros() as f32 / reference.to_euros() as f32;
    let ratio = ((ratio * 100.0) * 100.0).round_ties_even() / 100.0 / 100.0;
    let [low, high] = [values.rate_rent_limits[0].to_fraction(), values.rate_rent_limits[1].to_fraction()];
    let (middle, upper) = (values.rate_rent_middle.to_fraction(), values.rate_rent_high.to_fraction());
    let rate = if ratio >= high as f32 {
        upper as f32 * (ratio - high as f32) + (middle * (high - low)) as f32
    } else {
        (middle as f32 * (ratio - low as f32)).max(0.0)
    };
    f64::from((rate * 1e5).round_ties_even()) / 1e5
}

/// What a high rent leaves of the aid: all up to the first limit, nothing from the second.
fn tapering(values: &HousingAidValues, zone: usize, rent: Cents, ceiling: Cents) -> f64 {
    let from = ceiling.to_euros() * values.tapering_from[zone].to_fraction();
    let to = ceiling.to_euros() * values.tapering_to[zone].to_fraction();
    1.0 - ((rent.to_euros() - from) / (to - from)).clamp(0.0, 1.0)
}

/// The réduction de loyer de solidarité of a social tenant (CCH L442-2-1).
fn rent_cut_amount(law: &Law, facts: &HousingFacts, zone: usize, income: Cents) -> Cents {
    let values = &law.housing_aid;
    let (ceiling, amount) = match (facts.dependants, facts.adults) {
        (..=0, ..=1) => (values.rent_cut_ceiling_alone, values.rent_cut_alone[zone]),
        (..=0, _) => (values.rent_cut_ceiling_couple, values.rent_cut_couple[zone]),
        (dependants, _) => {
            let ceiling = match dependants {
                1 => values.rent_cut_ceiling_1,
                2 => values.rent_cut_ceiling_2,
                3 => values.rent_cut_ceiling_3,
                4 => values.rent_cut_ceiling_4,
                5 => values.rent_cut_ceiling_5,
                _ => {
                    let mut ceiling = values.rent_cut_ceiling_6;
                    ceiling[zone] += values.rent_cut_ceiling_further[zone] * (dependants - 6);
                    ceiling
                }
            };
            let further = values.rent_cut_further_dependant[zone] * (dependants - 1);
            (ceiling, values.rent_cut_one_dependant[zone] + further)
        }
    };
    if income < ceiling[zone] * 12 { amount } else { Cents::ZERO }
}
