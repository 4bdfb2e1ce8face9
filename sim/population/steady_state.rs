//! The incomes of a household of the starting population if every month of the past two years had been like this one:
//! what taxes, benefits and living standards of January 2019 are computed from.
//!
//! It brings the rows of a block to the functions of the law, in the same way as the months of the simulation will, and
//! changes nothing but the taxable incomes of past years.

use crate::behaviour::traits;
use crate::chance::{Chance, Threshold};
use crate::law::Law;
use crate::law::aah::{AahFacts, aah};
use crate::law::aspa::{AspaFacts, aspa};
use crate::law::ass::ass;
use crate::law::csg::{ReplacementRate, replacement_rate};
use crate::law::facts::{Children, HousingZone, Tenure as LawTenure};
use crate::law::family_benefits::{FamilyFacts, family_benefits, two_earners};
use crate::law::housing_aid::{HousingFacts, housing_aid};
use crate::law::income_tax::{TaxFacts, after_expenses, half_parts, income_tax};
use crate::law::payslip::payslip;
use crate::law::pension_levies::pension_levies;
use crate::law::prime_activite::{PpaFacts, prime_activite};
use crate::law::rsa::{RsaFacts, rsa};
use crate::law::self_employed::self_employed;
use crate::law::unemployment_insurance::are_net;
use crate::units::{Cents, Month, Rate};
use crate::world::person::bits;
use crate::world::{Block, Role, Status, Tenure};

/// Share of entitled households that do not claim the RSA, by tenure: owner, private tenant, social tenant, housed free
/// (DREES 2022 for 2018; housed free: the mean, an assumption).
pub const RSA_NON_TAKE_UP: [f64; 4] = [0.61, 0.33, 0.15, 0.34];

/// Social levies on property income (17.2 % in 2019).
const PROPERTY_LEVIES: Rate = Rate(172_000);

/// Part of a pension paid by basic schemes, the rest complementary [A].
const BASIC_PENSION: Rate = Rate(750_000);

/// Days a month stands for in the law of unemployment insurance.
const DAYS: i64 = 30;

/// A member's month before means-tested benefits.
#[derive(Clone, Copy, Default)]
struct Member {
    /// Net earnings from work.
    labour: Cents,
    /// Net pension or insurance.
    other: Cents,
    taxable: Cents,
}

fn member(block: &Block, row: usize, law: &Law, rate: ReplacementRate) -> Member {
    let persons = &block.persons;
    match persons.status[row] {
        Status::OpenEnded | Status::FixedTerm | Status::Ebe | Status::InsertionJob => {
            let hours = i64::from(persons.hours[row]);
            let gross = Cents(i64::from(persons.hourly_wage[row]) * hours * 52 / 12);
            let share = Rate((hours.min(35) * 1_000_000 / 35) as i32);
            let slip = payslip(law, gross, share);
            Member { labour: slip.net, other: Cents::ZERO, taxable: slip.taxable }
        }
        Status::SelfEmployed => {
            let levies = self_employed(law, Cents(i64::from(persons.pension_or_profit[row])));
            Member { labour: levies.net, other: Cents::ZERO, taxable: levies.taxable }
        }
        Status::Retired => {
            let gross = Cents(i64::from(persons.pension_or_profit[row]));
            let basic = gross.times(BASIC_PENSION);
            let levies = pension_levies(law, basic, gross - basic, rate);
            Member { labour: Cents::ZERO, other: levies.net, taxable: levies.taxable }
        }
        status if status.is_jobless() && persons.insurance_months[row] > 0 => {
            let month = are_net(law, Cents(i64::from(persons.daily_allowance[row])), DAYS, rate);
            Member { labour: Cents::ZERO, other: month.net, taxable: month.taxable }
        }
        _ => Member::default(),
    }
}

/// The household's rate of CSG on replacement income, by the taxable income of the year before last.
fn csg_rate(block: &Block, household: usize, law: &Law) -> ReplacementRate {
    let (mut income, mut adults) = (Cents::ZERO, 0);
    for row in block.households.member_rows(household) {
        if block.persons.role[row] != Role::Child {
            income += after_expenses(law, Cents(i64::from(block.persons.taxable_two_years_ago[row])));
            adults += 1;
        }
    }
    replacement_rate(law, income, half_parts(adults >= 2, 0, false))
}

/// Sets taxable incomes of the last two years to twelve months like this one.
pub fn set_taxable_incomes(block: &mut Block, law: &Law) {
    for household in 0..block.households.len() {
        // First as if every allowance bore the full CSG, then at the rate that income calls for.
        let mut rate = ReplacementRate::Full;
        for _ in 0..2 {
            for row in block.households.member_rows(household) {
                let yearly = (member(block, row, law, rate).taxable.0 * 12).clamp(0, i64::from(u32::MAX)) as u32;
                block.persons.taxable_last_year[row] = yearly;
                block.persons.taxable_two_years_ago[row] = yearly;
            }
            rate = csg_rate(block, household, law);
        }
    }
}

/// What a household lives on, a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub disposable: Cents,
    /// Tenths of a consumption unit.
    pub units: i64,
    /// RSA due if claimed.
    pub rsa_due: Cents,
    pub rsa_claimed: bool,
    pub prime_activite: Cents,
    pub housing_aid: Cents,
    pub aah: Cents,
    pub aspa: Cents,
    pub ass: Cents,
    /// Counted in poverty statistics: the head is not a student.
    pub counted: bool,
}

impl Outcome {
    /// Cents a year a consumption unit, not below zero.
    pub fn living_standard(&self) -> i64 {
        self.disposable.0.max(0) * 12 * 10 / self.units.max(10)
    }
}

/// Computes a household's month under `law`; who claims the RSA is a permanent trait against the chance of its tenure.
pub fn outcome(block: &Block, household: usize, law: &Law, chance: &Chance, month: Month) -> Outcome {
    let (persons, homes) = (&block.persons, &block.households);
    let rate = csg_rate(block, household, law);
    let mut gathered = Gathered::default();
    for row in homes.member_rows(household) {
        let age = persons.age_in_months(row, month);
        gathered.units += match (gathered.units, age) {
            (0, _) => 10,
            (_, 168..) => 5,
            _ => 3,
        };
        let mut income = member(block, row, law, rate);
        gathered.labour += income.labour;
        gathered.other += income.other;
        if persons.role[row] == Role::Child {
            gathered.grown_up_or_child(block, row, age, income, law);
            continue;
        }
        let place = gathered.adults.min(1) as usize;
        gathered.adults += 1;
        gathered.rows[place] = row;
        gathered.activity[place] = income.labour;
        gathered.taxable[place] = Cents(i64::from(persons.taxable_two_years_ago[row]));
        gathered.disabled[place] = persons.has(row, bits::DISABLED) && (240..744).contains(&age);
        if persons.status[row] == Status::Retired {
            gathered.pension[place] = income.taxable * 12;
            gathered.gross_pensions += Cents(i64::from(persons.pension_or_profit[row]));
            income.taxable = Cents::ZERO;
        }
        gathered.wages[place] = income.taxable * 12;
        gathered.aspa_claimants += i64::from(age >= 65 * 12);
    }
    gathered.finish(block, household, law, chance, month)
}

#[derive(Default)]
struct Gathered {
    units: i64,
    adults: i64,
    rows: [usize; 2],
    labour: Cents,
    other: Cents,
    activity: [Cents; 2],
    child_activity: Cents,
    taxable: [Cents; 2],
    wages: [Cents; 2],
    pension: [Cents; 2],
    gross_pensions: Cents,
    disabled: [bool; 2],
    aspa_claimants: i64,
    children: Children,
    dependants: Children,
    tax_children: Children,
    grown_without_income: i64,
    grown_tax: Cents,
}

impl Gathered {
    fn grown_up_or_child(&mut self, block: &Block, row: usize, age: u16, income: Member, law: &Law) {
        let persons = &block.persons;
        let status = persons.status[row];
        if age < 240 {
            self.children.push(age);
        }
        if age < 300 && income.labour < Cents(40_000) {
            self.dependants.push(age);
            self.child_activity += income.labour;
        } else if age >= 300
            && status.is_jobless()
            && persons.insurance_months[row] == 0
            && !persons.has(row, bits::DISABLED)
        {
            self.grown_without_income += 1;
        }
        if age < 252 || (status == Status::Student && age < 300) {
            self.tax_children.push(age);
        } else if income.taxable > Cents::ZERO {
            let wages = [income.taxable * 12, Cents::ZERO];
            self.grown_tax += income_tax(law, &TaxFacts { wages, ..TaxFacts::default() }).tax;
        }
    }

    fn finish(mut self, block: &Block, household: usize, law: &Law, chance: &Chance, month: Month) -> Outcome {
        let (persons, homes) = (&block.persons, &block.households);
        let head = usize::from(homes.first[household]);
        let couple = self.adults == 2;
        let property = Cents::euros(i64::from(homes.property_income[household]));
        let property_net = property - property.times(PROPERTY_LEVIES);

        let mut ass_paid = Cents::ZERO;
        for row in homes.member_rows(household) {
            let eligible = persons.has(row, bits::LONG_CAREER)
                && persons.insurance_months[row] == 0
                && persons.daily_allowance[row] > 0
                && matches!(persons.status[row], Status::Unemployed | Status::Halo);
            if eligible {
                ass_paid += ass(law, couple, self.labour + self.other);
            }
        }
        let counted_other = self.other + ass_paid + property_net;

        let incomes = self.taxable.map(|yearly| after_expenses(law, yearly));
        let family = family_benefits(
            law,
            &FamilyFacts {
                children: self.children,
                income: incomes[0] + incomes[1],
                lone: self.adults == 1,
                two_earners: couple && two_earners(law, incomes),
            },
        );
        let disabled = self.disabled.contains(&true);
        let aah_paid: [Cents; 2] = std::array::from_fn(|adult| {
            if !self.disabled[adult] || persons.status[self.rows[adult]] == Status::Retired {
                return Cents::ZERO;
            }
            aah(
                law,
                &AahFacts {
                    couple,
                    children: self.children.count(),
                    own_wage: after_expenses(law, self.activity[adult] * 12),
                    own_other: Cents::ZERO,
                    partner_income: if couple { incomes[1 - adult] } else { Cents::ZERO },
                },
            )
        });
        let aspa_paid = if self.aspa_claimants > 0 {
            let facts = AspaFacts {
                couple,
                claimants: self.aspa_claimants,
                other: self.gross_pensions.max(counted_other),
                wages: self.activity[0] + self.activity[1],
            };
            aspa(law, &facts)
        } else {
            Cents::ZERO
        };

        let tenure = match homes.tenure[household] {
            Tenure::Owner => LawTenure::Owner,
            Tenure::PrivateTenant => LawTenure::PrivateTenant,
            Tenure::SocialTenant => LawTenure::SocialTenant,
            Tenure::RentFree => LawTenure::RentFree,
        };
        let housing = |draws_rsa: bool| {
            if !tenure.pays_rent() {
                return Cents::ZERO;
            }
            let facts = HousingFacts {
                adults: self.adults,
                dependants: self.children.count(),
                tenure,
                zone: match homes.zone[household] {
                    1 => HousingZone::One,
                    2 => HousingZone::Two,
                    _ => HousingZone::Three,
                },
                rent: Cents(i64::from(homes.rent[household]) * 10),
                incomes,
                draws_rsa,
                disabled,
            };
            housing_aid(law, &facts).amount
        };
        let (student, retired) = (persons.status[head] == Status::Student, persons.status[head] == Status::Retired);
        let head_age = persons.age_in_months(head, month);
        let rsa_with = |aid: Cents| {
            let own = if student || retired {
                Cents::ZERO
            } else {
                rsa(
                    law,
                    &RsaFacts {
                        adults: self.adults,
                        children: self.dependants,
                        activity: self.activity[0] + self.activity[1] + self.child_activity,
                        other: counted_other + aah_paid[0] + aah_paid[1],
                        family,
                        tenure,
                        housing_aid: aid,
                        too_young: head_age < 300 && self.dependants.count() == 0,
                    },
                )
                .amount
            };
            let grown = if self.grown_without_income > 0 && !student {
                let alone = RsaFacts { adults: 1, tenure: LawTenure::RentFree, ..RsaFacts::default() };
                rsa(law, &alone).amount * self.grown_without_income
            } else {
                Cents::ZERO
            };
            own + grown
        };
        let mut aid = housing(false);
        let mut due = rsa_with(aid);
        let [word, ..] = traits::claim(chance, block.household_id(household));
        let missing = Threshold::from_probability(RSA_NON_TAKE_UP[homes.tenure[household] as usize]);
        let claimed = due > Cents::ZERO && !missing.happens(word);
        if claimed {
            aid = housing(true);
            due = rsa_with(aid);
        }
        let works = self.activity[0] + self.activity[1] > Cents::ZERO;
        let ppa = if works && !student {
            let facts = PpaFacts {
                adults: self.adults,
                children: self.dependants,
                activity: self.activity,
                aah: aah_paid,
                other: counted_other,
                family,
                tenure,
                housing_aid: aid,
            };
            prime_activite(law, &facts).amount
        } else {
            Cents::ZERO
        };
        self.grown_tax += income_tax(
            law,
            &TaxFacts {
                couple,
                children: self.tax_children,
                lone_parent: self.adults == 1 && self.tax_children.count() > 0,
                wages: self.wages,
                pensions: self.pension,
            },
        )
        .tax;
        let crds = (family.total() + ppa).times(law.csg.crds);
        let benefits = ass_paid + family.total() + aid + ppa + aah_paid[0] + aah_paid[1] + aspa_paid - crds;
        let rsa_paid = if claimed { due } else { Cents::ZERO };
        Outcome {
            disposable: self.labour + self.other + property_net + benefits + rsa_paid - Cents(self.grown_tax.0 / 12),
            units: self.units,
            rsa_due: due,
            rsa_claimed: claimed,
            prime_activite: ppa,
            housing_aid: aid,
            aah: aah_paid[0] + aah_paid[1],
            aspa: aspa_paid,
            ass: ass_paid,
            counted: !student,
        }
    }
}
