//! The counter-based generator as one of the `rand` crates.

use std::convert::Infallible;

use rand::TryRng;

use super::philox;

/// Philox as an ordinary generator of the `rand` crates, for code that wants a stream of words at a position.
#[derive(Clone, Debug)]
pub struct Philox {
    key: [u32; 2],
    counter: [u32; 4],
    buffer: [u32; 4],
    used: usize,
}

impl Philox {
    pub fn at(key: [u32; 2], counter: [u32; 4]) -> Philox {
        Philox { key, counter, buffer: [0; 4], used: 4 }
    }
}

impl TryRng for Philox {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        if self.used == 4 {
            self.buffer = philox(self.counter, self.key);
            self.used = 0;
            for word in &mut self.counter {
                *word = word.wrapping_add(1);
                if *word != 0 {
                    break;
                }
            }
        }
        self.used += 1;
        Ok(self.buffer[self.used - 1])
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let low = u64::from(self.try_next_u32()?);
        Ok(low | (u64::from(self.try_next_u32()?) << 32))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(4) {
            let word = self.try_next_u32()?.to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::Rng;

    #[test]
    fn the_generator_reads_the_same_words_as_the_function() {
        let mut rng = Philox::at([0; 2], [0; 4]);
        assert_eq!(rng.next_u32(), 0x6627_e8d5);
        assert_eq!(rng.next_u32(), 0xe169_c58d);
    }
}
