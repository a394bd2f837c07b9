//! Pages of the Welcome Office and the typed server functions they call.
//!
//! `ssr` renders on the server, `hydrate` makes the same pages live in the browser. Server
//! functions reach data only through [`gate`].

#![recursion_limit = "256"]
#![expect(unreachable_pub, reason = "the component macro writes `pub`, whatever stands before `fn`")]

pub mod api;
mod ask;
#[cfg(feature = "ssr")]
pub mod edition;
#[cfg(not(feature = "ssr"))]
mod edition;
mod error;
pub mod form;
#[cfg(feature = "ssr")]
pub mod gate;
pub mod language;
mod live;
mod packed;
mod pages;
mod parts;
mod routes;
#[cfg(feature = "ssr")]
mod shell;
pub mod terms;

#[expect(dead_code, unused_imports, clippy::pedantic, clippy::expect_used, reason = "generated from the locale files")]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));
}
use generated::i18n;

pub use error::AppError;
#[cfg(feature = "ssr")]
pub use pages::employer::import::MarkedWords;
pub use routes::{App, is_for_work};
#[cfg(feature = "ssr")]
pub use routes::{Audience, audience};
#[cfg(feature = "ssr")]
pub use shell::{BrowserFiles, shell};
