//! Budgets of départements, régions, bloc communal and State, set once for a run: yearly amounts of 2019 in cents of the
//! simulated population, and how they are spread over cells.
//!
//! A published amount is brought to the run by (simulated inhabitants of the cells of the run) / (published
//! inhabitants), so that a run of one zone, or of one household in a hundred, has budgets of its own size. State
//! compensation by département is published for two of them only; for the others it is estimated: TICPE, FMDI and DCP
//! in proportion to RSA spending, transfer duties to dwellings × living standard (which finds the two published ones
//! within 15 %), other resources so that each département saves the national share of its resources in 2019. What is
//! left to pay by département is therefore an estimate.

use crate::parameters::Parameters;
use crate::territory::path::Trend;
use crate::territory::{DepartementResources as Published, DepartementRow, Territory};
use crate::units::{Cell, Cents, Departement, Rate};
use crate::world::Post;

/// What a budget is made of: the post, its growth, its amount.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
    pub post: Post,
    pub growth: Growth,
    /// Cents a year at the prices of January 2019.
    pub yearly: Cents,
}

/// How an amount moves from its level of 2019.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Growth {
    /// Not at all: what the State froze.
    Frozen,
    /// As prices.
    Prices,
    /// As prices and this rate a year above them.
    AbovePrices(Rate),
    /// As prices through December of the year, nothing after.
    PricesThrough(u16),
    /// From January of this year on, as prices.
    PricesFrom(u16),
}

/// One département of the run.
#[derive(Clone, Debug)]
pub struct DepartementBudget {
    pub departement: Departement,
    /// Its cells in the run, with their weights.
    pub cells: Vec<Cell>,
    pub weights: Vec<u64>,
    pub lines: Vec<Line>,
    /// Transfer duties by year from 2019.
    pub dmto: Vec<Cents>,
}

/// Everything public of a run that does not change.
#[derive(Clone, Debug)]
pub struct PublicFinance {
    pub departements: Vec<DepartementBudget>,
    /// Amounts of bodies that are not départements, over all cells of the run.
    pub national: Vec<Line>,
    pub cells: Vec<Cell>,
    pub weights: Vec<u64>,
    /// What the CNSA pays of APA and PCH.
    pub cnsa_apa: Rate,
    pub cnsa_pch: Rate,
    /// Fall of the savings rate since the first year from which a département is under strain.
    pub strain_tolerance: Rate,
    /// Euros of insertion cut for a euro of saving that lacks; 0 switches strain off.
    pub strain_cut: Rate,
    /// At most this part of insertion is cut.
    pub strain_cut_at_most: Rate,
    /// How far support and orientation of RSA recipients follow insertion money (1: as much; 0: not at all).
    pub strain_on_support: Rate,
}

/// First year of `DepartementBudget::dmto`.
pub const FIRST_YEAR: u16 = 2019;
/// Last year for which transfer duties are computed.
const LAST_YEAR: u16 = 2040;

impl PublicFinance {
    /// Budgets of the run over `cells`, given the simulated inhabitants of every cell of the territory at the start.
    pub fn new(
        territory: &Territory,
        parameters: &Parameters,
        trend: &Trend,
        cells: &[Cell],
        inhabitants: &[u32],
    ) -> PublicFinance {
        let national = National::of(territory, parameters, trend, &territory.departement_resources);
        let departements = territory
            .all_departements()
            .filter_map(|departement| {
                let mine: Vec<Cell> =
                    territory.cells_of(departement).iter().copied().filter(|c| cells.contains(c)).collect();
                if mine.is_empty() {
                    return None;
                }
                let weights: Vec<u64> = mine.iter().map(|c| u64::from(inhabitants[c.index()])).collect();
                Some(national.budget(territory, departement, mine, weights))
            })
            .collect();
        let weights: Vec<u64> = cells.iter().map(|c| u64::from(inhabitants[c.index()])).collect();
        PublicFinance {
            departements,
            national: national_lines(territory, parameters, weights.iter().sum()),
            cells: cells.to_vec(),
            weights,
            cnsa_apa: parameters.rate("departements.cnsa_apa"),
            cnsa_pch: parameters.rate("departements.cnsa_pch"),
            strain_tolerance: parameters.rate("departements.strain_tolerance"),
            strain_cut: parameters.rate("departements.insertion_cut_per_strain"),
            strain_cut_at_most: parameters.rate("departements.insertion_cut_at_most"),
            strain_on_support: parameters.rate("departements.strain_on_support"),
        }
    }

    /// The budget of a département, if it has a cell in the run.
    pub fn budget(&self, departement: Departement) -> Option<&DepartementBudget> {
        self.departements.iter().find(|budget| budget.departement == departement)
    }
}

impl DepartementBudget {
    /// Yearly amount of a post at January 2019 prices; zero if the budget has no such line.
    pub fn yearly(&self, post: Post) -> Cents {
        self.lines.iter().filter(|line| line.post == post).map(|line| line.yearly).sum()
    }

    /// Transfer duties of a year.
    pub fn dmto_of(&self, year: u16) -> Cents {
        let at = usize::from(year.saturating_sub(FIRST_YEAR)).min(self.dmto.len().saturating_sub(1));
        self.dmto.get(at).copied().unwrap_or(Cents::ZERO)
    }
}

/// What the country's départements receive and spend together, and the keys that spread it.
struct National<'a> {
    published: &'a [Published],
    /// Published amounts, all départements, a year.
    ticpe: Cents,
    fmdi: Cents,
    dcp: Cents,
    tfpb: Cents,
    dgf: Cents,
    minors: Cents,
    minors_state_share: Rate,
    minors_growth: Rate,
    other_spending: Cents,
    saving: Rate,
    dmto: Vec<Cents>,
    population: i64,
    rsa: i64,
    homes: f64,
    cnsa_apa: Rate,
    cnsa_pch: Rate,
    child_welfare_growth: Rate,
}

impl<'a> National<'a> {
    fn of(territory: &Territory, p: &Parameters, trend: &Trend, published: &'a [Published]) -> National<'a> {
        let rows = &territory.departements;
        let social: Cents = rows.iter().map(social).sum();
        let minors = p.cents("departements.unaccompanied_minors");
        National {
            ticpe: p.cents("departements.ticpe_rsa"),
            fmdi: p.cents("departements.fmdi"),
            dcp: p.cents("departements.dcp"),
            tfpb: p.cents("departements.tfpb"),
            dgf: p.cents("departements.dgf"),
            minors,
            minors_state_share: p.rate("departements.unaccompanied_minors_state_share"),
            minors_growth: p.rate("departements.unaccompanied_minors_growth"),
            other_spending: (p.cents("departements.operating_spending") - social - minors).at_least_zero(),
            saving: p.rate("departements.saving_2019"),
            dmto: (FIRST_YEAR..=LAST_YEAR).map(|year| territory.path.dmto(year, trend)).collect(),
            population: rows.iter().map(|d| i64::from(d.population_2019)).sum(),
            rsa: rows.iter().map(|d| d.spending_2019.rsa_allowance.0).sum::<i64>().max(1),
            homes: rows.iter().map(|d| homes(d, published)).sum::<f64>().max(1.0),
            cnsa_apa: p.rate("departements.cnsa_apa"),
            cnsa_pch: p.rate("departements.cnsa_pch"),
            child_welfare_growth: p.rate("departements.child_welfare_growth"),
            published,
        }
    }

    fn budget(
        &self,
        territory: &Territory,
        departement: Departement,
        cells: Vec<Cell>,
        weights: Vec<u64>,
    ) -> DepartementBudget {
        let row = &territory.departements[departement.index()];
        let known = self.published.iter().find(|known| known.code == row.code);
        let simulated = weights.iter().sum::<u64>() as i64;
        let here = |amount: Cents| amount.share(simulated, i64::from(row.population_2019).max(1));
        let by_head = |amount: Cents| amount.share(i64::from(row.population_2019), self.population);
        let by_rsa = |amount: Cents| amount.share(row.spending_2019.rsa_allowance.0, self.rsa);
        let or = |found: Option<Cents>, estimate: Cents| found.unwrap_or(estimate);
        let ticpe = or(known.and_then(|k| k.ticpe), by_rsa(self.ticpe));
        let fmdi = or(known.and_then(|k| k.fmdi), by_rsa(self.fmdi));
        let dcp = or(known.and_then(|k| k.dcp), by_rsa(self.dcp));
        let dmto_2022 = self.dmto[2022 - usize::from(FIRST_YEAR)];
        let key = homes(row, self.published) / self.homes;
        let share = match known.and_then(|k| k.dmto_2022) {
            Some(found) => found.to_euros() / dmto_2022.to_euros(),
            None => key,
        };
        let dmto: Vec<Cents> = self.dmto.iter().map(|d| Cents::from_euros(d.to_euros() * share)).collect();
        let spending = row.spending_2019;
        let (minors, other) = (by_head(self.minors), by_head(self.other_spending));
        let minors_state = minors.times(self.minors_state_share);
        let (tfpb, dgf) = (by_head(self.tfpb), by_head(self.dgf));
        let spent = social(row) + minors + other;
        let cnsa = spending.apa.times(self.cnsa_apa) + spending.pch.times(self.cnsa_pch);
        let named = ticpe + fmdi + dcp + dmto[0] + tfpb + dgf + cnsa + minors_state;
        let wanted = spent.share(1_000_000, i64::from(Rate::ONE.0 - self.saving.0).max(1));
        let line = |post, growth, amount| Line { post, growth, yearly: here(amount) };
        let lines = vec![
            line(Post::TicpeRsa, Growth::Frozen, ticpe),
            line(Post::Fmdi, Growth::Frozen, fmdi),
            line(Post::Dcp, Growth::Prices, dcp),
            line(Post::Dgf, Growth::Frozen, dgf),
            line(Post::PropertyTaxDepartement, Growth::PricesThrough(2020), tfpb),
            line(Post::VatShare, Growth::PricesFrom(2021), tfpb),
            line(Post::OtherDepartementResources, Growth::Prices, (wanted - named).at_least_zero()),
            line(Post::UnaccompaniedMinorsEtat, Growth::AbovePrices(self.minors_growth), minors_state),
            line(Post::InsertionSpending, Growth::Prices, spending.rsa_insertion),
            line(Post::ChildWelfare, Growth::AbovePrices(self.child_welfare_growth), spending.child_welfare),
            line(Post::UnaccompaniedMinors, Growth::AbovePrices(self.minors_growth), minors),
            line(Post::OtherDepartementSpending, Growth::Prices, other),
        ];
        DepartementBudget { departement, cells, weights, lines, dmto: dmto.into_iter().map(here).collect() }
    }
}

/// Social spending that the model names.
fn social(row: &DepartementRow) -> Cents {
    let s = row.spending_2019;
    s.rsa_allowance + s.rsa_insertion + s.apa + s.pch + s.child_welfare
}

/// The key of transfer duties: dwellings × median living standard.
fn homes(row: &DepartementRow, published: &[Published]) -> f64 {
    let dwellings = published.iter().find(|known| known.code == row.code).map_or(0, |known| known.dwellings);
    f64::from(dwellings) * row.median_living_standard_2021.to_euros()
}

/// Régions, bloc communal, State, and what Sécurité sociale and Unédic receive and pay that agents do not make: amounts of
/// the country by simulated inhabitant.
fn national_lines(territory: &Territory, p: &Parameters, simulated: u64) -> Vec<Line> {
    let population: i64 = territory.departements.iter().map(|d| i64::from(d.population_2019)).sum();
    let line = |&(post, name): &(Post, &str)| Line {
        post,
        growth: Growth::Prices,
        yearly: p.cents(name).share(simulated as i64, population.max(1)),
    };
    NATIONAL.iter().map(line).collect()
}

/// The posts of the national books that no agent makes, with the parameter that holds their yearly amount.
const NATIONAL: &[(Post, &str)] = &[
    (Post::PublicServices, "public.state_services"),
    (Post::OtherStateRevenue, "public.other_state_revenue"),
    (Post::RegionResources, "public.region_resources"),
    (Post::RegionSpending, "public.region_spending"),
    (Post::DgfCommunal, "public.dgf_bloc_communal"),
    (Post::PropertyTaxCommunal, "public.local_taxes"),
    (Post::CommunalSpending, "public.bloc_communal_spending"),
    (Post::InvalidityPensions, "public.invalidity_pensions"),
    (Post::WorkAccidentAnnuities, "public.work_accident_annuities"),
    (Post::MaternityBenefits, "public.maternity_benefits"),
    (Post::SupplementaryHealth, "public.supplementary_health"),
    (Post::EmployersSickPay, "public.employers_sick_pay"),
    (Post::MedicoSocialTransfer, "public.medico_social_transfer"),
    (Post::ManagementMaladie, "public.management_maladie"),
    (Post::ManagementVieillesse, "public.management_vieillesse"),
    (Post::ManagementFamille, "public.management_famille"),
    (Post::EarmarkedTaxesMaladie, "public.earmarked_taxes_maladie"),
    (Post::EarmarkedTaxesVieillesse, "public.earmarked_taxes_vieillesse"),
    (Post::EarmarkedTaxesFamille, "public.earmarked_taxes_famille"),
    (Post::EarmarkedTaxesAutonomie, "public.earmarked_taxes_autonomie"),
    (Post::CivilServicePensions, "public.civil_service_pensions"),
    (Post::ParentsPensionRights, "public.parents_pension_rights"),
    (Post::ChildcareAid, "public.childcare_aid"),
    (Post::FamilySocialAction, "public.family_social_action"),
    (Post::EmploymentService, "public.employment_service"),
    (Post::UnemployedPensionPoints, "public.unemployed_pension_points"),
    (Post::PublicEmployersSelfInsured, "public.public_employers_self_insured"),
    (Post::EmergencyHousing, "public.emergency_housing"),
    (Post::DebtInterest, "public.debt_interest"),
    (Post::VatLeftOut, "public.vat_left_out"),
    (Post::CommunalOtherRevenue, "public.bloc_communal_other_revenue"),
    (Post::CommunalSocialAction, "public.bloc_communal_social_action"),
    (Post::CommunalChildcare, "public.bloc_communal_childcare"),
    (Post::SpecialSchemes, "public.special_schemes"),
    (Post::OtherSocialProtection, "public.other_social_protection"),
    (Post::CnsaOther, "public.cnsa_other"),
];
