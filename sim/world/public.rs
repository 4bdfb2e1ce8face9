//! What public bodies remember from month to month, and the few national figures of the month that policies and budgets
//! read. Balances are not here: the ledger has them.

use serde::{Deserialize, Serialize};

use super::departement_lines::Allowance;
use crate::units::{Cents, Departement, Month, Rate};

/// National figures of the month, written by phase 1 (the law of the month). They follow from the month alone, so the
/// digest leaves them out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Figures {
    /// Gross minimum wage an hour.
    pub hourly_smic: Cents,
    /// Consumer prices relative to January 2019.
    pub prices: Rate,
    pub levies: LevyRates,
    /// What the State pays for a full-time job of an EBE, of the gross SMIC.
    pub ebe_state_share: Rate,
}

/// Rates by which the base of a levy is found again from its yield.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LevyRates {
    /// CSG on wages, all parts.
    pub csg_wages: Rate,
    /// CRDS, on wages, pensions and unemployment benefit alike.
    pub crds: Rate,
    /// What the self-employed pay the maladie branch of their profit: health contribution and CSG.
    pub self_employed_maladie: Rate,
    /// CSG on unemployment benefit: what all who owe it pay, and what those at the full rate pay beside.
    pub csg_insurance: [Rate; 2],
}

impl Default for LevyRates {
    /// 2019: CSS L136-8; ordonnance 96-50, art. 19; that of the self-employed is an effective rate.
    fn default() -> Self {
        LevyRates {
            csg_wages: Rate(92_000),
            crds: Rate(5_000),
            self_employed_maladie: Rate(162_000),
            csg_insurance: [Rate(38_000), Rate(24_000)],
        }
    }
}

impl Default for Figures {
    /// January 2019: SMIC 10.03 € an hour (décret 2018-1173); contribution of 101 %.
    fn default() -> Self {
        let ebe_state_share = Rate(1_010_000);
        Figures { hourly_smic: Cents(1003), prices: Rate::ONE, levies: LevyRates::default(), ebe_state_share }
    }
}

impl Figures {
    /// Gross SMIC of a full-time month, 35 hours a week: 151.67 hours, as pay slips count them.
    pub fn monthly_smic(&self) -> Cents {
        self.hourly_smic.share(15_167, 100)
    }
}

/// One closed year of a département, in cents of the simulated population.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct DepartementYear {
    pub year: u16,
    /// RSA allowances paid to its residents, whoever paid them.
    pub rsa: Cents,
    /// Product of the transfer duties on sales of homes.
    pub dmto: Cents,
    /// Everything received and everything spent by the département itself.
    pub resources: Cents,
    pub spending: Cents,
    /// RSA, APA and PCH less what is given for them, measures included.
    pub left_to_pay: Cents,
}

/// One month of a département as enacted law makes it, before any measure acts on its accounts: by allowance, in the
/// order of [`Allowance::ALL`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DepartementMonth {
    pub month: Month,
    /// Consumer prices relative to January 2019.
    pub prices: Rate,
    /// Paid by the département.
    pub spent: [Cents; 3],
    /// Given to the département for it by the State or the CNSA.
    pub compensated: [Cents; 3],
    /// RSA in households, APA and PCH in persons.
    pub recipients: [u32; 3],
}

/// A département's memory.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DepartementMemory {
    /// Closed years since the start of the run, in order.
    pub years: Vec<DepartementYear>,
    /// Every month since the start of the run, in order.
    pub months: Vec<DepartementMonth>,
    /// Part of the normal insertion budget that is paid this year; strain lowers it.
    pub insertion_funding: Rate,
}

impl Default for DepartementMemory {
    fn default() -> Self {
        DepartementMemory { years: Vec::new(), months: Vec::new(), insertion_funding: Rate::ONE }
    }
}

impl DepartementMemory {
    pub fn year(&self, year: u16) -> Option<&DepartementYear> {
        self.years.iter().find(|closed| closed.year == year)
    }
    pub fn last_year(&self) -> Option<&DepartementYear> {
        self.years.last()
    }
    /// A month lived; `None` before the run and in the future.
    pub fn month(&self, month: Month) -> Option<&DepartementMonth> {
        let first = self.months.first()?.month;
        let lived = self.months.get(usize::from(month.since(first)));
        lived.filter(|lived| lived.month == month)
    }
}

/// Everything public that lasts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Public {
    pub figures: Figures,
    /// By cell: simulated inhabitants when the run began. Published amounts are spread in proportion.
    pub starting_population: Vec<u32>,
    /// By département of the territory.
    pub departements: Vec<DepartementMemory>,
}

impl Public {
    /// Before any month: no closed year.
    pub fn new(starting_population: Vec<u32>, departements: usize) -> Public {
        Public {
            figures: Figures::default(),
            starting_population,
            departements: vec![DepartementMemory::default(); departements],
        }
    }

    pub fn departement(&self, departement: Departement) -> &DepartementMemory {
        &self.departements[departement.index()]
    }

    /// For the digest.
    pub fn put(&self, bytes: &mut Vec<u8>) {
        for number in &self.starting_population {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        for memory in &self.departements {
            bytes.extend_from_slice(&memory.insertion_funding.0.to_le_bytes());
            for year in &memory.years {
                bytes.extend_from_slice(&year.year.to_le_bytes());
                for amount in [year.rsa, year.dmto, year.resources, year.spending, year.left_to_pay] {
                    bytes.extend_from_slice(&amount.0.to_le_bytes());
                }
            }
            for month in &memory.months {
                bytes.extend_from_slice(&month.month.0.to_le_bytes());
                bytes.extend_from_slice(&month.prices.0.to_le_bytes());
                for allowance in 0..Allowance::ALL.len() {
                    bytes.extend_from_slice(&month.spent[allowance].0.to_le_bytes());
                    bytes.extend_from_slice(&month.compensated[allowance].0.to_le_bytes());
                    bytes.extend_from_slice(&month.recipients[allowance].to_le_bytes());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_monthly_smic_of_2024_gives_the_published_yearly_one() {
        // 11.65 € an hour: 21,203.52 € a year (tzcld.fr, 2024).
        let figures = Figures { hourly_smic: Cents(1165), ..Figures::default() };
        assert_eq!(figures.monthly_smic() * 12, Cents(2_120_352));
    }
}
