//! Sign-in, mailed links and the own account.

pub(crate) mod code;
pub(crate) mod invitation;
pub(crate) mod link;
pub(crate) mod own;
pub(crate) mod reset;
pub(crate) mod sheets;
pub(crate) mod sign_in;
