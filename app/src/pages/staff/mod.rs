//! Pages of institutions.

pub(crate) mod barriers;
pub(crate) mod case;
pub(crate) mod cases;
pub(crate) mod consultations;
pub(crate) mod desk;
pub(crate) mod notices;
pub(crate) mod numbers;
pub(crate) mod questions;
pub(crate) mod referrals;
pub(crate) mod row;
pub(crate) mod terms;
