//! From the dated values of `scenarios/law/` to the plain numbers a rule computes with.
//!
//! Why it exists: so that each benefit declares, beside its rule, the values it needs, once, under the names a scenario
//! may change them by. The macro writes the struct and the reading of it; no name is written twice.

use crate::units::{Cents, Rate};

/// The nearest cent to an amount in euros that is not negative; halves go up. Unlike `Cents::from_euros` it makes no call,
/// and it is made millions of times a month.
pub(super) fn nearest_cent(euros: f64) -> Cents {
    Cents((euros * 100.0 + 0.5) as i64)
}

/// Values of one month, by name; collects what is missing instead of failing at the first.
pub struct Reader<'a> {
    pub(super) lookup: &'a dyn Fn(&str) -> Option<Vec<f64>>,
    pub(super) missing: Vec<String>,
}

impl Reader<'_> {
    /// The value called `name`, or a zero and a note that it is missing.
    pub fn take<T: FromLaw>(&mut self, name: &str) -> T {
        let found = (self.lookup)(name).and_then(|numbers| T::from_numbers(&numbers));
        found.unwrap_or_else(|| {
            self.missing.push(name.to_string());
            T::zero()
        })
    }
}

/// A type a value of the law is read into. Here published decimals become integers.
pub trait FromLaw {
    fn from_numbers(numbers: &[f64]) -> Option<Self>
    where
        Self: Sized;
    fn zero() -> Self;
}

impl FromLaw for Cents {
    fn from_numbers(numbers: &[f64]) -> Option<Cents> {
        (numbers.len() == 1).then(|| Cents::from_euros(numbers[0]))
    }
    fn zero() -> Cents {
        Cents::ZERO
    }
}

impl FromLaw for Rate {
    fn from_numbers(numbers: &[f64]) -> Option<Rate> {
        (numbers.len() == 1 && numbers[0].abs() < 2_000.0).then(|| Rate::from_fraction(numbers[0]))
    }
    fn zero() -> Rate {
        Rate(0)
    }
}

impl FromLaw for i64 {
    fn from_numbers(numbers: &[f64]) -> Option<i64> {
        (numbers.len() == 1).then(|| numbers[0].round() as i64)
    }
    fn zero() -> i64 {
        0
    }
}

impl FromLaw for bool {
    fn from_numbers(numbers: &[f64]) -> Option<bool> {
        (numbers.len() == 1).then(|| numbers[0] != 0.0)
    }
    fn zero() -> bool {
        false
    }
}

impl<T: FromLaw + Copy, const N: usize> FromLaw for [T; N] {
    fn from_numbers(numbers: &[f64]) -> Option<[T; N]> {
        if numbers.len() != N {
            return None;
        }
        let mut read = [T::zero(); N];
        for (place, number) in read.iter_mut().zip(numbers) {
            *place = T::from_numbers(std::slice::from_ref(number))?;
        }
        Some(read)
    }
    fn zero() -> [T; N] {
        [T::zero(); N]
    }
}

/// Declares the values of a family: a struct of plain numbers, read from `scenarios/law/<family>.toml`.
macro_rules! law_values {
    ($(#[$doc:meta])* $family:literal => $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name { $($(#[$field_doc])* pub $field: $kind),+ }

        impl $name {
            pub(in crate::law) fn read(reader: &mut $crate::law::values::Reader<'_>) -> $name {
                $name { $($field: reader.take(concat!($family, ".", stringify!($field)))),+ }
            }
        }
    };
}
pub(super) use law_values;
