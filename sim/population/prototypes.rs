//! Prototype households of France: the joint seed from which every département's households are raked.
//!
//! Published margins are single ages by sex, households by type, families with minor children by number; who lives with
//! whom in detail is not. Grade *assumption*: couples' gap of age (normal, mean 2.4 years, spread 4), completed
//! fertility of mothers and its timing, ages at which children leave home, ages of lone parents. The sample is made once
//! from a constant seed (it is data, not chance of the run), then raked to the margins (grade *statistic*, census 2016 to
//! 2022 interpolated at 2019). People in institutions (2 % of residents: care homes, student halls, prisons) are not
//! kept apart: they are members of ordinary households, so that population and household counts both hold and the mean
//! size is 2 % high. Couples are of two sexes; persons who share a home without kinship carry the role of child.

use super::draws::Draws;
use super::raking::{Rows, rake};
use super::sources::{AGES, National};
use crate::chance::{Chance, Process};
use crate::world::Role;

/// Types of household, in the order in which a cell's households are laid out before they are sampled.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum Kind {
    LoneParent = 0,
    OneMan = 1,
    OneWoman = 2,
    /// Several persons without family ties.
    Several = 3,
    Couple = 4,
    CoupleWithChildren = 5,
}

impl Kind {
    pub const COUNT: usize = 6;
    pub const ALL: [Kind; Kind::COUNT] =
        [Kind::LoneParent, Kind::OneMan, Kind::OneWoman, Kind::Several, Kind::Couple, Kind::CoupleWithChildren];

    /// A couple, a couple with children or a lone parent: what the census calls a family.
    pub const fn is_family(self) -> bool {
        matches!(self, Kind::LoneParent | Kind::Couple | Kind::CoupleWithChildren)
    }
}

#[derive(Clone, Copy, Default, Debug, PartialEq)]
pub struct Member {
    pub role: Role,
    pub female: bool,
    /// Completed years on 1 January 2019.
    pub age: u8,
}

/// A household of the seed; head first, then the partner, then children from the eldest.
#[derive(Clone, Debug)]
pub struct Prototype {
    pub kind: Kind,
    pub members: Vec<Member>,
}

impl Prototype {
    pub fn minors(&self) -> usize {
        self.members.iter().filter(|m| m.role == Role::Child && m.age < 18).count()
    }
    pub fn children(&self) -> usize {
        self.members.iter().filter(|m| m.role == Role::Child).count()
    }
    fn order(&self) -> (Kind, usize, usize, u8) {
        (self.kind, self.minors(), self.children(), self.members[0].age)
    }
}

/// The prototypes in order of type, children and age of the head, with how many households each stands for in France.
pub struct Prototypes {
    pub households: Vec<Prototype>,
    pub weights: Vec<f64>,
    /// Largest gap between a raked and a published margin, relative to all households.
    pub worst_gap: f64,
}

/// How many prototypes of each type. Rare and decisive types (lone parents) are denser than their share.
const SAMPLE: [(Kind, usize); Kind::COUNT] = [
    (Kind::LoneParent, 4_000),
    (Kind::OneMan, 1_600),
    (Kind::OneWoman, 1_800),
    (Kind::Several, 600),
    (Kind::Couple, 3_500),
    (Kind::CoupleWithChildren, 6_500),
];

/// Single ages up to this one are margins of their own; older ones are one group.
const OLDEST_MARGIN: usize = 92;

/// Builds and rakes the prototypes.
pub fn build(national: &National) -> Prototypes {
    // The year of the census figures as seed: any constant would do; changing it changes every population.
    let mut draws = Draws::new(Chance::new(2019).sequential(Process::Population, u64::MAX));
    let mut households = Vec::new();
    for (kind, wanted) in SAMPLE {
        let adult_ages = adult_age_shares(national, kind);
        let mut made = 0;
        while made < wanted {
            let prototype = draw(kind, &adult_ages, &mut draws);
            if prototype.kind == kind {
                households.push(prototype);
                made += 1;
            }
        }
    }
    households.sort_by_key(Prototype::order);
    let (weights, worst_gap) = rake_to_france(&households, national);
    Prototypes { households, weights, worst_gap }
}

/// Share of each single age (and sex, women after men) among the adults who define a household of this type.
fn adult_age_shares(national: &National, kind: Kind) -> Vec<f64> {
    let mut shares = vec![0.0; 2 * AGES];
    for sex in 0..2 {
        for age in 16..AGES {
            let persons = national.persons[sex][age];
            let single = persons * (1.0 - national.in_couple[sex][age]);
            shares[sex * AGES + age] = match kind {
                Kind::LoneParent => single * lone_parent_shape(sex, age),
                Kind::OneMan | Kind::OneWoman => {
                    let wanted_sex = if kind == Kind::OneMan { 0 } else { 1 };
                    let singles: f64 =
                        (0..2).map(|s| national.persons[s][age] * (1.0 - national.in_couple[s][age])).sum();
                    let everyone: f64 = (0..2).map(|s| national.persons[s][age]).sum();
                    let alone = national.living_alone[age] * everyone / singles.max(1.0);
                    if sex == wanted_sex { single * alone } else { 0.0 }
                }
                // Flat-sharers mostly, and elderly kin.
                Kind::Several if age < 18 => 0.0,
                Kind::Several => single * if age < 35 { 1.0 } else { 0.4 },
                // The man of the couple; the woman follows from the gap of age.
                Kind::Couple | Kind::CoupleWithChildren => {
                    if sex == 0 && age >= 18 {
                        persons * national.in_couple[0][age]
                    } else {
                        0.0
                    }
                }
            };
        }
    }
    shares
}

/// Relative chance that a single person is a lone parent. Five in six lone parents are mothers (census 2016).
fn lone_parent_shape(sex: usize, age: usize) -> f64 {
    let by_age = match age {
        0..=19 => 0.01,
        20..=24 => 0.06,
        25..=29 => 0.2,
        30..=34 => 0.4,
        35..=44 => 0.6,
        45..=54 => 0.45,
        55..=59 => 0.22,
        60..=69 => 0.1,
        _ => 0.07,
    };
    if sex == 0 { by_age * 0.22 } else { by_age }
}

fn draw(kind: Kind, adult_ages: &[f64], draws: &mut Draws) -> Prototype {
    let first = draws.choose(adult_ages);
    let (sex, age) = (first / AGES, first % AGES);
    let adult = Member { role: Role::Head, female: sex == 1, age: age as u8 };
    match kind {
        Kind::OneMan | Kind::OneWoman => Prototype { kind, members: vec![adult] },
        Kind::Several => {
            let mut members = vec![adult];
            let others = 1 + usize::from(draws.uniform() < 0.2);
            for _ in 0..others {
                let age = (f64::from(adult.age) + 6.0 * draws.normal()).clamp(18.0, 95.0) as u8;
                members.push(Member { role: Role::Child, female: draws.uniform() < 0.5, age });
            }
            // The eldest heads the household.
            members.sort_by_key(|m| std::cmp::Reverse(m.age));
            members[0].role = Role::Head;
            for other in &mut members[1..] {
                other.role = Role::Child;
            }
            Prototype { kind, members }
        }
        Kind::LoneParent => {
            let mother_age = if adult.female { age as i32 } else { age as i32 - 3 };
            let mut children = children_at_home(mother_age, draws);
            for _ in 0..40 {
                if !children.is_empty() {
                    break;
                }
                children = children_at_home(mother_age, draws);
            }
            if children.is_empty() {
                // Too old to have children at home by chance: an adult child who stayed.
                let age = (mother_age - 30).max(0) as u8;
                children.push(Member { role: Role::Child, female: draws.uniform() < 0.4, age });
            }
            let mut members = vec![adult];
            members.extend(children);
            Prototype { kind, members }
        }
        Kind::Couple | Kind::CoupleWithChildren => {
            let gap = (2.4 + 4.0 * draws.normal()).round() as i32;
            let woman_age = (age as i32 - gap).clamp(18, 98);
            let man = Member { role: Role::Partner, female: false, age: age as u8 };
            let woman = Member { role: Role::Partner, female: true, age: woman_age as u8 };
            let mut members = if man.age >= woman.age { vec![man, woman] } else { vec![woman, man] };
            members[0].role = Role::Head;
            let children = children_at_home(woman_age, draws);
            let kind = if children.is_empty() { Kind::Couple } else { Kind::CoupleWithChildren };
            members.extend(children);
            Prototype { kind, members }
        }
    }
}

/// The children of a woman who still live with her, from the eldest.
fn children_at_home(mother_age: i32, draws: &mut Draws) -> Vec<Member> {
    // Completed fertility of the cohorts born in the 1960s and 1970s: 2.0 children a mother's life, 14 % without [A].
    const PARITY: [f64; 8] = [0.14, 0.19, 0.40, 0.18, 0.055, 0.02, 0.01, 0.005];
    let parity = draws.choose(&PARITY);
    let earlier = f64::from((mother_age - 55).clamp(0, 20)) * 0.15;
    let mut age_at_birth = (28.4 - earlier - 0.9 * (parity as f64 - 2.0) + 5.0 * draws.normal()).clamp(17.0, 43.0);
    let mut children = Vec::new();
    for _ in 0..parity {
        if age_at_birth > 46.0 {
            break;
        }
        let age = mother_age - age_at_birth as i32;
        if age >= 0 && draws.uniform() < stays_at_home(age) {
            children.push(Member { role: Role::Child, female: draws.uniform() < 0.488, age: age as u8 });
        }
        age_at_birth += 1.6 + 1.8 * -libm::log(draws.uniform());
    }
    children.sort_by_key(|m| std::cmp::Reverse(m.age));
    children
}

/// Chance that a child of this age lives with its parents [A]: half have left at 22 to 23.
fn stays_at_home(age: i32) -> f64 {
    match age {
        ..=16 => 1.0,
        17 => 0.96,
        18 => 0.88,
        19..=27 => 0.80 - 0.078 * f64::from(age - 19),
        28..=39 => 0.16 - 0.009 * f64::from(age - 28),
        _ => 0.045,
    }
}

/// Rakes the seed to the national margins.
fn rake_to_france(households: &[Prototype], national: &National) -> (Vec<f64>, f64) {
    let ages = OLDEST_MARGIN + 1;
    let first_kind = 2 * ages;
    let first_family = first_kind + Kind::COUNT;
    let mut targets = vec![0.0; first_family + 3];
    for sex in 0..2 {
        for age in 0..AGES {
            targets[sex * ages + age.min(OLDEST_MARGIN)] += national.persons[sex][age];
        }
    }
    for kind in Kind::ALL {
        targets[first_kind + kind as usize] = national.households[kind as usize];
    }
    targets[first_family] = national.lone_parents_with_minors;
    targets[first_family + 1] = national.families_with_three_children;
    targets[first_family + 2] = national.families_with_four_children;

    let mut rows = Rows::new();
    let mut initial = Vec::with_capacity(households.len());
    for household in households {
        let kind = household.kind as usize;
        initial.push(national.households[kind] / SAMPLE[kind].1 as f64);
        let mut entries: Vec<(u16, f64)> = household
            .members
            .iter()
            .map(|m| ((usize::from(m.female) * ages + usize::from(m.age).min(OLDEST_MARGIN)) as u16, 1.0))
            .collect();
        entries.push(((first_kind + kind) as u16, 1.0));
        if household.minors() > 0 {
            if household.kind == Kind::LoneParent {
                entries.push((first_family as u16, 1.0));
            }
            match household.children() {
                3 => entries.push(((first_family + 1) as u16, 1.0)),
                4.. => entries.push(((first_family + 2) as u16, 1.0)),
                _ => {}
            }
        }
        rows.push(&entries);
    }
    rake(&rows, &initial, &targets)
}

/// The weights of the prototypes in one département: persons by age band, households, lone-parent families.
pub fn rake_to_departement(prototypes: &Prototypes, margins: &DepartementMargins) -> (Vec<f64>, f64) {
    let bands = margins.age_bands.len();
    let (households_column, lone_column) = (bands as u16, bands as u16 + 1);
    let mut targets = margins.persons.clone();
    targets.push(margins.households);
    // Lone parents are a share of families: Σ w (lone − share × family) = 0.
    targets.push(0.0);
    let mut rows = Rows::new();
    let france: f64 = prototypes.weights.iter().sum();
    let mut initial = Vec::with_capacity(prototypes.weights.len());
    for (household, weight) in prototypes.households.iter().zip(&prototypes.weights) {
        initial.push(weight * margins.households / france);
        let mut entries: Vec<(u16, f64)> = Vec::with_capacity(8);
        for member in &household.members {
            let band = margins.age_bands.iter().position(|b| b.0 <= member.age && member.age <= b.1);
            entries.push((band.unwrap_or(bands - 1) as u16, 1.0));
        }
        entries.push((households_column, 1.0));
        if household.kind.is_family() {
            let lone = if household.kind == Kind::LoneParent { 1.0 } else { 0.0 };
            entries.push((lone_column, lone - margins.lone_parent_share_of_families));
        }
        rows.push(&entries);
    }
    rake(&rows, &initial, &targets)
}

/// What a département's households must add up to.
pub struct DepartementMargins {
    /// Both ends inside.
    pub age_bands: Vec<(u8, u8)>,
    /// Persons in each band.
    pub persons: Vec<f64>,
    pub households: f64,
    pub lone_parent_share_of_families: f64,
}
