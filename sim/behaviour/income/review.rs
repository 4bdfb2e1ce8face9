//! The quarterly review of a household's benefits: RSA and prime d'activité are set for three months on the mean of the
//! three before; family benefits, housing aid, AAH and ASPA are looked at on the same occasion. A third of households
//! is reviewed each month, by a permanent cohort.
//!
//! Grown children at home are claims of their own: those of 25 or more without income for the RSA, those of 20 or more
//! with a disability for the AAH, those who earn for the prime d'activité. Those under 25 who earn little are dependants
//! of their parents (CASF R262-3; CSS L842-1 and R842-3).

use super::IncomeParameters;
use crate::behaviour::traits;
use crate::chance::{Chance, Process};
use crate::law::facts::{Children, HousingZone};
use crate::law::{Law, aah, aspa, family_benefits, housing_aid, income_tax, prime_activite, rsa};
use crate::units::{Cents, Month, PersonId};
use crate::world::person::bits;
use crate::world::{Block, Role, RsaState, Rules, Status, Tenure};

/// Months between two reviews.
pub const QUARTER: u16 = 3;

/// Whether this is the month in which the household's benefits are set.
pub fn is_due(household: PersonId, month: Month) -> bool {
    (household.key() ^ (household.key() >> 16)) % u64::from(QUARTER) == u64::from(month.0 % QUARTER)
}

/// What the review reads of a household, gathered in one pass over its members.
pub struct Facts {
    pub adults: i64,
    /// Rows of head and partner.
    pub rows: [usize; 2],
    pub head_age: u16,
    /// Children for family benefits and housing aid (under 20), and for the RSA and tax (under 25, without earnings).
    pub children: Children,
    pub dependants: Children,
    /// Mean monthly net earnings of the quarter.
    pub activity: [Cents; 2],
    pub child_activity: Cents,
    /// Mean monthly other income of the quarter.
    pub other: Cents,
    /// Taxable income of the year before last, and of the last twelve months.
    pub two_years_ago: [Cents; 2],
    pub rolling: [Cents; 2],
    pub disabled: [bool; 2],
    /// Grown children at home with a claim of their own.
    pub grown: Grown,
    pub student: bool,
    pub retired: bool,
    /// Adults old enough for the ASPA, and the couple's gross monthly pensions.
    pub over_age: i64,
    pub pensions: Cents,
}

/// Grown children of a household who claim for themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct Grown {
    /// Those of 25 or more without income.
    pub without_income: i64,
    /// Mean monthly earnings, and whether disabled, of those who work or are disabled; the first three.
    claims: [(Cents, bool); 3],
    count: usize,
}

impl Grown {
    fn add(&mut self, earned: Cents, disabled: bool) {
        if let Some(free) = self.claims.get_mut(self.count) {
            *free = (earned, disabled);
            self.count += 1;
        }
    }
    fn claims(&self) -> &[(Cents, bool)] {
        &self.claims[..self.count]
    }
}

/// A grown child at home whose monthly earnings, in cents, are above this is no dependant of their parents for the RSA
/// (assumption: the law's own test is 55 % of the SMIC for family benefits).
const DEPENDANT_EARNS_AT_MOST: Cents = Cents(40_000);
/// Age from which the prime d'activité is open, in months (CSS L842-2).
const PRIME_ACTIVITE_AGE: u16 = 18 * 12;
/// Age from which the AAH is open, in months (CSS L821-1, R821-1).
const AAH_AGE: u16 = 20 * 12;

/// Age from which the ASPA is open, in months: 65 years (CSS R815-1).
const ASPA_AGE: u16 = 65 * 12;

/// Gathers the facts. `months` is how many months the quarterly columns hold.
pub fn facts(block: &Block, household: usize, month: Month) -> Facts {
    let persons = &block.persons;
    let homes = &block.households;
    let mut facts = Facts {
        adults: 0,
        rows: [0; 2],
        head_age: 0,
        children: Children::NONE,
        dependants: Children::NONE,
        activity: [Cents::ZERO; 2],
        child_activity: Cents::ZERO,
        other: Cents(i64::from(homes.quarter_other[household]) / 3),
        two_years_ago: [Cents::ZERO; 2],
        rolling: [Cents::ZERO; 2],
        disabled: [false; 2],
        grown: Grown::default(),
        student: false,
        retired: false,
        over_age: 0,
        pensions: Cents::ZERO,
    };
    let elapsed = i64::from(month.month_of_year()) - 1;
    for row in homes.member_rows(household) {
        let status = persons.status[row];
        if !status.is_alive() {
            continue;
        }
        let age = persons.age_in_months(row, month);
        let earned = Cents(i64::from(persons.quarter_earnings[row]) / 3);
        if persons.role[row] == Role::Child {
            if age < 20 * 12 {
                facts.children.push(age);
            }
            let disabled = persons.has(row, bits::DISABLED) && age >= AAH_AGE;
            let dependant = age < 25 * 12 && earned < DEPENDANT_EARNS_AT_MOST;
            if dependant {
                facts.dependants.push(age);
                facts.child_activity += earned;
            }
            if disabled || (age >= PRIME_ACTIVITE_AGE && earned > Cents::ZERO && !dependant) {
                facts.grown.add(earned, disabled);
            } else if age >= 25 * 12
                && status.is_jobless()
                && earned == Cents::ZERO
                && persons.insurance_months[row] == 0
            {
                facts.grown.without_income += 1;
            }
            continue;
        }
        let adult = (facts.adults as usize).min(1);
        facts.rows[adult] = row;
        facts.activity[adult] = earned;
        facts.two_years_ago[adult] = Cents(i64::from(persons.taxable_two_years_ago[row]));
        let last = i64::from(persons.taxable_last_year[row]);
        facts.rolling[adult] = Cents(i64::from(persons.taxable_this_year[row]) + last * (12 - elapsed) / 12);
        facts.over_age += i64::from(age >= ASPA_AGE);
        if status == Status::Retired {
            facts.pensions += Cents(i64::from(persons.pension_or_profit[row]));
        }
        facts.disabled[adult] = persons.has(row, bits::DISABLED) && (20 * 12..62 * 12).contains(&age);
        if facts.adults == 0 {
            facts.head_age = age / 12;
            facts.student = status == Status::Student;
            facts.retired = status == Status::Retired;
        }
        facts.adults = (facts.adults + 1).min(2);
    }
    facts
}

/// What the law answers for a household, a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entitlements {
    /// Allocations familiales, complément familial, PAJE.
    pub family: Cents,
    pub asf: Cents,
    pub housing_aid: Cents,
    pub aah: [Cents; 2],
    pub aspa: Cents,
    pub rsa: Cents,
    pub prime_activite: Cents,
    /// Of grown children at home.
    pub aah_grown: Cents,
    pub prime_activite_grown: Cents,
}

/// The law for these facts. `home` gives tenure, rent and zone.
pub fn entitlements(law: &Law, facts: &Facts, home: &Home, draws_rsa: bool) -> Entitlements {
    let after = |incomes: [Cents; 2]| incomes.map(|income| income_tax::after_expenses(law, income));
    let n2 = after(facts.two_years_ago);
    let lone = facts.adults == 1;
    let family = if facts.children.count() > 0 {
        family_benefits::family_benefits(
            law,
            &family_benefits::FamilyFacts {
                children: facts.children,
                income: n2[0] + n2[1],
                lone,
                two_earners: family_benefits::two_earners(law, n2),
            },
        )
    } else {
        family_benefits::FamilyBenefits::default()
    };
    let assessed = if law.housing_aid.rolling_income { after(facts.rolling) } else { n2 };
    let any_disabled = facts.disabled.contains(&true);
    let housing = if home.tenure.pays_rent() {
        let amount = housing_aid::housing_aid(
            law,
            &housing_aid::HousingFacts {
                adults: facts.adults,
                dependants: facts.children.count(),
                tenure: home.tenure,
                zone: home.zone,
                rent: home.rent,
                incomes: assessed,
                draws_rsa,
                disabled: any_disabled,
            },
        );
        amount.amount
    } else {
        Cents::ZERO
    };
    let aah = if any_disabled { disability(law, facts, n2) } else { [Cents::ZERO; 2] };
    let aspa = if facts.over_age > 0 {
        aspa::aspa(
            law,
            &aspa::AspaFacts {
                couple: facts.adults == 2,
                claimants: facts.over_age,
                other: facts.pensions.max(facts.other),
                wages: facts.activity[0] + facts.activity[1],
            },
        )
    } else {
        Cents::ZERO
    };
    let (rsa, ppa) = minima(law, facts, home, family, housing, aah);
    let (aah_grown, ppa_grown) = if facts.grown.count > 0 { grown(law, facts) } else { Default::default() };
    Entitlements {
        family: family.af + family.cf + family.paje,
        asf: family.asf,
        housing_aid: housing,
        aah,
        aspa,
        rsa,
        aah_grown,
        prime_activite: ppa,
        prime_activite_grown: ppa_grown,
    }
}

/// Home of a household in the words of the law.
pub struct Home {
    pub tenure: crate::law::facts::Tenure,
    pub zone: HousingZone,
    pub rent: Cents,
}

impl Home {
    pub fn of(block: &Block, household: usize) -> Home {
        use crate::law::facts::Tenure as LawTenure;
        Home {
            tenure: match block.households.tenure[household] {
                Tenure::Owner => LawTenure::Owner,
                Tenure::PrivateTenant => LawTenure::PrivateTenant,
                Tenure::SocialTenant => LawTenure::SocialTenant,
                Tenure::RentFree => LawTenure::RentFree,
            },
            zone: match block.households.zone[household] {
                1 => HousingZone::One,
                2 => HousingZone::Two,
                _ => HousingZone::Three,
            },
            rent: Cents(i64::from(block.households.rent[household]) * 10),
        }
    }
}

fn disability(law: &Law, facts: &Facts, n2: [Cents; 2]) -> [Cents; 2] {
    std::array::from_fn(|adult| {
        if !facts.disabled[adult] {
            return Cents::ZERO;
        }
        let yearly = Cents(facts.activity[adult].0 * 12);
        aah::aah(
            law,
            &aah::AahFacts {
                couple: facts.adults == 2,
                children: facts.children.count(),
                own_wage: income_tax::after_expenses(law, yearly),
                own_other: Cents::ZERO,
                partner_income: if facts.adults == 2 { n2[1 - adult] } else { Cents::ZERO },
            },
        )
    })
}

fn minima(
    law: &Law,
    facts: &Facts,
    home: &Home,
    family: family_benefits::FamilyBenefits,
    housing: Cents,
    aah: [Cents; 2],
) -> (Cents, Cents) {
    if facts.student {
        return (Cents::ZERO, Cents::ZERO);
    }
    let own = if facts.retired {
        Cents::ZERO
    } else {
        rsa::rsa(
            law,
            &rsa::RsaFacts {
                adults: facts.adults,
                children: facts.dependants,
                activity: facts.activity[0] + facts.activity[1] + facts.child_activity,
                other: facts.other + aah[0] + aah[1],
                family,
                tenure: home.tenure,
                housing_aid: housing,
                too_young: facts.head_age < 25 && facts.dependants.count() == 0,
            },
        )
        .amount
    };
    let grown = if facts.grown.without_income > 0 {
        rsa::rsa(law, &alone()).amount * facts.grown.without_income
    } else {
        Cents::ZERO
    };
    let works = facts.activity[0] + facts.activity[1] > Cents::ZERO;
    let ppa = if works {
        prime_activite::prime_activite(
            law,
            &prime_activite::PpaFacts {
                adults: facts.adults,
                children: facts.dependants,
                activity: facts.activity,
                aah,
                other: facts.other,
                family,
                tenure: home.tenure,
                housing_aid: housing,
            },
        )
        .amount
    } else {
        Cents::ZERO
    };
    (own + grown, ppa)
}

/// RSA of one adult at their parents'.
fn alone() -> rsa::RsaFacts {
    rsa::RsaFacts {
        adults: 1,
        children: Children::NONE,
        activity: Cents::ZERO,
        other: Cents::ZERO,
        family: family_benefits::FamilyBenefits::default(),
        tenure: crate::law::facts::Tenure::RentFree,
        housing_aid: Cents::ZERO,
        too_young: false,
    }
}

/// AAH and prime d'activité of grown children at home, each on their own earnings.
fn grown(law: &Law, facts: &Facts) -> (Cents, Cents) {
    let (mut aah, mut ppa) = (Cents::ZERO, Cents::ZERO);
    for &(earned, disabled) in facts.grown.claims() {
        let mine = if disabled { aah_alone(law, earned) } else { Cents::ZERO };
        aah += mine;
        if earned > Cents::ZERO {
            ppa += prime_activite::prime_activite(
                law,
                &prime_activite::PpaFacts {
                    adults: 1,
                    children: Children::NONE,
                    activity: [earned, Cents::ZERO],
                    aah: [mine, Cents::ZERO],
                    other: Cents::ZERO,
                    family: family_benefits::FamilyBenefits::default(),
                    tenure: crate::law::facts::Tenure::RentFree,
                    housing_aid: Cents::ZERO,
                },
            )
            .amount;
        }
    }
    (aah, ppa)
}

fn aah_alone(law: &Law, earned: Cents) -> Cents {
    aah::aah(
        law,
        &aah::AahFacts {
            couple: false,
            children: 0,
            own_wage: income_tax::after_expenses(law, earned * 12),
            own_other: Cents::ZERO,
            partner_income: Cents::ZERO,
        },
    )
}

/// Looks at the household again: sets benefits in payment for the coming three months and clears the quarter.
pub fn review(
    block: &mut Block,
    household: usize,
    law: &Law,
    rules: &Rules,
    parameters: &IncomeParameters,
    chance: &Chance,
    month: Month,
) {
    let facts = facts(block, household, month);
    let home = Home::of(block, household);
    let in_payment = is_in_payment(block.households.rsa_state[household]);
    let due = entitlements(law, &facts, &home, in_payment);
    let id = block.household_id(household);
    let [claims_rsa, claims_ppa, claims_aspa, _] = traits::claim(chance, id);
    let homes = &mut block.households;
    homes.family_benefits[household] = cents(due.family);
    homes.asf[household] = cents(due.asf);
    homes.housing_aid[household] = (due.housing_aid.0 / 100).clamp(0, 65_535) as u16;
    homes.aah[household] = cents(due.aah[0] + due.aah[1] + due.aah_grown);
    homes.aspa[household] = if parameters.aspa_take_up.happens(claims_aspa) { cents(due.aspa) } else { 0 };
    let ppa = due.prime_activite + due.prime_activite_grown;
    homes.prime_activite[household] =
        if parameters.prime_activite_take_up.happens(claims_ppa) { cents(ppa) } else { 0 };
    homes.rsa[household] = cents(due.rsa);
    let state = homes.rsa_state[household];
    let next = if due.rsa == Cents::ZERO {
        RsaState::None
    } else if is_in_payment(state) || state == RsaState::Waiting {
        state
    } else if claims(homes.tenure[household], claims_rsa, rules, parameters, chance, id, month) {
        RsaState::Waiting
    } else {
        RsaState::NonTakeUp
    };
    if next != state {
        homes.rsa_state[household] = next;
        homes.rsa_state_months[household] = 0;
        if next == RsaState::None {
            homes.rsa_months[household] = 0;
        }
    }
    homes.quarter_other[household] = 0;
    for row in homes.member_rows(household) {
        block.persons.quarter_earnings[row] = 0;
    }
}

/// Whether an entitled household that draws nothing claims at this review.
fn claims(
    tenure: Tenure,
    permanent: u32,
    rules: &Rules,
    parameters: &IncomeParameters,
    chance: &Chance,
    household: PersonId,
    month: Month,
) -> bool {
    let missing = parameters.rsa_non_take_up[tenure as usize];
    // A reform that eases claiming shrinks the part that never claims and quickens the rest.
    let never = missing.scaled(parameters.rsa_persistent_part, 1_000_000);
    let never = never.scaled(1_000_000, u64::from(rules.rsa_take_up.0.max(1) as u32));
    if never.happens(permanent) {
        return false;
    }
    let word = chance.person(Process::TakeUp, month, household, 0)[0];
    let ease = 1.0 - missing.to_probability();
    let scaled = parameters.rsa_claim.scaled((ease * 1e6) as u64, 660_000);
    scaled.scaled(u64::from(rules.rsa_take_up.0.max(0) as u32), 1_000_000).happens(word)
}

pub fn is_in_payment(state: RsaState) -> bool {
    matches!(state, RsaState::NotOriented | RsaState::Employment | RsaState::Social)
}

fn cents(amount: Cents) -> u32 {
    u32::try_from(amount.0.max(0)).unwrap_or(u32::MAX)
}
