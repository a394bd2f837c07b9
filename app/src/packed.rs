//! A page's data on its way: text that only the page that shows it reads.
//!
//! Server functions answer with it, and pages carry it for the browser to start from. Everything between
//! handles one kind of text, whatever the data, and a compact form is read with far less code than JSON:
//! both are weight that every visitor would have to load.

use crate::{AppError, edition::edition};
use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{fmt, marker::PhantomData};

/// Data of one kind, packed.
#[derive(Serialize, Deserialize)]
#[serde(transparent, bound = "")]
pub struct Packed<T> {
    text: String,
    #[serde(skip)]
    kind: PhantomData<fn() -> T>,
}

impl<T> fmt::Debug for Packed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Packed({} bytes)", self.text.len())
    }
}

#[cfg(not(feature = "hydrate"))]
impl<T> Packed<T> {
    /// The text alone.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

#[cfg(feature = "ssr")]
impl<T: Serialize> Packed<T> {
    /// Packs data.
    ///
    /// # Errors
    /// If the data has a part whose size nobody knows; none of ours has.
    pub(crate) fn new(data: &T) -> Result<Self, postcard::Error> {
        let text = format!("{}.{}", edition(), STANDARD_NO_PAD.encode(postcard::to_allocvec(data)?));
        Ok(Self { text, kind: PhantomData })
    }
}

/// Content of a page that only the server builds: pages to be read need no code in the browser. It
/// carries no state, so any build can show it.
#[derive(Debug)]
pub struct Markup;

#[cfg(feature = "ssr")]
impl Packed<Markup> {
    /// The content as it is.
    pub(crate) fn markup(html: String) -> Self {
        Self { text: html, kind: PhantomData }
    }
}

/// Reads what [`Packed::new`] packed.
///
/// # Errors
/// [`AppError::Malformed`] if another build packed it, as after an update while the page was open; its text
/// asks to load the page anew.
pub(crate) fn unpack<T: DeserializeOwned>(text: &str) -> Result<T, AppError> {
    let (packed_by, text) = text.rsplit_once('.').ok_or(AppError::Malformed)?;
    if packed_by != edition() {
        return Err(AppError::Malformed);
    }
    let bytes = STANDARD_NO_PAD.decode(text).map_err(|_| AppError::Malformed)?;
    postcard::from_bytes(&bytes).map_err(|_| AppError::Malformed)
}
