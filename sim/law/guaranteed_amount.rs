//! The guaranteed amount by family size that RSA and prime d'activité share: majorations for persons, the amount of the
//! lone parent of a young child, and the flat deduction for housing.
//!
//! Why it exists: two benefits, one schedule, each with its own base and values.

use super::facts::{Children, Tenure};
use crate::units::{Cents, Rate};

/// The values of the schedule, from either benefit.
pub struct Schedule {
    pub base: Cents,
    pub second_person: Rate,
    pub third_person: Rate,
    pub further_child: Rate,
    pub lone_parent_base: Rate,
    pub lone_parent_child: Rate,
    /// For 1, 2, and 3 persons or more.
    pub housing: [Rate; 3],
}

/// Builds a `Schedule` from the values of a benefit that has the schedule's fields.
macro_rules! schedule {
    ($values:expr) => {
        $crate::law::guaranteed_amount::Schedule {
            base: $values.base,
            second_person: $values.second_person,
            third_person: $values.third_person,
            further_child: $values.further_child,
            lone_parent_base: $values.lone_parent_base,
            lone_parent_child: $values.lone_parent_child,
            housing: [$values.housing_one, $values.housing_two, $values.housing_three],
        }
    };
}
pub(super) use schedule;

impl Schedule {
    /// The amount for the family, in euros, not rounded. `raised` is the right to the amount of lone parents.
    pub fn amount(&self, adults: i64, children: &Children, raised: bool) -> f64 {
        self.base.to_euros() * f64::from(self.share(adults, children, raised).0) / 1e6
    }

    /// What the base is multiplied by for the family.
    pub fn share(&self, adults: i64, children: &Children, raised: bool) -> Rate {
        let children = children.count();
        if raised {
            let share = i64::from(self.lone_parent_base.0) + i64::from(self.lone_parent_child.0) * children;
            return Rate(share as i32);
        }
        // The second person is the partner, or the first child of a lone parent.
        let persons = adults + children;
        let third_children = (children - 2).max(0);
        let middle = (persons - 2 - third_children).max(0);
        let second = if persons >= 2 { self.second_person.0 } else { 0 };
        let share = 1_000_000
            + i64::from(second)
            + i64::from(self.third_person.0) * middle
            + i64::from(self.further_child.0) * third_children;
        Rate(share as i32)
    }

    /// What is deducted for housing, in euros: the flat amount of owners and people housed free, at most the housing aid
    /// of tenants.
    pub fn housing(&self, persons: i64, tenure: Tenure, housing_aid: Cents) -> f64 {
        let base = self.base.to_euros();
        let second = 1.0 + self.second_person.to_fraction();
        let third = second + self.third_person.to_fraction();
        let flat = match persons {
            ..=1 => base * self.housing[0].to_fraction(),
            2 => base * second * self.housing[1].to_fraction(),
            _ => base * third * self.housing[2].to_fraction(),
        };
        if tenure.pays_rent() { flat.min(housing_aid.to_euros()) } else { flat }
    }
}
