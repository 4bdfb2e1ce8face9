//! What public decisions may differ from place to place this month. Each month starts from enacted law in every cell;
//! policies then change what they change, and behaviours read the result without knowing which policy it came from.

use crate::units::{Cell, Rate};

/// Who pays the RSA allowance.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum RsaPayer {
    #[default]
    Departement,
    Etat,
}

/// Exemption of employer contributions on the jobs of a cell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Exemption {
    /// Of the contributions covered.
    pub share: Rate,
    /// In SMIC: forgone in full up to the first, not at all from the second.
    pub full_up_to: Rate,
    pub none_from: Rate,
    /// Whether it comes on top of the general reduction, or in its place where it is worth more.
    pub on_top: bool,
}

/// Who pays the revenu universel d'activité.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum UniverselPayer {
    #[default]
    Etat,
    /// The département pays what the RSA would have been, the State the rest.
    DepartementForFormerRsa,
}

/// How the revenu universel d'activité reaches those entitled to it, where the law has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Universel {
    /// Share of those entitled who are paid without a claim.
    pub automatic: Rate,
    /// Share of the others who claim.
    pub take_up: Rate,
    pub payer: UniverselPayer,
}

/// The decisions in force in one cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rules {
    /// Which of the month's laws applies: 0 is the nation's, others are a scenario's, by place.
    pub law: u8,
    pub rsa_payer: RsaPayer,
    /// Months between the claim and the first payment of the RSA.
    pub rsa_award_delay: u8,
    /// Multiplies the chance that an entitled household claims the RSA.
    pub rsa_take_up: Rate,
    /// Chance a month that an RSA recipient not yet referred to a support pathway is.
    pub orientation: Rate,
    /// Multiplies the effect of support on the search of RSA recipients referred to employment.
    pub support: Rate,
    /// Share of needed city care that is delivered (1 = all): volume regulation lowers it.
    pub city_care: Rate,
    /// Price of care relative to the enacted tariff.
    pub care_price: Rate,
    /// Multiplies the yearly incidence of chronic conditions.
    pub chronic_incidence: Rate,
    /// Multiplies access to a doctor.
    pub care_access: Rate,
    /// What private employers located here do not pay.
    pub exemption: Option<Exemption>,
    /// Multiplies the jobs that private firms located here want.
    pub labour_demand: Rate,
    pub universel: Universel,
}

impl Default for Rules {
    fn default() -> Self {
        Rules {
            law: 0,
            rsa_payer: RsaPayer::Departement,
            rsa_award_delay: 2,
            rsa_take_up: Rate::ONE,
            orientation: Rate(150_000),
            support: Rate::ONE,
            city_care: Rate::ONE,
            care_price: Rate::ONE,
            chronic_incidence: Rate::ONE,
            care_access: Rate::ONE,
            exemption: None,
            labour_demand: Rate::ONE,
            universel: Universel { automatic: Rate(0), take_up: Rate::ONE, payer: UniverselPayer::Etat },
        }
    }
}

/// The rules of every cell of the territory.
#[derive(Clone, Debug)]
pub struct RuleBook(pub Vec<Rules>);

impl RuleBook {
    pub fn at(&self, cell: Cell) -> &Rules {
        &self.0[cell.index()]
    }
    pub fn at_mut(&mut self, cell: Cell) -> &mut Rules {
        &mut self.0[cell.index()]
    }
}
