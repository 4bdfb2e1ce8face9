//! What a reform does, in one number a seed: the words by which a table of versions, `bassin solve` and an ensemble's
//! stopping rule name it. One list, so that all three mean the same.

use super::areas::Area;
use super::differences::Differences;
use super::yearly::Quantity;
use crate::measures::Indicator;
use crate::units::Month;
use crate::world::body::Body;

/// An effect of a reform: reform less reference, over the years at work.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Effect {
    /// To all public bodies together, euros a year.
    NetCost,
    /// The same without payments for care and social services.
    NetCostNarrow,
    /// To one body, euros a year.
    NetCostTo(Body),
    /// To all public bodies, euros a full-time equivalent paid in an EBE and year.
    NetCostPerFte,
    /// Person-years of poverty avoided.
    PovertyAvoided,
    /// Persons who left poverty and were not poor in the next two years.
    LastingExits,
    /// Persons more in employment, mean of the last year.
    Employed,
    /// Persons fewer in unemployment, mean of the last year.
    UnemploymentAvoided,
    /// Households more that draw the RSA, mean of the last year.
    RsaHouseholds,
    /// Full-time equivalents in EBE, mean of the last year.
    EbeFte,
}

/// The bodies whose cost can be asked for by name.
const BODIES: [Body; 9] = [
    Body::Etat,
    Body::Maladie,
    Body::Vieillesse,
    Body::Famille,
    Body::Autonomie,
    Body::Unedic,
    Body::Region,
    Body::Departement,
    Body::BlocCommunal,
];

impl Effect {
    /// Every effect, in the order they are told.
    pub fn all() -> Vec<Effect> {
        let mut all = vec![Effect::NetCost, Effect::NetCostNarrow];
        all.extend(BODIES.map(Effect::NetCostTo));
        all.extend([
            Effect::NetCostPerFte,
            Effect::PovertyAvoided,
            Effect::LastingExits,
            Effect::Employed,
            Effect::UnemploymentAvoided,
            Effect::RsaHouseholds,
            Effect::EbeFte,
        ]);
        all
    }

    /// The word for it in tables and on the command line.
    pub fn name(self) -> String {
        match self {
            Effect::NetCost => "net_cost".into(),
            Effect::NetCostNarrow => "net_cost_without_care_and_social_services".into(),
            Effect::NetCostTo(body) => format!("net_cost_to_{}", body.name()),
            Effect::NetCostPerFte => "net_cost_per_fte".into(),
            Effect::PovertyAvoided => "poverty_avoided".into(),
            Effect::LastingExits => "lasting_exits".into(),
            Effect::Employed => "employed".into(),
            Effect::UnemploymentAvoided => "unemployment_avoided".into(),
            Effect::RsaHouseholds => "rsa_households".into(),
            Effect::EbeFte => "ebe_fte".into(),
        }
    }

    /// The effect of this name.
    pub fn named(name: &str) -> Option<Effect> {
        Effect::all().into_iter().find(|effect| effect.name() == name)
    }

    pub const fn unit(self) -> &'static str {
        match self {
            Effect::NetCost | Effect::NetCostNarrow | Effect::NetCostTo(_) => "€/year",
            Effect::NetCostPerFte => "€/FTE/year",
            Effect::PovertyAvoided => "person-years",
            Effect::LastingExits | Effect::Employed | Effect::UnemploymentAvoided => "persons",
            Effect::RsaHouseholds => "households",
            Effect::EbeFte => "full-time equivalents",
        }
    }

    /// Its value in each seed; `None` where the run cannot say (no December, no job in an EBE).
    pub fn by_seed(self, compared: &Differences, over: &Window) -> Option<Vec<f64>> {
        let sums = |years: &[u16], quantity| compared.sums(years, Area::RUN, quantity);
        let cost = |quantity| Some(scaled(sums(&over.years, quantity)?, -1.0 / over.length));
        let last: &[u16] = &over.years[over.years.len().saturating_sub(1)..];
        let stock = |indicator, sign| Some(scaled(sums(last, Quantity::Indicator(indicator))?, sign));
        match self {
            Effect::NetCost => cost(Quantity::Consolidated),
            Effect::NetCostNarrow => cost(Quantity::ConsolidatedNarrow),
            Effect::NetCostTo(body) => cost(Quantity::Balance(body)),
            Effect::NetCostPerFte => {
                let fte = Quantity::Indicator(Indicator::EbeFte);
                Some(scaled(compared.ratios(&over.years, Area::RUN, Quantity::Consolidated, fte)?, -1.0))
            }
            Effect::PovertyAvoided => {
                Some(scaled(sums(&over.years, Quantity::Indicator(Indicator::PoorPersons))?, -1.0))
            }
            Effect::LastingExits => sums(&over.years, Quantity::LastingExits(None)),
            Effect::Employed => stock(Indicator::Employed, 1.0),
            Effect::UnemploymentAvoided => stock(Indicator::Unemployed, -1.0),
            Effect::RsaHouseholds => stock(Indicator::RsaHouseholds, 1.0),
            Effect::EbeFte => stock(Indicator::EbeFte, 1.0),
        }
    }
}

fn scaled(values: Vec<f64>, by: f64) -> Vec<f64> {
    // A zero has no sign.
    values.into_iter().map(|value| if value == 0.0 { 0.0 } else { value * by }).collect()
}

/// The years effects are taken over: from the fork to the end.
#[derive(Clone, PartialEq, Debug)]
pub struct Window {
    pub years: Vec<u16>,
    /// In years: the first and last may be parts.
    pub length: f64,
}

impl Window {
    /// From the month of the fork to the last of the run, both included.
    pub fn new(fork: Month, through: Month) -> Window {
        Window {
            years: (fork.year()..=through.year()).collect(),
            length: f64::from(through.plus(1).since(fork)) / 12.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn every_effect_is_found_by_its_name() {
        for effect in Effect::all() {
            assert_eq!(Effect::named(&effect.name()), Some(effect));
        }
        assert_eq!(Effect::named("net_cots"), None);
    }

    #[test]
    fn what_a_job_costs_the_state_is_its_net_cost_and_not_its_gain() {
        let replicates = [sample::replicate(1, 3), sample::replicate(2, 3)];
        let compared = Differences::of(&sample::description(), &sample::gazetteer(), &replicates);
        let over = Window::new(Month::new(2020, 1), Month::new(2021, 12));
        assert_eq!(Effect::NetCostTo(Body::Etat).by_seed(&compared, &over), Some(vec![1_200_000.0; 2]));
        assert_eq!(Effect::NetCost.by_seed(&compared, &over), Some(vec![960_000.0; 2]));
        let per_fte = Effect::NetCostPerFte.by_seed(&compared, &over).expect("there are jobs");
        assert!((per_fte[0] - 960_000.0 / 81.0).abs() < 1e-6);
    }
}
