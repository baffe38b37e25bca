//! ASCII letters, eight at a time.

/// A one in each byte.
pub(super) const EACH: u64 = u64::MAX / 0xff;

/// Eight bytes of `text` from `at` on, the first one highest; zeros after the end. `at` must not be past the end.
pub(super) fn bytes_from(text: &[u8], at: usize) -> u64 {
    if let Some(&bytes) = text[at..].first_chunk() {
        return u64::from_be_bytes(bytes);
    }
    let few = || text.iter().fold(0, |bytes, &byte| bytes << 8 | u64::from(byte));
    let last = text.last_chunk().map_or_else(few, |&bytes| u64::from_be_bytes(bytes));
    let missing = at + size_of::<u64>() - text.len();
    last.checked_shl(u8::BITS * missing as u32).unwrap_or(0)
}

/// The byte after the first `before` bytes; `before` is less than eight.
pub(super) fn byte_at(bytes: u64, before: u32) -> u8 {
    (bytes << (u8::BITS * before) >> 56) as u8
}

/// How many of eight bytes are ASCII letters, up to the first other byte.
pub(super) fn leading_letters(bytes: u64) -> u32 {
    const HIGH: u64 = EACH << 7;
    let small = (bytes & !HIGH) | EACH << 5;
    let from_a = small + EACH * u64::from(0x80 - b'a');
    let past_z = small + EACH * u64::from(0x7f - b'z');
    let others = (!from_a | past_z | bytes) & HIGH;
    others.leading_zeros() / u8::BITS
}
