//! Stage three of the month for one block: hires take effect, then pay, entitlements, income tax, care, consumption and
//! measures, household by household while its columns are in cache.

mod december;
mod rsa;
mod stocks;

pub use december::{December, PoorBefore};

use super::care::{self, PricesOfMonth};
use super::dependency::{self, DependencyCosts};
use super::income::known_payments::KnownPayments;
use super::income::outreach::Contacts;
use super::income::pay;
use super::income::payroll::{self, Payroll, Workplace};
use super::income::review::{self, is_due};
use super::income::{IncomeParameters, insurance, pension, tax};
use super::labour::hiring::{self, Hire};
use super::labour::{Labour, Posting};
use super::{poverty, traits};
use crate::chance::{Chance, Threshold};
use crate::law::Law;
use crate::law::csg::{ReplacementRate, replacement_rate};
use crate::law::income_tax::{after_expenses, half_parts};
use crate::law::self_employed::self_employed;
use crate::measures::Indicator;
use crate::units::{Cents, Month, Rate};
use crate::world::block::rows_where;
use crate::world::household::flags;
use crate::world::{Block, Exemption, Firms, Post, Role, RsaPayer, Rules, Status, Tally, U24, UniverselPayer};

/// What stage three sees besides the block.
pub struct View<'a> {
    pub laws: &'a [Law],
    pub labour: &'a Labour,
    pub firms: &'a Firms,
    pub chance: Chance,
    pub month: Month,
    pub parameters: &'a IncomeParameters,
    /// The exemptions of employer contributions in force somewhere.
    pub exemptions: Vec<Exemption>,
    /// Payments already worked out, one set a law without exemption, then for each exemption.
    pub payments: &'a [KnownPayments],
    /// By firm, where its employees work and for whom.
    pub workplaces: Vec<Workplace>,
    pub care: PricesOfMonth<'a>,
    pub dependency: &'a DependencyCosts,
    /// Consumer prices relative to January 2019.
    pub prices: Rate,
    /// Growth of pensions in payment this month; one when there is none.
    pub pension_growth: Rate,
    /// Chance that a private employee is in partial activity, and the share of hours then lost.
    pub partial_activity: Threshold,
    pub hours_lost: Rate,
    /// Poverty line of the year, cents a consumption unit; set in December only.
    pub poverty_line: Option<i64>,
}

/// What a block shows at the end of the month.
pub struct Observed {
    pub disposable: Cents,
    pub postings: Vec<Posting>,
    pub counts: [i64; Indicator::COUNT],
    pub december: Option<December>,
}

/// A household's money of the month.
#[derive(Default)]
struct Account {
    labour: Cents,
    benefits: Cents,
    other: Cents,
    taxes: Cents,
    taxable: Cents,
    /// Replacement incomes and others that the RSA counts.
    counted: Cents,
}

/// Runs stage three on `block`; what it shows, and what was paid.
pub fn month(block: &mut Block, hires: &[Hire], rules: &Rules, view: &View) -> (Observed, Tally) {
    let law = &view.laws[usize::from(rules.law)];
    let mut tally = Tally::default();
    let mut out =
        Observed { disposable: Cents::ZERO, postings: Vec::new(), counts: [0; Indicator::COUNT], december: None };
    for hire in hires {
        count_hire(block, hire, &mut out.counts);
        out.postings.extend(hiring::apply(block, hire));
        out.postings.push(Posting { firm: hire.firm, change: 1 });
    }
    let payroll = payroll::pay(block, usize::from(rules.law), view, &mut tally, &mut out.counts);
    // Before pay: the quarter looked at is the three months before this one.
    review_those_due(block, law, rules, view);
    for household in 0..block.households.len() {
        let mut account = Account::default();
        earn(block, household, rules, &payroll, view, &mut account, &mut tally, &mut out.counts);
        property(block, household, rules, view, &mut account, &mut tally);
        benefits(block, household, law, rules, view, &mut account, &mut tally);
        income_tax(block, household, law, view.month, &mut account, &mut tally);
        close_month(block, household, &account);
        let disposable = account.labour + account.benefits + account.other - account.taxes;
        let units = poverty::consumption_units(block, household, view.month);
        let spent = view.parameters.spending.spent(disposable.at_least_zero(), units);
        view.parameters.spending.book(spent, &mut tally);
        out.disposable += disposable;
    }
    care::month(block, rules, &view.care, &view.chance, view.month, &mut tally);
    dependency::month(block, view.dependency, view.prices, &mut tally);
    stocks::count(block, &mut out.counts);
    if let Some(line) = view.poverty_line {
        out.december = Some(december::close_year(block, view.firms, line, view.month, &mut out.counts));
    }
    (out, tally)
}

/// Sets the benefits, and the rate of income tax, of the households whose quarter has ended; in a loop of its own, so that
/// the law stays in the processor's caches.
fn review_those_due(block: &mut Block, law: &Law, rules: &Rules, view: &View) {
    if rules.outreach.benefits != 0 {
        let contacts =
            Contacts { outreach: &rules.outreach, parameters: view.parameters, chance: view.chance, month: view.month };
        for household in 0..block.households.len() {
            let (id, lone_parent) = (block.household_id(household), poverty::is_lone_parent(block, household));
            contacts.make(&mut block.households, household, id, lone_parent);
        }
    }
    let due = rows_where(block.households.len(), |household| is_due(block.household_id(household), view.month));
    for household in due.into_iter().map(usize::from) {
        review::review(block, household, law, rules, view.parameters, &view.chance, view.month);
        if tax::rate_is_set(view.month) {
            block.households.withholding[household] = tax::rate(block, household, law, view.month);
        }
    }
}

/// Phase 7 and the individual part of phase 8: wages, profits, pensions, insurance.
#[allow(clippy::too_many_arguments)] // A household, what it is under, and where its month is written.
fn earn(
    block: &mut Block,
    household: usize,
    rules: &Rules,
    payroll: &Payroll,
    view: &View,
    account: &mut Account,
    tally: &mut Tally,
    counts: &mut [i64; Indicator::COUNT],
) {
    let law = &view.laws[usize::from(rules.law)];
    let rows = block.households.member_rows(household);
    // Only pensions and insurance depend on it.
    let mut rate = None;
    let mut adults = 0;
    for row in rows.clone() {
        let status = block.persons.status[row];
        adults += i64::from(status.is_alive() && block.persons.role[row] != Role::Child);
        match status {
            Status::OpenEnded | Status::FixedTerm | Status::Ebe | Status::InsertionJob => {
                let (net, taxable) = payroll.of(row);
                worked(block, row, net, taxable, account);
            }
            Status::SelfEmployed => {
                let levies = self_employed(law, Cents(i64::from(block.persons.pension_or_profit[row])));
                tally.pay(Post::SelfEmployedIncome, levies.net);
                tally.pay(Post::SelfEmployedVieillesse, levies.old_age);
                tally.pay(Post::SelfEmployedFamille, levies.family);
                tally.pay(
                    Post::SelfEmployedMaladie,
                    levies.health + levies.csg_deductible + levies.csg_crds_not_deductible,
                );
                worked(block, row, levies.net, levies.taxable, account);
            }
            Status::Retired => {
                if view.pension_growth != Rate::ONE {
                    let grown = Cents(i64::from(block.persons.pension_or_profit[row])).times(view.pension_growth);
                    block.persons.pension_or_profit[row] = U24::of_cents(grown);
                }
                let gross = Cents(i64::from(block.persons.pension_or_profit[row]));
                let rate = *rate.get_or_insert_with(|| household_rate(block, household, law));
                let (net, taxable) = pension::pay(gross, law, rate, tally);
                account.other += net;
                account.counted += net;
                tax_later(block, row, taxable, account);
            }
            _ => {}
        }
    }
    // Allowances last: the ASS looks at what the others earn.
    for row in rows {
        if block.persons.status[row].is_jobless() {
            let resources = account.labour + account.other;
            let couple = adults >= 2;
            let career = |person| view.parameters.ass_career.happens(traits::claim(&view.chance, person)[3]);
            let rate = match block.persons.insurance_months[row] {
                0 => ReplacementRate::default(),
                _ => *rate.get_or_insert_with(|| household_rate(block, household, law)),
            };
            let merged = block.households.flags[household] & flags::UNIVERSEL != 0;
            let allowance =
                insurance::pay(&mut block.persons, row, law, couple, resources, rate, merged, career, tally);
            if allowance.net != Cents::ZERO {
                account.benefits += allowance.net;
                account.counted += allowance.net;
                tax_later(block, row, allowance.taxable, account);
                let who = if allowance.is_ass { Indicator::AssRecipients } else { Indicator::Insured };
                counts[who as usize] += 1;
            }
        }
    }
}

/// Enters a month's net earnings.
fn worked(block: &mut Block, row: usize, net: Cents, taxable: Cents, account: &mut Account) {
    account.labour += net;
    let persons = &mut block.persons;
    persons.quarter_earnings[row] = persons.quarter_earnings[row].saturating_add(net.0.max(0) as u32);
    if persons.months_in_work[row] & 0x0F < 12 {
        persons.months_in_work[row] += 1;
    }
    tax_later(block, row, taxable, account);
}

fn tax_later(block: &mut Block, row: usize, taxable: Cents, account: &mut Account) {
    let amount = taxable.0.max(0) as u32;
    let sum = &mut block.persons.taxable_this_year[row];
    *sum = sum.saturating_add(amount);
    account.taxable += taxable;
}

/// The household's rate of CSG on replacement income, by its income of the year before last.
fn household_rate(block: &Block, household: usize, law: &Law) -> ReplacementRate {
    let mut income = Cents::ZERO;
    let mut adults = 0;
    for row in block.households.member_rows(household) {
        if block.persons.role[row] != Role::Child {
            income += after_expenses(law, Cents(i64::from(block.persons.taxable_two_years_ago[row])));
            adults += 1;
        }
    }
    replacement_rate(law, income, half_parts(adults >= 2, 0, false))
}

fn property(block: &Block, household: usize, rules: &Rules, view: &View, account: &mut Account, tally: &mut Tally) {
    let income = Cents::euros(i64::from(block.households.property_income[household]));
    if income == Cents::ZERO {
        return;
    }
    let levies = income.times(Rate(view.parameters.property_levies.0 + rules.csg_points.0));
    tally.pay(Post::PropertyIncome, income);
    tally.pay(Post::SocialLeviesProperty, levies);
    account.other += income;
    account.counted += income - levies;
    account.taxes += levies;
}

/// Phase 8, benefits in payment.
fn benefits(
    block: &mut Block,
    household: usize,
    law: &Law,
    rules: &Rules,
    view: &View,
    account: &mut Account,
    tally: &mut Tally,
) {
    let id = block.household_id(household);
    let homes = &mut block.households;
    homes.quarter_other[household] = homes.quarter_other[household].saturating_add(account.counted.0.max(0) as u32);
    let family = Cents(i64::from(homes.family_benefits[household]));
    let asf = Cents(i64::from(homes.asf[household]));
    let ppa = Cents(i64::from(homes.prime_activite[household]));
    let housing = Cents::euros(i64::from(homes.housing_aid[household]));
    let aah = Cents(i64::from(homes.aah[household]));
    let aspa = Cents(i64::from(homes.aspa[household]));
    // The parent who does not live with the children supports some of them, as much as the ASF would.
    let supported = asf > Cents::ZERO && view.parameters.child_support.happens(traits::family(&view.chance, id)[0]);
    let (asf, support) = if supported { (Cents::ZERO, asf) } else { (asf, Cents::ZERO) };
    if supported {
        tally.pay(Post::ChildSupport, support);
        tally.pay(Post::ChildSupportPaid, support);
        account.other += support;
    }
    let posts = [
        (Post::FamilyBenefits, family),
        (Post::Asf, asf),
        (Post::PrimeActivite, ppa),
        (Post::HousingAid, housing),
        (Post::Aah, aah),
        (Post::Aspa, aspa),
    ];
    for (post, amount) in posts {
        tally.pay(post, amount);
        account.benefits += amount;
    }
    let universel = Cents(i64::from(homes.revenu_universel[household]));
    if universel != Cents::ZERO {
        let by_departement = match rules.universel.payer {
            UniverselPayer::Etat => Cents::ZERO,
            UniverselPayer::DepartementForFormerRsa => Cents(i64::from(homes.rsa[household])).min(universel),
        };
        tally.pay(Post::RevenuUniverselDepartement, by_departement);
        tally.pay(Post::RevenuUniversel, universel - by_departement);
        account.benefits += universel;
    }
    // Beside the revenu universel the RSA is no payment, only what refers to support.
    let rsa = rsa::of_the_month(block, household, rules, view);
    if rsa != Cents::ZERO && universel == Cents::ZERO {
        let post = match rules.rsa_payer {
            RsaPayer::Departement => Post::Rsa,
            RsaPayer::Etat => Post::RsaEtat,
        };
        tally.pay(post, rsa);
        account.benefits += rsa;
    }
    let crds = (family + asf + ppa).times(law.csg.crds);
    tally.pay(Post::CrdsBenefits, crds);
    account.taxes += crds;
}

/// Phase 9: withheld every month; last year's balance in September; the year's exact tax in December.
fn income_tax(block: &mut Block, household: usize, law: &Law, month: Month, account: &mut Account, tally: &mut Tally) {
    let mut due = Cents(account.taxable.0.max(0) * i64::from(block.households.withholding[household]) / 10_000);
    block.households.tax_withheld[household] = block.households.tax_withheld[household].saturating_add(due.0 as u32);
    if month.month_of_year() == 9 {
        due += Cents(i64::from(block.households.tax_balance[household]));
        block.households.tax_balance[household] = 0;
    }
    if month.is_december() {
        let (tax, _) = tax::of_year(block, household, law, month, tax::Year::ThisYear);
        let balance = tax.0 - i64::from(block.households.tax_withheld[household]);
        block.households.tax_balance[household] += balance.clamp(-100_000_000, 100_000_000) as i32;
    }
    if due != Cents::ZERO {
        tally.pay(Post::IncomeTax, due);
        account.taxes += due;
    }
}

fn close_month(block: &mut Block, household: usize, account: &Account) {
    let homes = &mut block.households;
    homes.year_labour[household] += account.labour.0 as u32;
    homes.year_benefits[household] += account.benefits.0 as u32;
    homes.year_other[household] += account.other.0 as u32;
    homes.year_taxes[household] += account.taxes.0 as i32;
}

fn count_hire(block: &Block, hire: &Hire, counts: &mut [i64; Indicator::COUNT]) {
    let row = usize::from(hire.row);
    counts[Indicator::Hires as usize] += 1;
    match block.persons.status[row] {
        Status::Unemployed => counts[Indicator::HiresFromUnemployment as usize] += 1,
        Status::Ebe => counts[Indicator::EbeExitsToJobs as usize] += 1,
        _ => {}
    }
}
