//! What the law asks about people, in the words every benefit shares.
//!
//! Why it exists: one meaning of "children", "zone" or "tenure" for all benefits. Small and copied; nothing here knows
//! where the facts come from.

/// Dependent children, at most eight, with their ages. A ninth is left out: no schedule distinguishes it but by a
/// further supplement, and such families are a few thousand in France.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Children {
    ages: [u16; 8],
    count: u8,
}

impl Children {
    pub const NONE: Children = Children { ages: [0; 8], count: 0 };

    /// From ages in whole months, in any order.
    pub fn from_months(ages: &[u16]) -> Children {
        let mut children = Children::NONE;
        ages.iter().for_each(|&age| children.push(age));
        children
    }

    /// Adds a child of `age` months, if there is room.
    pub fn push(&mut self, age: u16) {
        if let Some(place) = self.ages.get_mut(usize::from(self.count)) {
            *place = age;
            self.count += 1;
        }
    }

    /// Ages in months, in the order given.
    pub fn ages(&self) -> &[u16] {
        &self.ages[..usize::from(self.count)]
    }

    pub fn count(&self) -> i64 {
        i64::from(self.count)
    }

    /// Those who have not reached `years`.
    pub fn under(&self, years: i64) -> i64 {
        self.ages().iter().filter(|&&age| i64::from(age) < years * 12).count() as i64
    }

    /// Age in months of the youngest.
    pub fn youngest(&self) -> Option<u16> {
        self.ages().iter().copied().min()
    }
}

/// Where housing aid places the dwelling: 1 the Paris area, 2 large towns and Corsica, 3 elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum HousingZone {
    One,
    #[default]
    Two,
    Three,
}

impl HousingZone {
    /// Its place in the tables of the law.
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// How the household is housed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Tenure {
    /// Unfurnished rent from a private landlord: AL.
    #[default]
    PrivateTenant,
    /// Rent from a social landlord under agreement: APL, with the réduction de loyer de solidarité.
    SocialTenant,
    /// Owner without a loan that counts.
    Owner,
    /// Housed free.
    RentFree,
}

impl Tenure {
    pub const fn pays_rent(self) -> bool {
        matches!(self, Tenure::PrivateTenant | Tenure::SocialTenant)
    }
}
