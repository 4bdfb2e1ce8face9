//! What a run observes: integers by month and cell, accounts by year, poverty exits by year. The month fills it, the
//! report reads it. It imports `world`, `territory`, `units` only, and decides nothing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::carried;
pub use crate::parallel::traffic::Volume;
use crate::units::{Cell, Cents, Departement, Month};
use crate::world::Post;
use crate::world::digest::Fingerprint;

macro_rules! indicators {
    ($($(#[$doc:meta])* $name:ident = $label:literal, $unit:literal;)*) => {
        /// A number counted in every cell. Stocks are at the end of the month, flows of the month, yearly ones are
        /// counted in December.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        #[repr(u8)]
        pub enum Indicator { $($(#[$doc])* $name),* }
        impl Indicator {
            pub const ALL: &'static [Indicator] = &[$(Indicator::$name),*];
            pub const COUNT: usize = Indicator::ALL.len();
            /// The name in result tables.
            pub const fn name(self) -> &'static str { match self { $(Indicator::$name => $label),* } }
            pub const fn unit(self) -> &'static str { match self { $(Indicator::$name => $unit),* } }
        }
    };
}

indicators! {
    Population = "population", "persons";
    Households = "households", "households";
    Employed = "employed", "persons";
    OpenEnded = "open_ended", "persons";
    FixedTerm = "fixed_term", "persons";
    EbeEmployees = "ebe_employees", "persons";
    /// Full-time equivalents × 100.
    EbeFte = "ebe_fte", "hundredths of a full-time equivalent";
    InsertionEmployees = "insertion_employees", "persons";
    SelfEmployed = "self_employed", "persons";
    Unemployed = "unemployed", "persons";
    /// Unemployed for twelve months or more.
    LongTermUnemployed = "long_term_unemployed", "persons";
    Halo = "halo", "persons";
    Inactive = "inactive", "persons";
    Retired = "retired", "persons";
    Students = "students", "persons";
    Registered = "registered_jobseekers", "persons";
    /// Jobless for twelve months or more, in the labour force, its halo or outside.
    DurablyJobless = "durably_jobless", "persons";
    Vacancies = "vacancies", "jobs";
    Hires = "hires", "persons";
    HiresFromUnemployment = "hires_from_unemployment", "persons";
    JobsLost = "jobs_left", "persons";
    EmploymentToUnemployment = "employment_to_unemployment", "persons";
    EmploymentToInactivity = "employment_to_inactivity", "persons";
    EbeHires = "ebe_hires", "persons";
    /// Of whom drew no RSA, unemployment insurance nor AAH.
    EbeHiresWithoutBenefit = "ebe_hires_without_benefit", "persons";
    EbeExitsToJobs = "ebe_exits_to_ordinary_jobs", "persons";
    Insured = "unemployment_insurance_recipients", "persons";
    AssRecipients = "ass_recipients", "persons";
    RsaHouseholds = "rsa_households", "households";
    RsaNonTakeUp = "rsa_entitled_not_claiming", "households";
    PrimeActiviteHouseholds = "prime_activite_households", "households";
    HousingAidHouseholds = "housing_aid_households", "households";
    AahRecipients = "aah_households", "households";
    ApaRecipients = "apa_recipients", "persons";
    PartialActivity = "partial_activity", "persons";
    Births = "births", "persons";
    Deaths = "deaths", "persons";
    /// December: persons whose household is poor over the calendar year (student-headed households apart).
    PoorPersons = "poor_persons", "persons";
    /// December: persons in households counted for poverty.
    PovertyPopulation = "poverty_population", "persons";
    PoorOnMovingLine = "poor_persons_moving_line", "persons";
    PoorHouseholds = "poor_households", "households";
    /// December: sum over the poor of (line − living standard), euros a year.
    PovertyGap = "poverty_gap", "euros a year";
    /// December: disposable income of the year, euros.
    DisposableIncome = "disposable_income", "euros a year";
    UnmetNeed = "unmet_care_need", "hundredths of a mean year of need";
    RevenuUniverselHouseholds = "revenu_universel_households", "households";
    RevenuUniverselNonTakeUp = "revenu_universel_entitled_not_claiming", "households";
    /// Jobs in private firms that sell to residents, at the workplace.
    LocalJobs = "jobs_in_local_firms", "jobs";
    /// Full-time equivalents × 100: employees by their hours, the self-employed one each.
    EmployedFte = "employed_fte", "hundredths of a full-time equivalent";
    // What a TZCLD committee and its EBE know.
    EbeMet = "ebe_persons_met", "persons";
    EbeVolunteers = "ebe_volunteers_met", "persons";
    EbeWaiting = "ebe_waiting_list", "persons";
    /// Inhabitants the measure concerns whom the committee has not met.
    EbeNotMet = "ebe_concerned_not_met", "persons";
    /// Of the persons hired in the month: the sum of ages, and of months without a job.
    EbeHireAges = "ebe_ages_when_hired", "years";
    EbeHireJoblessMonths = "ebe_jobless_months_when_hired", "months";
    /// Hired again by right of return.
    EbeReturns = "ebe_returns", "persons";
    EbeSupervisors = "ebe_supervisors", "persons";
    /// Residential jobs whose custom went to EBEs.
    EbeDisplaced = "ebe_displaced_local_jobs", "jobs";
    /// Months of affiliation of the EBE's employees not yet turned into rights to unemployment insurance.
    EbeInsuranceMonths = "ebe_unemployment_insurance_months", "months";
}

coded! {
    /// Why a person left poverty, in the order in which causes are looked for.
    pub enum ExitCause {
        EbeJob = 0,
        OrdinaryJob = 1,
        /// More hours or better pay in the same jobs.
        HoursOrPay = 2,
        Benefit = 3,
        HouseholdChange = 4,
        /// Nothing rose: the line fell, or income from elsewhere.
        Line = 5,
    }
}

impl ExitCause {
    pub const fn name(self) -> &'static str {
        match self {
            ExitCause::EbeJob => "ebe_job",
            ExitCause::OrdinaryJob => "ordinary_job",
            ExitCause::HoursOrPay => "hours_or_pay",
            ExitCause::Benefit => "benefit",
            ExitCause::HouseholdChange => "household_change",
            ExitCause::Line => "line",
        }
    }
}

coded! {
    pub enum HouseholdType { Single = 0, LoneParent = 1, Couple = 2, CoupleWithChildren = 3, Other = 4 }
}

impl HouseholdType {
    pub const fn name(self) -> &'static str {
        match self {
            HouseholdType::Single => "single",
            HouseholdType::LoneParent => "lone_parent",
            HouseholdType::Couple => "couple",
            HouseholdType::CoupleWithChildren => "couple_with_children",
            HouseholdType::Other => "other",
        }
    }
}

/// What happened to those who were poor: exits of year t are followed to t+1 and t+2.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExitCounts {
    /// Poor in t−1, not in t.
    pub exits: i64,
    /// Of whom poor again in t+1 (known only if the run lasts so long).
    pub relapses: i64,
    /// Of whom not poor in t+1 nor t+2.
    pub lasting: i64,
    /// Same exits, had causes been looked for in the reverse order.
    pub exits_reverse_order: i64,
}

/// Key of a line of `poverty_exits.csv`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct ExitKey {
    pub year: u16,
    pub departement: Departement,
    pub cause: ExitCause,
    pub household_type: HouseholdType,
}

coded! {
    /// A person's exit from poverty in the two arms.
    pub enum Comparison { OnlyWithReform = 0, OnlyWithout = 1, Both = 2, Neither = 3 }
}

impl Comparison {
    pub const fn name(self) -> &'static str {
        match self {
            Comparison::OnlyWithReform => "only_with_reform",
            Comparison::OnlyWithout => "only_without",
            Comparison::Both => "both",
            Comparison::Neither => "neither",
        }
    }
}

coded! {
    /// Whether who left poverty was poor in neither of the two years after.
    pub enum Durability { Lasting = 0, NotLasting = 1 }
}

impl Durability {
    pub const fn name(self) -> &'static str {
        match self {
            Durability::Lasting => "lasting",
            Durability::NotLasting => "not_lasting",
        }
    }
}

/// Key of a line of `poverty_exits_compared.csv`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ComparedExit {
    pub year: u16,
    pub departement: Departement,
    pub comparison: Comparison,
    /// In the arm of the exit, the reform if in both; none without an exit.
    pub cause: Option<ExitCause>,
    pub household_type: HouseholdType,
    /// Known two years later; none without an exit, or before.
    pub durability: Option<Durability>,
}
carried!(ComparedExit { year, departement, comparison, cause, household_type, durability });

/// A living standard that changes by no more counts as the same: cents a year and consumption unit (ten euros a month).
pub const SAME_STANDARD: i64 = 12_000;

/// Key of a line of `winners_losers.csv`: persons by where they stand in the reference arm.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct StandardGroup {
    /// Of the last December of the run.
    pub year: u16,
    /// Tenth of the persons of the run by living standard, from 1, the least well off, to 10.
    pub decile: u8,
    pub household_type: HouseholdType,
}
carried!(StandardGroup { year, decile, household_type });

/// The same persons in both arms, simulated, and their living standards, reform less reference.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct StandardChange {
    pub persons: i64,
    /// Of whom gain, or lose, more than [`SAME_STANDARD`].
    pub gaining: i64,
    pub losing: i64,
    /// Sum of the changes of all, cents a year and consumption unit.
    pub cents: i64,
    /// Of those who gain, and of those who lose; both above zero.
    pub cents_gained: i64,
    pub cents_lost: i64,
}
impl StandardChange {
    pub fn add(&mut self, other: &StandardChange) {
        self.persons += other.persons;
        self.gaining += other.gaining;
        self.losing += other.losing;
        self.cents += other.cents;
        self.cents_gained += other.cents_gained;
        self.cents_lost += other.cents_lost;
    }
}
carried!(StandardChange { persons, gaining, losing, cents, cents_gained, cents_lost });

/// How a household is placed on the map of gains: where it lives, and where its best paid adult works.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[repr(u8)]
pub enum Basis {
    Residence = 0,
    Workplace = 1,
    /// Lives and works in the same zone d'emploi: what residence and workplace have in common.
    Both = 2,
}

impl Basis {
    pub const ALL: [Basis; 3] = [Basis::Residence, Basis::Workplace, Basis::Both];
    pub const fn name(self) -> &'static str {
        match self {
            Basis::Residence => "residence",
            Basis::Workplace => "workplace",
            Basis::Both => "residence_and_workplace",
        }
    }
}

/// Households of a place in December and their disposable income of the year.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Incomes {
    pub households: i64,
    pub cents: i64,
}
carried!(Incomes { households, cents });

/// Distribution of living standards in December, by département: persons in steps of 100 euros a year, the last open.
pub const LIVING_STANDARD_STEPS: usize = 1000;

/// Everything observed in one arm of one replicate. Counts are of simulated persons: multiply by `one_in`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Record {
    /// The cells of the run, in order; columns of `months`.
    pub cells: Vec<Cell>,
    /// One entry a month: for each cell of `cells`, every indicator.
    #[serde(with = "rows_of_indicators")]
    pub months: Vec<(Month, Vec<[i64; Indicator::COUNT]>)>,
    /// Cents by (year, post, département), simulated.
    pub accounts: BTreeMap<(u16, Post, Departement), Cents>,
    /// Of the posts located at the employer, what was booked on the residents of each département, wherever they work: a
    /// memo beside `accounts`, in no balance.
    pub accounts_at_home: BTreeMap<(u16, Post, Departement), Cents>,
    pub exits: BTreeMap<ExitKey, ExitCounts>,
    /// (year, basis, cell) → households and their income; on the basis of the workplace, those with no employee have no
    /// cell.
    pub incomes: BTreeMap<(u16, Basis, Option<Cell>), Incomes>,
    /// (year, département) → persons by step of living standard.
    pub living_standards: BTreeMap<(u16, Departement), Vec<u32>>,
    /// Digest of each month (cheap), and full ones in December and at the end.
    pub digests: Vec<(Month, String)>,
    pub full_digests: Vec<(Month, String)>,
    /// With monthly digests, one fingerprint a month, block and column: what names the first difference of two runs.
    pub fingerprints: Vec<(Month, Vec<Fingerprint>)>,
    /// Nanoseconds by phase of the month, and person-months: goes to `timing.toml`, never to other files.
    pub timing: Vec<(String, u64)>,
    /// What ranks told each other, all together, over the months recorded here: to `timing.toml` too.
    pub traffic: Vec<(String, Volume)>,
    pub person_months: u64,
    pub reserved_bytes: usize,
    /// Most memory the program had taken by the end of each year, in kilobytes, other replicates at work included; to
    /// `timing.toml` too. Empty where the system does not say.
    pub memory: Vec<(u16, u64)>,
}

/// Serde knows arrays of up to 32 values only: each row goes as a list of its numbers.
mod rows_of_indicators {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use super::{Indicator, Month};

    type Rows = Vec<(Month, Vec<[i64; Indicator::COUNT]>)>;

    pub fn serialize<S: Serializer>(rows: &Rows, to: S) -> Result<S::Ok, S::Error> {
        let lists = |rows: &'_ [[i64; Indicator::COUNT]]| rows.iter().flatten().copied().collect::<Vec<i64>>();
        to.collect_seq(rows.iter().map(|(month, rows)| (*month, lists(rows))))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Rows, D::Error> {
        let read: Vec<(Month, Vec<i64>)> = Vec::deserialize(from)?;
        let rows = |(month, numbers): (Month, Vec<i64>)| match numbers.as_chunks() {
            (rows, []) => Ok((month, rows.to_vec())),
            _ => Err(D::Error::custom("a row of indicators is cut short")),
        };
        read.into_iter().map(rows).collect()
    }
}

impl HasNumbers for [i64; Indicator::COUNT] {
    fn add(&mut self, indicator: Indicator, amount: i64) {
        self[indicator as usize] += amount;
    }
}

/// Counting into a row of indicators.
pub trait HasNumbers {
    fn add(&mut self, indicator: Indicator, amount: i64);
}

/// Simulated persons of a December: who works in an EBE, whom a committee has met since the beginning, and what they do
/// in each arm.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct FollowedJobs {
    pub in_ebe: i64,
    /// Of whom the same persons have a job in the reference.
    pub in_ebe_employed_in_reference: i64,
    pub met: i64,
    /// Of whom have a job, in an EBE or elsewhere.
    pub met_employed: i64,
    pub met_employed_in_reference: i64,
}

/// One replicate: the arms that ran on one seed. `reform` is absent when the scenario has no policy.
#[derive(Clone, Debug)]
pub struct Replicate {
    pub seed: u64,
    pub one_in: u32,
    /// The first month in which the arms may differ; before it they are one run.
    pub forked: Option<Month>,
    pub reference: Record,
    pub reform: Option<Record>,
    /// Persons, simulated, by what became of them in the two arms, from the year of the fork on.
    pub compared_exits: BTreeMap<ComparedExit, i64>,
    /// By year, if EBEs were opened.
    pub followed_jobs: BTreeMap<u16, FollowedJobs>,
    /// Of the last December, if the arms differ by then.
    pub compared_standards: BTreeMap<StandardGroup, StandardChange>,
}
