//! Sign-in, mailed links and the own account.

mod invitation;
pub(crate) mod link;
pub(crate) mod own;
pub(crate) mod reset;
pub(crate) mod sign_in;
