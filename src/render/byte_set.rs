//! Searches for the next byte of a set.

/// A set of bytes, all of them ASCII.
pub(super) struct ByteSet([bool; 256]);

impl ByteSet {
    pub(super) const fn new(bytes: &[u8]) -> ByteSet {
        let (mut table, mut at) = ([false; 256], 0);
        while at < bytes.len() {
            table[bytes[at] as usize] = true;
            at += 1;
        }
        ByteSet(table)
    }

    pub(super) fn contains(&self, byte: u8) -> bool {
        self.0[usize::from(byte)]
    }

    /// The position of the first byte of the set in a text.
    #[inline]
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        const CHUNK: usize = 8;
        let (bytes, mut at) = (text.as_bytes(), 0);
        // One branch for each chunk.
        while let Some(chunk) = bytes.get(at..at + CHUNK) {
            if chunk.iter().fold(false, |any, &byte| any | self.contains(byte)) {
                break;
            }
            at += CHUNK;
        }
        Some(at + bytes[at..].iter().position(|&byte| self.contains(byte))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_byte_of_the_set_is_found() {
        let set = ByteSet::new(b"&<");
        for before in 0..40 {
            let text = "é".repeat(before / 2) + &"a".repeat(before % 2);
            assert_eq!(set.find(&text), None);
            assert_eq!(set.find(&format!("{text}<&")), Some(before));
        }
    }
}
