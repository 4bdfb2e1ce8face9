//! The facts of a case as its table states them, and what the law gives of them.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use bassin::law::facts::{Children, HousingZone, Tenure};
use bassin::law::family_benefits::FamilyBenefits;
use bassin::units::{Cents, Rate};
use toml::{Table, Value};

/// The facts of a case, which must all be of use.
pub struct Facts<'a> {
    table: &'a Table,
    used: RefCell<BTreeSet<&'a str>>,
}

impl<'a> Facts<'a> {
    pub fn of(table: &'a Table) -> Facts<'a> {
        Facts { table, used: RefCell::default() }
    }

    /// Names that nothing asked for.
    pub fn unused(&self) -> Vec<&'a str> {
        self.table.keys().map(String::as_str).filter(|key| !self.used.borrow().contains(key)).collect()
    }

    fn value(&self, name: &str) -> Option<&'a Value> {
        let (name, value) = self.table.get_key_value(name)?;
        self.used.borrow_mut().insert(name);
        Some(value)
    }

    pub fn euros(&self, name: &str) -> Cents {
        self.value(name).map_or(Cents::ZERO, |value| cents(value).unwrap_or_else(|| panic!("{name} is an amount")))
    }

    pub fn number(&self, name: &str, otherwise: i64) -> i64 {
        self.value(name)
            .map_or(otherwise, |value| value.as_integer().unwrap_or_else(|| panic!("{name} is a whole number")))
    }

    pub fn yes(&self, name: &str) -> bool {
        self.value(name).is_some_and(|value| value.as_bool().unwrap_or_else(|| panic!("{name} is true or false")))
    }

    pub fn share(&self, name: &str) -> Rate {
        self.value(name).map_or(Rate::ONE, |value| {
            Rate::from_fraction(value.as_float().unwrap_or_else(|| panic!("{name} is a share, as 0.5")))
        })
    }

    /// One of `words`, the first if nothing is said.
    pub fn word<T: Copy>(&self, name: &str, words: &[(&str, T)]) -> T {
        let Some(value) = self.value(name) else { return words[0].1 };
        let found = words.iter().find(|(word, _)| value.as_str() == Some(word));
        found
            .unwrap_or_else(|| panic!("{name} is one of {:?}", words.iter().map(|(word, _)| *word).collect::<Vec<_>>()))
            .1
    }

    /// `children`, in months, and `child`, one more whose age may vary.
    pub fn children(&self) -> Children {
        let months =
            |value: &Value| value.as_integer().and_then(|age| u16::try_from(age).ok()).expect("ages in months");
        let listed = self.value("children").map(|value| value.as_array().expect("a list of ages in months"));
        let mut ages: Vec<u16> = listed.into_iter().flatten().map(months).collect();
        ages.extend(self.value("child").map(months));
        Children::from_months(&ages)
    }

    pub fn tenure(&self) -> Tenure {
        let words = [
            ("free", Tenure::RentFree),
            ("owner", Tenure::Owner),
            ("private", Tenure::PrivateTenant),
            ("social", Tenure::SocialTenant),
        ];
        self.word("tenure", &words)
    }

    pub fn zone(&self) -> HousingZone {
        [HousingZone::One, HousingZone::Two, HousingZone::Three][self.number("zone", 2) as usize - 1]
    }

    /// Family benefits in payment, as RSA and prime d'activité count them.
    pub fn family(&self) -> FamilyBenefits {
        let (af, cf) = (self.euros("af"), self.euros("cf"));
        let (asf, paje) = (self.euros("asf"), self.euros("paje"));
        FamilyBenefits { af, af_base: af, asf, cf, cf_ordinary: cf, paje, ..FamilyBenefits::default() }
    }
}

/// Euros with their cents, whole or not.
pub fn cents(value: &Value) -> Option<Cents> {
    value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64)).map(Cents::from_euros)
}

/// What the law gives.
#[derive(Clone, Copy)]
pub enum Given {
    Euros(Cents),
    Number(i64),
    Share(Rate),
    Yes(bool),
    Word(&'static str),
}

impl Given {
    pub fn is(self, expected: &Value) -> bool {
        match self {
            Given::Euros(amount) => cents(expected) == Some(amount),
            Given::Number(number) => expected.as_integer() == Some(number),
            Given::Share(share) => expected.as_float().map(Rate::from_fraction) == Some(share),
            Given::Yes(yes) => expected.as_bool() == Some(yes),
            Given::Word(word) => expected.as_str() == Some(word),
        }
    }
}

impl fmt::Display for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Given::Euros(amount) => write!(f, "{amount}"),
            Given::Number(number) => write!(f, "{number}"),
            Given::Share(share) => write!(f, "{}", share.to_fraction()),
            Given::Yes(yes) => write!(f, "{yes}"),
            Given::Word(word) => f.write_str(word),
        }
    }
}
