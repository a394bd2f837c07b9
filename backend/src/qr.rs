//! QR codes, drawn as one path.

use fast_qr::{ECL, QRBuilder};
use std::fmt::Write as _;

/// Light modules around the code; scanners need four.
const QUIET: usize = 4;

/// A QR code to be drawn: a path of squares one wide, for a square view of `size`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Width and height, with the quiet zone.
    pub size: usize,
    /// The dark modules, as the `d` of a path.
    pub path: String,
}

/// The QR code of an address; nothing if it is longer than any code holds.
///
/// Neighbours in a row are drawn as one: a page of forty sheets is a third of what squares would make of it.
#[must_use]
pub fn qr(text: &str) -> Option<Qr> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let mut path = String::new();
    for (row, modules) in code.data.chunks(code.size).take(code.size).enumerate() {
        let mut column = 0;
        while let Some(module) = modules.get(column) {
            let dark = modules.get(column..)?.iter().take_while(|module| module.value()).count();
            if dark > 0 {
                // Writing to a String cannot fail.
                let _written = write!(path, "M{} {}h{dark}v1h-{dark}z", column + QUIET, row + QUIET);
            }
            column += dark.max(usize::from(!module.value()));
        }
    }
    Some(Qr { size: code.size + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_light_around_it() {
        let code = qr("http://localhost:3000/de/code/0123456789ABCDEFGHJKMNPQRSTV").unwrap();
        assert_eq!((code.size - 2 * QUIET - 17) % 4, 0, "{}", code.size);
        let far = code.size - QUIET - 7;
        for corner in [format!("M{QUIET} {QUIET}h7"), format!("M{far} {QUIET}h7"), format!("M{QUIET} {far}h7")] {
            assert!(code.path.contains(&corner), "{corner}");
        }
        assert!(code.path.len() < 6_000, "{}", code.path.len());
    }

    #[test]
    fn what_fits_no_code_is_none() {
        assert_eq!(qr(&"x".repeat(4_000)), None);
    }
}
