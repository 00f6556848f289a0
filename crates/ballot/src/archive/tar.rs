//! One member's 512-byte header, in the one form that the archive knows: the oldest tar form, mode 0000644, owner and
//! group 0, a name and a size. A header is read by decoding name, size and time, encoding them again and comparing
//! all 512 bytes, so that no field can carry anything else.

/// Length of a header and of the blocks that a body is padded to, in bytes (POSIX.1 `ustar` and all before it).
pub(super) const BLOCK_BYTES: usize = 512;
/// The longest name that a header holds with its ending zero.
const NAME_BYTES: usize = 100;
/// The largest number that 11 octal digits hold: sizes and times.
const MAX_OCTAL: u64 = (1 << 33) - 1;

/// What a header says: the name of the member, the length of its body in bytes, and its time in Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// File name, at most 99 bytes of ASCII.
    pub(super) name: String,
    /// Length of the body without padding, in bytes.
    pub(super) size: u64,
    /// Unix time in seconds; the same in all members of one archive.
    pub(super) timestamp: u64,
}

impl Header {
    /// The 512 bytes; `None` when the name is not 1 to 99 bytes of printable ASCII or a number needs more than 11
    /// octal digits.
    pub(super) fn encode(&self) -> Option<[u8; BLOCK_BYTES]> {
        let name = self.name.as_bytes();
        let fits = (1..NAME_BYTES).contains(&name.len()) && name.iter().all(u8::is_ascii_graphic);
        if !fits || self.size > MAX_OCTAL || self.timestamp > MAX_OCTAL {
            return None;
        }
        let mut block = [0_u8; BLOCK_BYTES];
        block[..name.len()].copy_from_slice(name);
        block[100..107].copy_from_slice(b"0000644");
        block[108..115].copy_from_slice(b"0000000");
        block[116..123].copy_from_slice(b"0000000");
        octal(&mut block[124..135], self.size);
        octal(&mut block[136..147], self.timestamp);
        // the sum is taken with its own field as spaces, and '0' says "a plain file"
        block[148..156].copy_from_slice(b"        ");
        block[156] = b'0';
        let sum: u64 = block.iter().map(|byte| u64::from(*byte)).sum();
        octal(&mut block[148..154], sum);
        block[154] = 0;
        Some(block)
    }

    /// Reads a header; `None` unless the bytes are exactly what [`Header::encode`] would write.
    pub(super) fn decode(block: &[u8; BLOCK_BYTES]) -> Option<Self> {
        let length = block[..NAME_BYTES].iter().position(|byte| *byte == 0)?;
        let header = Self {
            name: std::str::from_utf8(&block[..length]).ok()?.to_owned(),
            size: from_octal(&block[124..135])?,
            timestamp: from_octal(&block[136..147])?,
        };
        (header.encode()? == *block).then_some(header)
    }
}

/// How many zero bytes follow a body of this length, up to a whole block.
pub(super) fn padding(size: u64) -> usize {
    let rest = usize::try_from(size % BLOCK_BYTES as u64).unwrap_or(0);
    if rest == 0 { 0 } else { BLOCK_BYTES - rest }
}

fn octal(field: &mut [u8], mut number: u64) {
    for digit in field.iter_mut().rev() {
        *digit = b'0' + u8::try_from(number & 7).unwrap_or(0);
        number >>= 3;
    }
}

fn from_octal(field: &[u8]) -> Option<u64> {
    field.iter().try_fold(0_u64, |sum, digit| {
        (b'0'..=b'7')
            .contains(digit)
            .then(|| sum << 3 | u64::from(digit - b'0'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_comes_back_and_a_change_of_any_byte_is_refused_or_read_as_another_value() {
        let header = Header {
            name: "BELENIOS".into(),
            size: 38,
            timestamp: 1_795_311_337,
        };
        let block = header.encode().unwrap();
        assert_eq!(
            &block[148..157],
            b"005706\0 0",
            "the sum that other programs print for this header"
        );
        assert_eq!(Header::decode(&block), Some(header));
        for at in 0..BLOCK_BYTES {
            let mut altered = block;
            altered[at] ^= 1;
            assert_eq!(Header::decode(&altered), None, "byte {at}");
        }
    }

    #[test]
    fn names_and_sizes_out_of_bounds_are_not_written() {
        let header = |name: &str, size| {
            Header {
                name: name.into(),
                size,
                timestamp: 0,
            }
            .encode()
        };
        assert!(header("", 1).is_none());
        assert!(header(&"x".repeat(100), 1).is_none());
        assert!(header("a b", 1).is_none());
        assert!(header("a", MAX_OCTAL + 1).is_none());
        assert!(header(&"x".repeat(99), MAX_OCTAL).is_some());
        assert_eq!(
            (padding(0), padding(1), padding(512), padding(513)),
            (0, 511, 0, 511)
        );
    }
}
