//! What may travel between ranks: values with one form in plain little-endian bytes, of a size that can be told from the
//! bytes themselves. All ranks run the same program, so that no version and no type is written.

/// A value carried from one rank to another.
pub trait Carried: Sized {
    /// Appends the bytes of the value.
    fn put(&self, bytes: &mut Vec<u8>);
    /// Takes off the head of `bytes` what [`Carried::put`] wrote.
    ///
    /// # Panics
    /// When the bytes are not what `put` wrote: a fault of the program.
    fn take(bytes: &mut &[u8]) -> Self;
    /// A list of them, without its length.
    fn put_all(list: &[Self], bytes: &mut Vec<u8>) {
        for value in list {
            value.put(bytes);
        }
    }
    /// `count` of them.
    fn take_all(count: usize, bytes: &mut &[u8]) -> Vec<Self> {
        (0..count).map(|_| Self::take(bytes)).collect()
    }
}

/// Whole runs of bytes are copied at once.
impl Carried for u8 {
    fn put(&self, bytes: &mut Vec<u8>) {
        bytes.push(*self);
    }
    fn take(bytes: &mut &[u8]) -> Self {
        head(bytes, 1)[0]
    }
    fn put_all(list: &[Self], bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(list);
    }
    fn take_all(count: usize, bytes: &mut &[u8]) -> Vec<Self> {
        head(bytes, count).to_vec()
    }
}

/// The first `count` bytes, taken off.
pub fn head<'a>(bytes: &mut &'a [u8], count: usize) -> &'a [u8] {
    let (head, rest) = bytes.split_at(count);
    *bytes = rest;
    head
}

macro_rules! integers {
    ($($t:ty),*) => {$(
        impl Carried for $t {
            fn put(&self, bytes: &mut Vec<u8>) {
                bytes.extend_from_slice(&self.to_le_bytes());
            }
            fn take(bytes: &mut &[u8]) -> Self {
                let mut raw = [0; size_of::<$t>()];
                raw.copy_from_slice(head(bytes, size_of::<$t>()));
                <$t>::from_le_bytes(raw)
            }
        }
    )*};
}
integers!(i8, u16, u32, i32, u64, i64);

impl Carried for bool {
    fn put(&self, bytes: &mut Vec<u8>) {
        bytes.push(u8::from(*self));
    }
    fn take(bytes: &mut &[u8]) -> Self {
        u8::take(bytes) != 0
    }
}

/// As 64 bits, whatever the machine's.
impl Carried for usize {
    fn put(&self, bytes: &mut Vec<u8>) {
        (*self as u64).put(bytes);
    }
    fn take(bytes: &mut &[u8]) -> Self {
        u64::take(bytes) as usize
    }
}

impl<T: Carried> Carried for Vec<T> {
    fn put(&self, bytes: &mut Vec<u8>) {
        self.len().put(bytes);
        T::put_all(self, bytes);
    }
    fn take(bytes: &mut &[u8]) -> Self {
        let count = usize::take(bytes);
        T::take_all(count, bytes)
    }
}

impl<T: Carried> Carried for Option<T> {
    fn put(&self, bytes: &mut Vec<u8>) {
        self.is_some().put(bytes);
        if let Some(value) = self {
            value.put(bytes);
        }
    }
    fn take(bytes: &mut &[u8]) -> Self {
        bool::take(bytes).then(|| T::take(bytes))
    }
}

impl Carried for String {
    fn put(&self, bytes: &mut Vec<u8>) {
        self.len().put(bytes);
        bytes.extend_from_slice(self.as_bytes());
    }
    fn take(bytes: &mut &[u8]) -> Self {
        let length = usize::take(bytes);
        String::from_utf8_lossy(head(bytes, length)).into_owned()
    }
}

macro_rules! tuples {
    ($($name:ident $at:tt),*) => {
        impl<$($name: Carried),*> Carried for ($($name,)*) {
            fn put(&self, bytes: &mut Vec<u8>) {
                $(self.$at.put(bytes);)*
            }
            fn take(bytes: &mut &[u8]) -> Self {
                ($($name::take(bytes),)*)
            }
        }
    };
}
tuples!(A 0, B 1);
tuples!(A 0, B 1, C 2);
tuples!(A 0, B 1, C 2, D 3);
tuples!(A 0, B 1, C 2, D 3, E 4);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5);

impl<T: Carried + Copy + Default, const N: usize> Carried for [T; N] {
    fn put(&self, bytes: &mut Vec<u8>) {
        for value in self {
            value.put(bytes);
        }
    }
    fn take(bytes: &mut &[u8]) -> Self {
        std::array::from_fn(|_| T::take(bytes))
    }
}

/// Makes a struct travel field by field: `carried!(Offer { block, row, market });`, or `carried!(Zone(0));` one of a
/// single number.
#[macro_export]
macro_rules! carried {
    ($name:ident { $($field:ident),* $(,)? }) => {
        impl $crate::parallel::Carried for $name {
            fn put(&self, bytes: &mut Vec<u8>) {
                $($crate::parallel::Carried::put(&self.$field, bytes);)*
            }
            fn take(bytes: &mut &[u8]) -> Self {
                Self { $($field: $crate::parallel::Carried::take(bytes)),* }
            }
        }
    };
    ($name:ident(0)) => {
        impl $crate::parallel::Carried for $name {
            fn put(&self, bytes: &mut Vec<u8>) {
                $crate::parallel::Carried::put(&self.0, bytes);
            }
            fn take(bytes: &mut &[u8]) -> Self {
                Self($crate::parallel::Carried::take(bytes))
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_is_taken_back_in_its_order() {
        let sent = (7u16, vec![(-3i32, true), (i32::MAX, false)], Some("Nevers".to_owned()), [1u64, u64::MAX], -1i8);
        let mut bytes = Vec::new();
        sent.put(&mut bytes);
        (9usize, 0u8).put(&mut bytes);
        let mut rest = bytes.as_slice();
        assert_eq!(<(u16, Vec<(i32, bool)>, Option<String>, [u64; 2], i8)>::take(&mut rest), sent);
        assert_eq!(<(usize, u8)>::take(&mut rest), (9, 0));
        assert!(rest.is_empty());
    }
}
