//! What public decisions may differ from place to place this month. Each month starts from enacted law in every cell;
//! policies then change what they change, and behaviours read the result without knowing which policy it came from.

use crate::units::{Cell, Cents, Rate};

/// Who pays the RSA allowance.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum RsaPayer {
    #[default]
    Departement,
    Etat,
}

/// Outreach to households that do not draw what they are entitled to: by default there is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Outreach {
    /// Chance a month that a household that misses a benefit is contacted.
    pub contacted: Rate,
    /// The same, of a household that would never claim by itself.
    pub persistent_contacted: Rate,
    /// Chance that a household contacted claims what it misses.
    pub claims: Rate,
    /// Benefits it is told of: bits `MISSES_…` of [`crate::world::household::rights`].
    pub benefits: u8,
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
    /// Price of city care relative to the enacted tariff; hospitals are paid the tariff of the nation everywhere.
    pub care_price: Rate,
    /// Multiplies the yearly incidence of chronic conditions.
    pub chronic_incidence: Rate,
    /// Multiplies access to a doctor.
    pub care_access: Rate,
    /// Points of CSG levied beyond the law on what residents earn and draw.
    pub csg_points: Rate,
    pub outreach: Outreach,
    /// Chance a month that an RSA recipient referred to social support moves on to employment support.
    pub moves_on_to_employment: Rate,
    /// Support of persons jobless for a year or more, whether they draw the RSA or not, relative to that of RSA
    /// recipients referred to employment.
    pub jobless_support: Rate,
    /// Share of parents who search or wish to work, with a young child and nobody at home to look after it, who have a
    /// place in a nursery kept for them; the age in months under which a child counts; the part of the cost of childcare left.
    pub nursery_places: Rate,
    pub nursery_until: u16,
    pub nursery_cost_left: Rate,
    /// Chance a month that a parent of the halo who has such a place begins to search.
    pub nursery_frees: Rate,
    /// What an aid takes off the monthly cost of travel of a jobless person who takes a job.
    pub travel_aid: Cents,
    /// Share of the unemployed who are helped to apply in any zone within reach, near or far alike.
    pub searches_wider: Rate,
    /// Chance a month that a person jobless for a year or more is presented to employers, and the part of the lower
    /// rank of the long-term unemployed that it takes away.
    pub presented: Rate,
    pub presented_regains: Rate,
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
            csg_points: Rate(0),
            outreach: Outreach::default(),
            moves_on_to_employment: Rate(0),
            jobless_support: Rate(0),
            nursery_places: Rate(0),
            nursery_until: 0,
            nursery_cost_left: Rate::ONE,
            nursery_frees: Rate(0),
            travel_aid: Cents::ZERO,
            searches_wider: Rate(0),
            presented: Rate(0),
            presented_regains: Rate(0),
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
