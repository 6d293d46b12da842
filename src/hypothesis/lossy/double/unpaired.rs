//! The bytes that are no pair, for each charset of two bytes a character. They follow from the charsets, as the test
//! shows; to ask for each of 16,000 pairs whether it's one took a quarter of the time for a doubted line.

use super::super::ByteSet;
use crate::charset::Charset;

/// First bytes, and second ones that are no pair with any of them.
type Group = (ByteSet, ByteSet);

/// The largest groups of a charset: the rest are rows of which a few characters are missing.
pub(super) fn of(wrong: Charset) -> &'static [Group] {
    TABLE.iter().find(|(charset, _)| *charset == wrong).map_or(&[], |(_, groups)| groups)
}

const fn group(first: u128, second: u128) -> Group {
    (ByteSet::bits(first), ByteSet::bits(second))
}

/// A bit for each of the bytes 80 to FF, the lowest for 80.
const TABLE: &[(Charset, &[Group])] = &[
    (
        Charset::GBK,
        &[
            group(0x3f00_0000_0000_0000_0000_fc00_0000_0000, 0xffff_ffff_ffff_ffff_ffff_fffe_0000_0000),
            group(0xff_ffff_ff7f_ffff_ffff_0001_ffff_fffe, 0x8000_0000_0000_0000_0000_0000_0000_0000),
            group(0x4000_0000_0000_0000_0000_0000_0000_0000, 0xffff_ffff_ffff_ffff_ffff_fffe_0002_0000),
            group(0x80_0000_0000, 0xfffc_0000_0001_fffc_0000_0001_ffff_ffff),
            group(0x40_0000_0000, 0xffc0_0000_0000_0001_fe00_0001_ffff_ffff),
            group(0x4_0000_0000, 0xe001_8010_0000_0000_0001_f801_ffff_ffff),
        ],
    ),
    (
        Charset::SHIFT_JIS,
        &[
            group(0x73ff_9800_ffff_ffff_ffff_ffff_0000_0060, 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff),
            group(0xc00_23ff_0000_0000_0000_0000_feff_fe00, 0xe000_0000_0000_0000_0000_0000_0000_0000),
            group(0x80, 0xffff_ffff_ffff_ffff_ffff_ffff_e000_0000),
            group(0x400_0000_0000_0000_0000_0000_0000, 0xffff_ffff_ffff_ffff_ffff_ffe0_0000_0000),
            group(0x10, 0xffff_ffff_ffff_ffff_8000_0000_7ffc_0000),
            group(0x100_0100, 0xe000_0000_0000_0000_0000_0000_7fff_ffff),
        ],
    ),
    (
        Charset::BIG5,
        &[
            group(0x7fff_ffff_ffff_feff_ffff_fff6_3fff_e000, 0x8000_0000_0000_0000_0000_0001_ffff_ffff),
            group(0x7e, 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff),
            group(0x100, 0xffff_ffff_ffff_ffff_ffff_f829_ffff_ffff),
            group(0x100_0000_0000_0000_0000, 0x801c_0000_0000_1fff_ffff_ffe1_ffff_ffff),
            group(0x80, 0xffff_ffff_0000_0000_0000_0001_ffff_ffff),
            group(0x8_0000_0000, 0xffff_fffc_0000_0000_0000_0001_ffff_ffff),
        ],
    ),
    (
        Charset::WINDOWS_950,
        &[
            group(0x7c00_0000_0000_01c0_0000_0001_ffff_fffe, 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff),
            group(0x3ff_ffff_ffff_fe3f_ffff_fff6_0000_0000, 0x8000_0000_0000_0000_0000_0001_ffff_ffff),
            group(0x8_0000_0000, 0xffff_fffd_ffff_ffff_0000_0001_ffff_ffff),
        ],
    ),
    (
        Charset::EUC_KR,
        &[
            group(0x3fff_ffff_ffff_fdc0_0000_0000_0000_0000, 0x8000_0000_0000_0000_0000_0001_ffff_ffff),
            group(0xe000_0000_0000, 0xffff_ffff_ffff_ffff_ffff_fffe_0000_0001),
            group(0x4000_0000_0000_0200_0000_0000_0000_0000, 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff),
            group(0x3f_ffff_021b_ffff_fffe, 0x8000_0000_0000_0000_0000_0000_0000_0001),
            group(0x1000_0000_0000, 0xfffc_0000_0001_fffc_0000_0000_0000_0001),
            group(0x20_0000_0000, 0xfe00_0001_fe00_0001_fc00_f800_0000_0001),
        ],
    ),
    (
        Charset::EUC_JP,
        &[
            group(0x61e0_0000_0000_0000_0000_de01_ffff_bffe, 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff),
            group(0xe0f_ffff_ffff_7fff_ffff_0002_0000_0000, 0x8000_0000_0000_0000_0000_0001_ffff_ffff),
            group(0x10_0000_0000_0000_0000_0000_0000_0000, 0xffff_ffff_ffff_ffff_ffff_ff81_ffff_ffff),
            group(0x100_0000_0000, 0xffff_ffff_ffff_fffe_0000_0001_ffff_ffff),
            group(0x40_0000_0000, 0xffff_ffff_fe00_0001_fe00_0001_ffff_ffff),
            group(0x8000_0000_0000_0000_0000, 0xffff_ffff_fff0_0000_0000_0001_ffff_ffff),
        ],
    ),
];

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::super::is_pair;
    use super::*;
    use crate::hypothesis::mixups::{SIDES, Use};

    /// Groups at the most.
    const GROUPS: usize = 6;

    /// What the table must say: first bytes that have the same second ones in common, and these.
    fn unpaired(wrong: Charset) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for first in 0x81..=0xFE {
            let trails: ByteSet = (0x80..=0xFF).filter(|second| !is_pair(wrong, first, *second)).collect();
            match groups.iter_mut().find(|g| g.1 == trails) {
                Some(group) => group.0 = group.0.or(ByteSet::one(first)),
                None => groups.push((ByteSet::one(first), trails)),
            }
        }
        groups.retain(|g| !g.1.is_empty());
        groups
            .sort_by_key(|(first, second)| core::cmp::Reverse(first.iter().count() * second.iter().count()));
        groups.truncate(GROUPS);
        groups
    }

    #[test]
    fn the_table_is_what_follows_from_the_charsets() {
        for side in SIDES.iter().filter(|s| s.used_for == Use::Cjk) {
            let (name, wanted) = (side.charset.name(), unpaired(side.charset));
            assert_eq!(of(side.charset), wanted, "{name}: the table must be {wanted:#x?}");
        }
    }
}
