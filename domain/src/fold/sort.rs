//! The order of names in lists: bytes that a database compares as they are.

use super::{words, written_out};

/// The most bytes of a sort key.
pub const SORT_KEY_LENGTH: usize = 64;

/// Bytes that put names in the order of a German telephone book (DIN 5007-2: `ä` as `ae`), the family name
/// first, blanks before letters, other marks and apostrophes ignored, other scripts behind Latin.
///
/// Compared byte by byte; at most 64 bytes, equal for names that only differ behind them, so a list closes its
/// order with the id. Somebody with one name only stands under it, in whichever field it was entered.
#[must_use]
pub fn sort_key(family: &str, given: &str) -> Vec<u8> {
    let (first, second) = if words(family).next().is_none() { (given, "") } else { (family, given) };
    let mut key = spaced(first);
    key.push(0);
    key.extend(spaced(second));
    key.truncate(SORT_KEY_LENGTH);
    key
}

/// The words with the least byte above the one that ends a name between them.
fn spaced(name: &str) -> Vec<u8> {
    words(name).map(written_out).collect::<Vec<_>>().join("\u{1}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same order, said by comparing words instead of bytes.
    fn reference(family: &str, given: &str) -> (Vec<String>, Vec<String>) {
        let list = |name: &str| words(name).map(written_out).collect::<Vec<_>>();
        if list(family).is_empty() { (list(given), Vec::new()) } else { (list(family), list(given)) }
    }

    #[test]
    fn names_stand_as_in_a_telephone_book() {
        let ordered = [
            ("Ämter", "Zoë"),
            ("Amter", "Anna"),
            ("Ben Romdhane", "Rim"),
            ("Benkirane", "Hajar"),
            ("Đỗ", "Gia Bảo"),
            ("Müller", "Anna"),
            ("Mueller", "Berta"),
            ("Müller", "Cem"),
            ("Muller", "Anna"),
            ("O'Connor", "Sean"),
            ("Oconnor", "Tom"),
            ("Şahin", "Çağla"),
            ("Sahin", "İbrahim"),
            ("Yıldırım", "Zeynep"),
            ("محمد", "أحمد"),
        ];
        for pair in ordered.windows(2) {
            let [one, other] = pair else { continue };
            assert!(sort_key(one.0, one.1) < sort_key(other.0, other.1), "{one:?} {other:?}");
        }
    }

    #[test]
    fn a_single_name_is_sorted_by_itself() {
        assert_eq!(sort_key("", "Sukarno"), sort_key("Sukarno", ""));
        assert_eq!(sort_key("", ""), [0]);
    }

    proptest! {
        #[test]
        fn bytes_order_names_as_the_reference_does(
            one in ("[a-zäöüßŞıđ'\\- ]{0,12}", "[a-zäöü ]{0,8}"),
            other in ("[a-zäöüßŞıđ'\\- ]{0,12}", "[a-zäöü ]{0,8}"),
        ) {
            let bytes = sort_key(&one.0, &one.1).cmp(&sort_key(&other.0, &other.1));
            prop_assert_eq!(bytes, reference(&one.0, &one.1).cmp(&reference(&other.0, &other.1)));
        }

        #[test]
        fn any_name_has_a_key_that_fits(family in "\\PC{0,90}", given in "\\PC{0,90}") {
            prop_assert!(sort_key(&family, &given).len() <= SORT_KEY_LENGTH);
        }
    }
}
