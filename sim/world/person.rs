//! A person: what a month can change of one. Permanent traits (motivation, propensity to claim) are re-drawn from the
//! id in [`crate::behaviour::traits`], not stored.

use super::u24::U24;
use crate::units::{FirmId, Month, PersonId};

coded! {
    /// What a person does. Codes are for life: they are in digests and results.
    pub enum Status {
        /// Under the age of work or still at school before 16.
        Child = 0,
        Student = 1,
        /// Employee on an open-ended contract (contrat à durée indéterminée, civil servants included).
        OpenEnded = 2,
        /// Employee on a fixed-term contract, temporary agency work and apprenticeship included.
        FixedTerm = 3,
        /// Employee of an entreprise à but d'emploi, on an open-ended contract.
        Ebe = 4,
        /// Employee of a structure of insertion by economic activity, or on a subsidised contract.
        InsertionJob = 5,
        SelfEmployed = 6,
        /// Without a job, available and searching (ILO).
        Unemployed = 7,
        /// Wishes to work but does not search, or is not available.
        Halo = 8,
        /// Neither in the labour force nor in its halo.
        Inactive = 9,
        Retired = 10,
        /// To be born later in the year.
        Unborn = 11,
        /// Dead earlier in the year; the row goes in January.
        Dead = 12,
    }
}

impl Status {
    /// An employee, whoever the employer.
    pub const fn is_employee(self) -> bool {
        matches!(self, Status::OpenEnded | Status::FixedTerm | Status::Ebe | Status::InsertionJob)
    }
    pub const fn is_employed(self) -> bool {
        self.is_employee() || matches!(self, Status::SelfEmployed)
    }
    /// Neither employed nor a child, a student or retired: who an EBE may recruit from.
    pub const fn is_jobless(self) -> bool {
        matches!(self, Status::Unemployed | Status::Halo | Status::Inactive)
    }
    /// In the labour force as the ILO counts it.
    pub const fn is_active(self) -> bool {
        self.is_employed() || matches!(self, Status::Unemployed)
    }
    pub const fn is_alive(self) -> bool {
        !matches!(self, Status::Unborn | Status::Dead)
    }
}

coded! {
    /// How strongly a person is attached to work, for life: what makes joblessness last in the same people and homes.
    pub enum Attachment { Ordinary = 0, Weak = 1 }
}

coded! {
    /// Place in the household.
    pub enum Role { Head = 0, Partner = 1, Child = 2 }
}

/// Bits of the `traits` column.
pub mod bits {
    pub const FEMALE: u8 = 1;
    /// Two bits: none or brevet, CAP-BEP, baccalauréat, higher.
    pub const QUALIFICATION_SHIFT: u8 = 1;
    /// Entitled to the AAH by disability.
    pub const DISABLED: u8 = 1 << 3;
    /// Lives with a chronic condition (long-term illness).
    pub const CHRONIC: u8 = 1 << 4;
    /// Registered with the public employment service, searching or not.
    pub const REGISTERED: u8 = 1 << 5;
    /// Eligible to the ASS once insurance runs out: worked five years of the last ten.
    pub const LONG_CAREER: u8 = 1 << 6;
    /// Will volunteer if the committee of a TZCLD territory meets this person.
    pub const ON_EBE_LIST: u8 = 1 << 7;
}

/// Bits of the `year_events` column, cleared each January after the year's poverty is measured.
pub mod events {
    /// Took a job in an EBE this year.
    pub const EBE_JOB: u8 = 1;
    /// Took another job this year.
    pub const ORDINARY_JOB: u8 = 1 << 1;
    /// Lost or left a job this year.
    pub const LOST_JOB: u8 = 1 << 2;
    /// Has once been an EBE's employee: holds the guarantee to return.
    pub const EBE_GUARANTEE: u8 = 1 << 3;
    /// Took that job while drawing no RSA, unemployment insurance nor AAH.
    pub const EBE_WITHOUT_BENEFIT: u8 = 1 << 4;
    /// Has once been met by the committee of a TZCLD territory.
    pub const EBE_MET: u8 = 1 << 5;
    /// What happened once and for all: kept in January.
    pub const FOR_LIFE: u8 = EBE_GUARANTEE | EBE_MET;
}

columns! {
    /// The persons of a block, members of a household side by side.
    pub struct Persons of PersonRow {
        /// Founder of the line; see [`PersonId`].
        founder: u32,
        /// Place in the line of descent.
        lineage: u16,
        birth: Month,
        /// The month of death, drawn in January for the year; `Month(0)` if none.
        death: Month,
        /// Row of the household in the block.
        household: u16,
        role: Role,
        /// See [`bits`].
        traits: u8,
        status: Status,
        attachment: Attachment,
        /// Months in the present status.
        spell: u16,
        /// Months since the last job; 0 while employed.
        jobless: u16,
        /// Months of search or wish for work without interruption by a job or by leaving the labour force and its halo: how
        /// long unemployment has lasted in the ILO's sense. At most 255.
        searching: u8,
        /// The firm, or [`FirmId::NONE`].
        employer: u32,
        /// Gross hourly wage in cents: of the job, or of the last one.
        hourly_wage: u16,
        /// Paid hours a week.
        hours: u8,
        /// Months worked in the reference period of unemployment insurance, not yet turned into rights.
        months_worked: u8,
        /// Months of unemployment insurance left.
        insurance_months: u8,
        /// Gross daily allowance of unemployment insurance, in cents.
        daily_allowance: u16,
        /// Gross monthly pension of a retired person, or monthly profit of a self-employed one, in cents.
        pension_or_profit: U24,
        /// Net earnings from work since the household's last quarterly review, in cents.
        quarter_earnings: U24,
        /// Taxable income of the calendar year so far, in cents, after no deduction.
        taxable_this_year: u32,
        taxable_last_year: u32,
        taxable_two_years_ago: U24,
        /// Bit 0: poor in the last year measured; bit 1: the year before; and so on.
        poverty_history: u8,
        /// Cause of the last exit from poverty (low three bits) and household type then (next three).
        exit_cause: u8,
        /// Dependency group (GIR 1 to 4) of an APA recipient, or 5 for PCH; 0 for none.
        dependency: u8,
        /// See [`events`].
        year_events: u8,
        /// Months with a job this year, and last year in the upper half.
        months_in_work: u8,
        /// Care foregone and accumulated, in hundredths of a year's mean need.
        unmet_need: u8,
    }
}

impl Persons {
    pub fn id(&self, row: usize) -> PersonId {
        PersonId { founder: self.founder[row], lineage: self.lineage[row] }
    }
    pub fn employer(&self, row: usize) -> FirmId {
        FirmId(self.employer[row])
    }
    pub fn is_female(&self, row: usize) -> bool {
        self.traits[row] & bits::FEMALE != 0
    }
    /// 0 none or brevet, 1 CAP-BEP, 2 baccalauréat, 3 higher.
    pub fn qualification(&self, row: usize) -> u8 {
        (self.traits[row] >> bits::QUALIFICATION_SHIFT) & 3
    }
    pub fn has(&self, row: usize, bit: u8) -> bool {
        self.traits[row] & bit != 0
    }
    pub fn mark(&mut self, row: usize, bit: u8, on: bool) {
        if on {
            self.traits[row] |= bit;
        } else {
            self.traits[row] &= !bit;
        }
    }
    /// Whether unemployment insurance pays this person: a right, no job, and registered as a jobseeker.
    pub fn draws_insurance(&self, row: usize) -> bool {
        self.insurance_months[row] > 0 && self.status[row].is_jobless() && self.has(row, bits::REGISTERED)
    }
    /// Completed years of age in `month`.
    pub fn age(&self, row: usize, month: Month) -> u16 {
        month.since(self.birth[row]) / 12
    }
    pub fn age_in_months(&self, row: usize, month: Month) -> u16 {
        month.since(self.birth[row])
    }
}

impl PersonRow {
    pub fn id(&self) -> PersonId {
        PersonId { founder: self.founder, lineage: self.lineage }
    }
    pub fn age(&self, month: Month) -> u16 {
        month.since(self.birth) / 12
    }
    pub fn is_female(&self) -> bool {
        self.traits & bits::FEMALE != 0
    }
    pub fn qualification(&self) -> u8 {
        (self.traits >> bits::QUALIFICATION_SHIFT) & 3
    }
}
