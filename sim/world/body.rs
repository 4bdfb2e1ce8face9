//! Who can pay and be paid. Every euro goes from one of these to another.

use std::fmt;

/// A payer or payee. Territorial bodies (région, département, commune) are one each; the ledger's row says which.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Body {
    Etat = 0,
    /// Caisse nationale de l'assurance maladie, work accidents included.
    Maladie = 1,
    /// Old-age branch with the complementary schemes.
    Vieillesse = 2,
    /// Caisse nationale des allocations familiales.
    Famille = 3,
    /// Caisse nationale de solidarité pour l'autonomie.
    Autonomie = 4,
    Unedic = 5,
    Region = 6,
    Departement = 7,
    BlocCommunal = 8,
    /// Fonds d'expérimentation territoriale contre le chômage de longue durée.
    FondsExperimentation = 9,
    Households = 10,
    Firms = 11,
    /// Entreprises à but d'emploi.
    Ebe = 12,
    /// Doctors, hospitals, pharmacies: who is paid for care.
    CareProviders = 13,
    /// Associations, foster families, homes: who is paid for social services.
    SocialServices = 14,
    /// Abroad, and the part of France outside the run.
    Outside = 15,
    /// Those to whom, or from whom, goes the money of what the model leaves out (annuities it pays to nobody, private
    /// insurers, holders of the public debt): the counterpart of posts that are there for the books' level.
    LeftOut = 16,
}

impl Body {
    pub const COUNT: usize = 17;
    pub const ALL: [Body; Body::COUNT] = [
        Body::Etat,
        Body::Maladie,
        Body::Vieillesse,
        Body::Famille,
        Body::Autonomie,
        Body::Unedic,
        Body::Region,
        Body::Departement,
        Body::BlocCommunal,
        Body::FondsExperimentation,
        Body::Households,
        Body::Firms,
        Body::Ebe,
        Body::CareProviders,
        Body::SocialServices,
        Body::Outside,
        Body::LeftOut,
    ];

    /// The name in result tables.
    pub const fn name(self) -> &'static str {
        match self {
            Body::Etat => "etat",
            Body::Maladie => "maladie",
            Body::Vieillesse => "vieillesse",
            Body::Famille => "famille",
            Body::Autonomie => "autonomie",
            Body::Unedic => "unedic",
            Body::Region => "region",
            Body::Departement => "departement",
            Body::BlocCommunal => "bloc_communal",
            Body::FondsExperimentation => "fonds_experimentation",
            Body::Households => "households",
            Body::Firms => "firms",
            Body::Ebe => "ebe",
            Body::CareProviders => "care_providers",
            Body::SocialServices => "social_services",
            Body::Outside => "outside",
            Body::LeftOut => "left_out",
        }
    }

    /// A public body, whose balance is a headline.
    pub const fn is_public(self) -> bool {
        (self as u8) <= Body::FondsExperimentation as u8
    }
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
