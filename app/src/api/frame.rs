//! What the layout knows before anything renders.

use crate::parts::layout::Frame;

/// Read from the request on the server; in the browser taken from the page that was sent.
#[cfg(feature = "ssr")]
pub(crate) fn load() -> Frame {
    crate::gate::frame()
}

/// In the browser this only runs if the page carried no frame.
#[cfg(not(feature = "ssr"))]
pub(crate) fn load() -> Frame {
    Frame::default()
}
