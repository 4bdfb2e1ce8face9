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
    /// Points of CSG levied beyond the law on what residents earn and draw.
    pub csg_points: Rate,
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
            csg_points: Rate(0),
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
