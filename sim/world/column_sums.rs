//! Sums of columns, for the monthly digest: every value of the state is read once a month, so narrow values are added in
//! narrow words, many at a time. It touches nothing.

/// Values added side by side.
const LANES: usize = 48;
/// How many bytes a lane of 16 bits takes before it may overflow.
const ROWS: usize = 65_535 / 255;

/// The sum of bytes.
#[inline]
pub fn of_bytes<T: Copy>(column: &[T], byte: impl Fn(T) -> u8) -> i64 {
    column.chunks(LANES * ROWS).map(|part| by_lane(part, &byte).into_iter().sum::<i64>()).sum()
}

/// The sum of numbers of three bytes, little-endian, side by side.
#[inline]
pub fn of_three_bytes(bytes: &[u8]) -> i64 {
    let [mut low, mut middle, mut high] = [0; 3];
    // A row of lanes holds whole numbers, so that a lane is always the same byte of its number.
    for part in bytes.chunks(LANES * ROWS) {
        for (lane, sum) in by_lane(part, &|byte| byte).into_iter().enumerate() {
            *[&mut low, &mut middle, &mut high][lane % 3] += sum;
        }
    }
    low + (middle << 8) + (high << 16)
}

/// The sums of the 1st, 49th … byte, of the 2nd, 50th …, of at most [`ROWS`] rows.
#[inline]
fn by_lane<T: Copy>(part: &[T], byte: &impl Fn(T) -> u8) -> [i64; LANES] {
    let (rows, rest) = part.as_chunks::<LANES>();
    let mut sums = [0u16; LANES];
    for row in rows {
        for (sum, &value) in sums.iter_mut().zip(row) {
            *sum += u16::from(byte(value));
        }
    }
    let mut sums = sums.map(i64::from);
    for (sum, &value) in sums.iter_mut().zip(rest) {
        *sum += i64::from(byte(value));
    }
    sums
}

/// The sum of numbers of two bytes, as [`i32`].
#[inline]
pub fn of_two_bytes<T: Copy>(column: &[T], number: impl Fn(T) -> i32) -> i64 {
    // 16,384 of them stay within 31 bits.
    column.chunks(1 << 14).map(|part| i64::from(part.iter().map(|&value| number(value)).sum::<i32>())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_values_add_up_without_overflow_whatever_their_number() {
        for rows in [0, 1, 47, 48, 49, LANES * ROWS, LANES * ROWS + 5, 100_000] {
            assert_eq!(of_bytes(&vec![255u8; rows], |byte| byte), 255 * rows as i64);
            assert_eq!(of_three_bytes(&vec![255; 3 * rows]), 0xFF_FFFF * rows as i64);
            assert_eq!(of_two_bytes(&vec![u16::MAX; rows], i32::from), 65_535 * rows as i64);
            assert_eq!(of_two_bytes(&vec![i16::MIN; rows], i32::from), -32_768 * rows as i64);
        }
    }

    #[test]
    fn three_bytes_are_one_number() {
        let numbers = [1u32, 0x01_02_03, 0xFF_00_7F, 77];
        let bytes: Vec<u8> = (0..5_000).flat_map(|at| numbers[at % 4].to_le_bytes()[..3].to_vec()).collect();
        assert_eq!(of_three_bytes(&bytes), numbers.iter().map(|&n| i64::from(n)).sum::<i64>() * 1_250);
    }
}
