//! What institutions do with the cases of their scope.

mod companion;
mod dates;
pub(crate) mod lists;
mod note;
mod page;
mod reset;
pub(crate) mod rows;
pub(crate) mod scope;
mod steps;
mod timeline;

#[cfg(test)]
pub(crate) mod tests;
