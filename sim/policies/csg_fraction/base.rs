//! The base of the CSG, found again from what the run levied this month: each levy divided by its rate. Nothing is put in:
//! what a point yields follows from the wages, profits, pensions, benefits and property income of the run.

use crate::units::{Cell, Cents, Rate};
use crate::world::public::LevyRates;
use crate::world::{Ledger, Post};

/// What points of the CSG yield, by the body that collects it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Yield {
    pub maladie: Cents,
    pub famille: Cents,
    pub autonomie: Cents,
    pub unedic: Cents,
    /// The part that pays back the social debt, in the State's books.
    pub etat: Cents,
}

impl Yield {
    pub fn total(&self) -> Cents {
        self.maladie + self.famille + self.autonomie + self.unedic + self.etat
    }
}

/// What is known of the levies beyond the ledger.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    pub rates: LevyRates,
    /// Of the CSG on wages, to the social debt.
    pub debt: Rate,
    /// Social levies on property income.
    pub property: Rate,
    /// Points levied beyond the law this month.
    pub levied: Rate,
}

/// What `points` yield on the month's base in `cells`; when they are levied beyond the law (`known.levied`), what they did
/// yield.
pub fn yield_of(points: Rate, ledger: &Ledger, cells: &[Cell], known: &Known) -> Yield {
    let sum = |posts: &[Post]| -> Cents {
        posts.iter().map(|post| cells.iter().map(|cell| ledger.of_month(*post, *cell)).sum::<Cents>()).sum()
    };
    let (rates, extra) = (&known.rates, known.levied.0);
    // The part of a levy at `rate` that the points are.
    let part = |amount: Cents, rate: i32| amount.share(i64::from(points.0), i64::from((rate + extra).max(1)));
    let wages = rates.csg_wages.0;
    let branch = |posts: &[Post]| part(sum(posts), wages);
    let maladie = branch(&[Post::CsgWagesMaladie, Post::EbeCsgMaladie]);
    let famille = branch(&[Post::CsgWagesFamille, Post::EbeCsgFamille]);
    let autonomie = branch(&[Post::CsgWagesAutonomie, Post::EbeCsgAutonomie]);
    let unedic = branch(&[Post::CsgWagesUnedic, Post::EbeCsgUnedic]);
    let known_parts = maladie + famille + autonomie + unedic;
    let etat = known_parts.share(i64::from(known.debt.0), i64::from(Rate::ONE.0 - known.debt.0).max(1));
    // Pensions and unemployment benefit bear the CRDS on the base of the CSG.
    let base = |post: Post| sum(&[post]).share(i64::from(Rate::ONE.0), i64::from(rates.crds.0.max(1)));
    let pensions = base(Post::CrdsPensions).times(points);
    let insurance = {
        let [all, full] = rates.csg_insurance;
        let beside = sum(&[Post::CsgInsurance]) - base(Post::CrdsInsurance).times(all);
        part(beside.at_least_zero(), full.0)
    };
    let own = part(sum(&[Post::SelfEmployedMaladie]), rates.self_employed_maladie.0);
    let property = part(sum(&[Post::SocialLeviesProperty]), known.property.0);
    Yield { maladie: maladie + pensions + insurance + own + property, famille, autonomie, unedic, etat }
}
