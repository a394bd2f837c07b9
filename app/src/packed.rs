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
        Ok(Self { text: pack(data)?, kind: PhantomData })
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

/// Packs data for a page of this build.
///
/// # Errors
/// If the data has a part whose size nobody knows; none of ours has.
#[cfg(feature = "ssr")]
pub(crate) fn pack(data: &impl Serialize) -> Result<String, postcard::Error> {
    Ok(format!("{}.{}", edition(), STANDARD_NO_PAD.encode(postcard::to_allocvec(data)?)))
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

/// A page carries data for the browser to start from as text, never as JSON: its reader would be 5 % of what every
/// visitor loads. The browser never writes any.
macro_rules! carried {
    ($kind:ty) => {
        impl std::fmt::Display for $kind {
            #[cfg(feature = "ssr")]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::packed::pack(self).map_err(|_| std::fmt::Error)?)
            }

            #[cfg(not(feature = "ssr"))]
            fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                Err(std::fmt::Error)
            }
        }

        impl std::str::FromStr for $kind {
            type Err = $crate::AppError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::packed::unpack(text)
            }
        }
    };
}
pub(crate) use carried;
