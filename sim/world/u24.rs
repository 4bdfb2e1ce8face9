//! A whole number of three bytes: amounts of a month or a quarter in cents, up to 167,772.15 €. Narrower than 32 bits by
//! a quarter, wide enough for whatever the law gives or looks at; incomes beyond it are held at the most it can say,
//! which is far above every ceiling of resources. It touches nothing.

use bytemuck::{Pod, Zeroable};

use super::column_sums;
use super::columns::ColumnValue;
use crate::units::Cents;

/// From 0 to 16,777,215.
#[derive(Clone, Copy, PartialEq, Eq, Default, Pod, Zeroable)]
#[repr(transparent)]
pub struct U24([u8; 3]);

impl U24 {
    pub const ZERO: U24 = U24([0; 3]);
    pub const MAX: u32 = 0xFF_FFFF;

    /// The number, or the most that three bytes hold.
    #[inline]
    pub const fn of(number: u32) -> U24 {
        let [a, b, c, _] = if number > U24::MAX { U24::MAX } else { number }.to_le_bytes();
        U24([a, b, c])
    }
    /// An amount that is not negative, likewise; nothing for a negative one.
    #[inline]
    pub fn of_cents(amount: Cents) -> U24 {
        U24::of(amount.0.clamp(0, i64::from(U24::MAX)) as u32)
    }
    #[inline]
    pub const fn get(self) -> u32 {
        let [a, b, c] = self.0;
        u32::from_le_bytes([a, b, c, 0])
    }
    #[inline]
    pub const fn is_zero(self) -> bool {
        self.get() == 0
    }
    #[inline]
    pub fn saturating_add(self, more: u32) -> U24 {
        U24::of(self.get().saturating_add(more))
    }
}

impl From<U24> for i64 {
    #[inline]
    fn from(number: U24) -> i64 {
        i64::from(number.get())
    }
}

impl From<U24> for f64 {
    fn from(number: U24) -> f64 {
        f64::from(number.get())
    }
}

impl std::fmt::Debug for U24 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.get().fmt(f)
    }
}

impl ColumnValue for U24 {
    const BYTES: usize = 3;
    fn put(self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&self.0);
    }
    fn put_all(column: &[Self], bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(bytemuck::cast_slice(column));
    }
    fn take(bytes: &[u8]) -> Self {
        U24([bytes[0], bytes[1], bytes[2]])
    }
    #[inline]
    fn number(self) -> i64 {
        self.into()
    }
    fn sum(column: &[Self]) -> i64 {
        column_sums::of_three_bytes(bytemuck::cast_slice(column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_bytes_hold_what_they_are_given_up_to_their_most() {
        for number in [0, 1, 255, 256, 65_535, 65_536, 1_234_567, U24::MAX] {
            assert_eq!(U24::of(number).get(), number);
            let mut bytes = Vec::new();
            U24::of(number).put(&mut bytes);
            assert_eq!((bytes.len(), U24::take(&bytes).get()), (3, number));
        }
        assert_eq!([U24::of(U24::MAX + 1).get(), U24::of(u32::MAX).get()], [U24::MAX; 2]);
        assert_eq!(U24::of(16_777_000).saturating_add(1_000).get(), U24::MAX);
        assert_eq!([U24::of_cents(Cents(-5)), U24::of_cents(Cents(77))].map(U24::get), [0, 77]);
        assert_eq!(size_of::<[U24; 4]>(), 12);
    }
}
