//! One declaration a table of state: storage, rows, views, digest, checkpoint and size all come from it, so that no
//! field can be forgotten by one of them.
//!
//! Columns hold the narrowest type the law needs. A table is a struct of vectors of equal length.

use super::column_sums;

/// A value that can be a column: of fixed size, copied, with one canonical form in bytes and one as a number.
pub trait ColumnValue: Copy + Default + Send + Sync {
    const BYTES: usize;
    /// Appends the canonical little-endian bytes.
    fn put(self, bytes: &mut Vec<u8>);
    /// Reads back what [`ColumnValue::put`] wrote.
    fn take(bytes: &[u8]) -> Self;
    /// The value as a number, for the sums of the monthly digest.
    fn number(self) -> i64;
    /// Appends the canonical bytes of a whole column.
    fn put_all(column: &[Self], bytes: &mut Vec<u8>);
    /// The sum of a column.
    #[inline]
    fn sum(column: &[Self]) -> i64 {
        match Self::BYTES {
            1 => column_sums::of_bytes(column, |value| value.number() as u8),
            2 => column_sums::of_two_bytes(column, |value| value.number() as i32),
            _ => column.iter().map(|&value| value.number()).sum(),
        }
    }
}

macro_rules! integers {
    ($($t:ty),*) => {$(
        impl ColumnValue for $t {
            const BYTES: usize = size_of::<$t>();
            fn put(self, bytes: &mut Vec<u8>) { bytes.extend_from_slice(&self.to_le_bytes()); }
            fn take(bytes: &[u8]) -> Self {
                let mut raw = [0; size_of::<$t>()];
                raw.copy_from_slice(&bytes[..size_of::<$t>()]);
                <$t>::from_le_bytes(raw)
            }
            fn put_all(column: &[Self], bytes: &mut Vec<u8>) {
                // In memory as in their canonical form, but on the rare processors that put the upper byte first.
                if cfg!(target_endian = "little") {
                    return bytes.extend_from_slice(bytemuck::cast_slice(column));
                }
                column.iter().for_each(|&value| value.put(bytes));
            }
            #[inline]
            fn number(self) -> i64 { i64::from(self) }
        }
    )*};
}
integers!(u8, u16, u32, i16, i32);

impl ColumnValue for crate::units::Month {
    const BYTES: usize = 2;
    fn put(self, bytes: &mut Vec<u8>) {
        self.0.put(bytes);
    }
    fn put_all(column: &[Self], bytes: &mut Vec<u8>) {
        bytes.extend(column.iter().flat_map(|month| month.0.to_le_bytes()));
    }
    fn take(bytes: &[u8]) -> Self {
        crate::units::Month(u16::take(bytes))
    }
    #[inline]
    fn number(self) -> i64 {
        i64::from(self.0)
    }
}

/// Reads one column of so many rows, and leaves in `bytes` what follows; `None` if they end too early.
pub fn take_column<T: ColumnValue>(rows: usize, bytes: &mut &[u8]) -> Option<Vec<T>> {
    let (column, rest) = bytes.split_at_checked(rows.checked_mul(T::BYTES)?)?;
    *bytes = rest;
    Some(column.chunks_exact(T::BYTES).map(T::take).collect())
}

/// A value of a row that travelled between ranks.
pub fn carried<T: ColumnValue>(bytes: &mut &[u8]) -> T {
    T::take(crate::parallel::carried::head(bytes, T::BYTES))
}

/// An enum stored as one byte; its variants are numbered for life.
#[macro_export]
macro_rules! coded {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, serde::Serialize, serde::Deserialize
        )]
        #[repr(u8)]
        pub enum $name { #[default] $($(#[$vdoc])* $variant = $code),* }
        impl $name {
            /// Every value, in the order of their codes.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];
        }
        impl $crate::world::columns::ColumnValue for $name {
            const BYTES: usize = 1;
            fn put(self, bytes: &mut Vec<u8>) { bytes.push(self as u8); }
            fn put_all(column: &[Self], bytes: &mut Vec<u8>) {
                bytes.extend(column.iter().map(|&value| value as u8));
            }
            fn take(bytes: &[u8]) -> Self {
                match bytes[0] { $($code => $name::$variant,)* _ => Self::default() }
            }
            #[inline]
            fn number(self) -> i64 { self as i64 }
        }
        impl $crate::parallel::Carried for $name {
            fn put(&self, bytes: &mut Vec<u8>) { $crate::world::columns::ColumnValue::put(*self, bytes); }
            fn take(bytes: &mut &[u8]) -> Self { $crate::world::columns::carried(bytes) }
        }
    };
}

/// Declares a table of state.
///
/// `columns! { pub struct Persons of PersonRow { birth: Month, ... } }` gives `Persons` (one vector a column) and
/// `PersonRow` (one value a column), with `push`, `row`, `set`, `digest`, `sums`, `BYTES`.
#[macro_export]
macro_rules! columns {
    ($(#[$doc:meta])* pub struct $table:ident of $row:ident { $($(#[$cdoc:meta])* $column:ident : $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default)]
        pub struct $table { $($(#[$cdoc])* pub $column: Vec<$type>),* }

        /// One row of the table, for building and moving.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct $row { $($(#[$cdoc])* pub $column: $type),* }

        impl $crate::parallel::Carried for $row {
            fn put(&self, bytes: &mut Vec<u8>) {
                $($crate::world::columns::ColumnValue::put(self.$column, bytes);)*
            }
            fn take(bytes: &mut &[u8]) -> Self {
                Self { $($column: $crate::world::columns::carried(bytes)),* }
            }
        }

        impl $table {
            /// Bytes a row.
            pub const BYTES: usize = 0 $(+ <$type as $crate::world::columns::ColumnValue>::BYTES)*;
            /// Name and bytes of every column, in order.
            pub const COLUMNS: &'static [(&'static str, usize)] =
                &[$((stringify!($column), <$type as $crate::world::columns::ColumnValue>::BYTES)),*];

            pub fn with_capacity(rows: usize) -> Self {
                Self { $($column: Vec::with_capacity(rows)),* }
            }
            /// Room for exactly so many rows more: without it each column would grow by itself, to twice its size.
            pub fn reserve(&mut self, rows: usize) {
                $(self.$column.reserve_exact(rows);)*
            }
            pub fn len(&self) -> usize {
                [$(self.$column.len()),*][0]
            }
            pub fn is_empty(&self) -> bool {
                self.len() == 0
            }
            pub fn push(&mut self, row: $row) {
                $(self.$column.push(row.$column);)*
            }
            pub fn row(&self, index: usize) -> $row {
                $row { $($column: self.$column[index]),* }
            }
            pub fn set(&mut self, index: usize, row: $row) {
                $(self.$column[index] = row.$column;)*
            }
            /// Keeps the rows of these ranges only, in the order given.
            pub fn select(&mut self, ranges: &[std::ops::Range<usize>]) {
                let rows = ranges.iter().map(|range| range.len()).sum();
                $({
                    let mut column = Vec::with_capacity(rows);
                    for range in ranges {
                        column.extend_from_slice(&self.$column[range.clone()]);
                    }
                    self.$column = column;
                })*
            }
            pub fn shrink_to_fit(&mut self) {
                $(self.$column.shrink_to_fit();)*
            }
            /// Bytes really reserved, slack of the vectors included.
            pub fn reserved_bytes(&self) -> usize {
                0 $(+ self.$column.capacity() * size_of::<$type>())*
            }
            /// Appends how many rows there are, then every column in order, raw little-endian: what a checkpoint keeps.
            pub fn put(&self, bytes: &mut Vec<u8>) {
                bytes.reserve(4 + self.len() * Self::BYTES);
                $crate::world::columns::ColumnValue::put(self.len() as u32, bytes);
                $($crate::world::columns::ColumnValue::put_all(&self.$column, bytes);)*
            }
            /// Reads back what [`Self::put`] wrote, and leaves in `bytes` what follows; `None` if they end too early.
            pub fn take(bytes: &mut &[u8]) -> Option<Self> {
                let (rows, rest) = bytes.split_at_checked(4)?;
                let rows = <u32 as $crate::world::columns::ColumnValue>::take(rows) as usize;
                *bytes = rest;
                Some(Self { $($column: $crate::world::columns::take_column(rows, bytes)?),* })
            }
            /// The integer sum of every column, for the monthly digest.
            pub fn sums(&self) -> Vec<i64> {
                vec![$($crate::world::columns::ColumnValue::sum(&self.$column)),*]
            }
            /// Hash of one column, named for `verify`.
            pub fn column_hashes(&self) -> Vec<(&'static str, blake3::Hash)> {
                vec![$((stringify!($column), {
                    let mut bytes = Vec::with_capacity(self.len() * 4);
                    $crate::world::columns::ColumnValue::put_all(&self.$column, &mut bytes);
                    blake3::hash(&bytes)
                })),*]
            }
            /// Feeds every column, in order, to the hasher.
            pub fn digest(&self, hasher: &mut blake3::Hasher) {
                for (name, hash) in self.column_hashes() {
                    hasher.update(name.as_bytes());
                    hasher.update(hash.as_bytes());
                }
            }
        }
    };
}
