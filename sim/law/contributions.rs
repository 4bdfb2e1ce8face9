//! Contributions of a private-sector employee and employer, line by line, as the pay slip shows them.
//!
//! Each line is the base × the rate, rounded to the nearest cent, as pay slips are. Bases are cut at the monthly ceiling
//! of social security, not reduced for part time (CSS R242-2 allows it; the pay of most part-timers is under it).

use super::values::law_values;
use super::{Law, smic};
use crate::units::{Cents, Rate};

law_values! {
    /// Values of contributions (`scenarios/law/contributions.toml`): rates of the wage, limits in monthly ceilings.
    "contributions" => ContributionValues {
        ceiling: Cents,
        employee_old_age_capped: Rate,
        employee_old_age_uncapped: Rate,
        employee_complementary_below: Rate,
        employee_complementary_above: Rate,
        employee_equilibrium_below: Rate,
        employee_equilibrium_above: Rate,
        employee_technical: Rate,
        complementary_limit: i64,
        health: Rate,
        health_cut: Rate,
        health_cut_up_to: Rate,
        family: Rate,
        family_cut: Rate,
        family_cut_up_to: Rate,
        cut_reference_smic: Cents,
        employer_old_age_capped: Rate,
        employer_old_age_uncapped: Rate,
        accidents: Rate,
        autonomy: Rate,
        unemployment: Rate,
        wage_guarantee: Rate,
        unemployment_limit: i64,
        employer_complementary_below: Rate,
        employer_complementary_above: Rate,
        employer_equilibrium_below: Rate,
        employer_equilibrium_above: Rate,
        employer_technical: Rate,
        housing_fund: Rate,
        housing_fund_in_two_lines: bool,
        construction: Rate,
        training: Rate,
        apprenticeship: Rate,
        unions: Rate,
    }
}

/// Employee lines, a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct EmployeeLines {
    pub old_age_capped: Cents,
    pub old_age_uncapped: Cents,
    pub complementary: Cents,
    pub equilibrium: Cents,
    pub technical: Cents,
}

impl EmployeeLines {
    pub fn total(&self) -> Cents {
        self.old_age_capped + self.old_age_uncapped + self.complementary + self.equilibrium + self.technical
    }
}

/// Employer lines, a month, before the general reduction and after the low-wage cuts of the health and family rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct EmployerLines {
    pub health: Cents,
    pub old_age_capped: Cents,
    pub old_age_uncapped: Cents,
    pub family: Cents,
    pub accidents: Cents,
    pub unemployment: Cents,
    pub wage_guarantee: Cents,
    pub complementary: Cents,
    pub equilibrium: Cents,
    pub technical: Cents,
    pub autonomy: Cents,
    pub housing_fund: Cents,
    pub construction: Cents,
    pub training: Cents,
    pub apprenticeship: Cents,
    pub unions: Cents,
}

impl EmployerLines {
    /// FNAL, construction, training, apprenticeship and social dialogue: levies on the wage bill outside social security.
    pub fn labour_levies(&self) -> Cents {
        self.housing_fund + self.construction + self.training + self.apprenticeship + self.unions
    }

    pub fn total(&self) -> Cents {
        self.health
            + self.old_age_capped
            + self.old_age_uncapped
            + self.family
            + self.accidents
            + self.unemployment
            + self.wage_guarantee
            + self.complementary
            + self.equilibrium
            + self.technical
            + self.autonomy
            + self.labour_levies()
    }
}

/// The wage cut into the parts contributions are counted on.
struct Bases {
    gross: Cents,
    capped: Cents,
    above: Cents,
    technical: Cents,
    unemployment: Cents,
}

fn bases(law: &Law, gross: Cents) -> Bases {
    let values = &law.contributions;
    let capped = gross.min(values.ceiling);
    let complementary = gross.min(values.ceiling * values.complementary_limit);
    // The technical contribution is due from the first euro, but only by wages over the ceiling.
    let technical = if gross > values.ceiling { complementary } else { Cents::ZERO };
    let unemployment = gross.min(values.ceiling * values.unemployment_limit);
    Bases { gross, capped, above: complementary - capped, technical, unemployment }
}

/// A line of the pay slip: base × rate to the nearest cent. In double precision, a tie to the even cent: half a cent falls
/// to the side published slips give it.
fn line(base: Cents, rate: Rate) -> Cents {
    Cents((base.to_euros() * rate.to_fraction() * 100.0).round_ties_even() as i64)
}

/// Employee contributions on a monthly gross wage, CSG and CRDS apart.
pub fn employee(law: &Law, gross: Cents) -> EmployeeLines {
    let values = &law.contributions;
    let base = bases(law, gross);
    EmployeeLines {
        old_age_capped: line(base.capped, values.employee_old_age_capped),
        old_age_uncapped: line(base.gross, values.employee_old_age_uncapped),
        complementary: line(base.capped, values.employee_complementary_below)
            + line(base.above, values.employee_complementary_above),
        equilibrium: line(base.capped, values.employee_equilibrium_below)
            + line(base.above, values.employee_equilibrium_above),
        technical: line(base.technical, values.employee_technical),
    }
}

/// Employer contributions on a monthly gross wage; `full_time_share` reduces the SMIC that low wages are compared with.
pub fn employer(law: &Law, gross: Cents, full_time_share: Rate) -> EmployerLines {
    let values = &law.contributions;
    let base = bases(law, gross);
    let reference = if values.cut_reference_smic == Cents::ZERO { law.smic.hourly } else { values.cut_reference_smic };
    let reference = reference.to_euros() * law.smic.monthly_hours.to_fraction() * full_time_share.to_fraction();
    // Compared without rounding the limit: a wage of the limit rounded up to the cent is over it.
    let cut = |up_to: Rate, cut: Rate| if gross.to_euros() <= reference * up_to.to_fraction() { cut } else { Rate(0) };
    let health_cut = cut(values.health_cut_up_to, values.health_cut);
    let family_cut = cut(values.family_cut_up_to, values.family_cut);
    let health = line(gross, Rate(values.health.0 - health_cut.0));
    let family = line(gross, Rate(values.family.0 - family_cut.0));
    // The cuts and the levy for accidents are rounded once, together: the levy takes what rounding the two lines left.
    let less = gross.times(Rate(health_cut.0 + family_cut.0 - values.accidents.0));
    let accidents = line(gross, values.health) + line(gross, values.family) - less - health - family;
    EmployerLines {
        health,
        old_age_capped: line(base.capped, values.employer_old_age_capped),
        old_age_uncapped: line(gross, values.employer_old_age_uncapped),
        family,
        accidents,
        unemployment: line(base.capped, values.unemployment)
            + line(base.unemployment - base.capped, values.unemployment),
        wage_guarantee: line(base.unemployment, values.wage_guarantee),
        complementary: line(base.capped, values.employer_complementary_below)
            + line(base.above, values.employer_complementary_above),
        equilibrium: line(base.capped, values.employer_equilibrium_below)
            + line(base.above, values.employer_equilibrium_above),
        technical: line(base.technical, values.employer_technical),
        autonomy: line(gross, values.autonomy),
        housing_fund: if values.housing_fund_in_two_lines {
            line(base.capped, values.housing_fund) + line(gross - base.capped, values.housing_fund)
        } else {
            line(gross, values.housing_fund)
        },
        construction: line(gross, values.construction),
        training: line(gross, values.training),
        apprenticeship: line(gross, values.apprenticeship),
        unions: line(gross, values.unions),
    }
}

/// The share of full time a wage stands for when hours are not known: paid at the SMIC below it, full time from it on.
pub fn assumed_full_time_share(law: &Law, gross: Cents) -> Rate {
    let full = smic::monthly(law);
    if gross >= full { Rate::ONE } else { Rate((gross.0 * 1_000_000 / full.0.max(1)) as i32) }
}
