//! A household: home, benefits in payment, the incomes the law looks back at, the year's account, poverty history.

use std::ops::Range;

use super::u24::U24;

coded! {
    pub enum Tenure { Owner = 0, PrivateTenant = 1, SocialTenant = 2, RentFree = 3 }
}

coded! {
    /// Where a household stands with the RSA.
    pub enum RsaState {
        /// Not entitled, or never claimed.
        None = 0,
        /// Entitled and waiting for the award.
        Waiting = 1,
        /// In payment, not yet referred to a support pathway (orientation).
        NotOriented = 2,
        /// In payment and referred to employment support.
        Employment = 3,
        /// In payment and referred to social support.
        Social = 4,
        /// Entitled, does not claim.
        NonTakeUp = 5,
    }
}

/// Bits of the `flags` column, cleared each January unless said.
pub mod flags {
    /// A birth, a death, a union, a separation or a departure happened this year.
    pub const COMPOSITION_CHANGED: u8 = 1;
    /// Something happened that the law must look at before the quarter ends.
    pub const REVIEW: u8 = 1 << 1;
    /// The household moved here this year.
    pub const MOVED: u8 = 1 << 2;
    /// Poor this year (set in December, read by measures).
    pub const POOR: u8 = 1 << 3;
    /// Its benefits were last set under the revenu universel d'activité; not cleared.
    pub const UNIVERSEL: u8 = 1 << 4;
}

/// Bits of the `rights` column: benefits the household is entitled to and does not draw, and those it has been told of
/// and claims from then on.
pub mod rights {
    /// Set at the quarterly review. The RSA has [`super::RsaState::NonTakeUp`] for the same; its bit serves to name it.
    pub const MISSES_RSA: u8 = 1;
    pub const MISSES_PRIME_ACTIVITE: u8 = 1 << 1;
    pub const MISSES_ASPA: u8 = 1 << 2;
    /// A benefit that is claimed once told of: the bit of the one that is missed, this much higher.
    pub const TOLD_SHIFT: u8 = 3;
}

columns! {
    /// The households of a block. A household's id is its head's.
    pub struct Households of HouseholdRow {
        /// Row of the first member in the block's persons; members follow one another.
        first: u16,
        members: u8,
        tenure: Tenure,
        /// Housing-aid zone, 1 to 3.
        zone: u8,
        /// Commune, as a row among the communes of the cell.
        commune: u16,
        /// Monthly rent without charges, in tenths of a euro.
        rent: u16,
        /// Property income a month, in euros.
        property_income: u16,
        /// RSA in payment, cents a month.
        rsa: U24,
        /// Revenu universel d'activité in payment, cents a month; `rsa` is then the part of it the département pays.
        revenu_universel: U24,
        /// Prime d'activité in payment, cents a month.
        prime_activite: U24,
        /// Housing aid in payment, whole euros a month.
        housing_aid: u16,
        /// Family benefits (allocations familiales, complément familial, PAJE base) in payment, cents a month.
        family_benefits: U24,
        /// Allocation de soutien familial in payment, cents a month.
        asf: U24,
        /// AAH of the members, cents a month.
        aah: U24,
        /// Old-age minimum (ASPA) of the members, cents a month.
        aspa: U24,
        /// Income other than from work since the last quarterly review, cents.
        quarter_other: U24,
        /// Months of RSA in the present spell.
        rsa_months: u16,
        rsa_state: RsaState,
        /// Months the household has been in `rsa_state`.
        rsa_state_months: u8,
        /// Withholding rate of income tax, in ten-thousandths.
        withholding: u16,
        /// Income tax withheld this year, cents.
        tax_withheld: u32,
        /// To be paid (or refunded, negative) in September, cents.
        tax_balance: i32,
        /// Net income from work this calendar year, cents.
        year_labour: u32,
        /// Benefits received this calendar year, cents.
        year_benefits: u32,
        /// Pensions and property income this calendar year, cents.
        year_other: u32,
        /// Taxes paid this calendar year, cents; negative if more was refunded.
        year_taxes: i32,
        /// Last year's net income from work, cents.
        last_labour: U24,
        last_benefits: U24,
        /// Last year's living standard, cents a consumption unit.
        last_living_standard: u32,
        flags: u8,
        /// See [`rights`].
        rights: u8,
    }
}

impl Households {
    /// Rows of the members in the block's persons.
    pub fn member_rows(&self, household: usize) -> Range<usize> {
        let first = usize::from(self.first[household]);
        first..first + usize::from(self.members[household])
    }
}
