//! What an installation starts with: its institutions, and in demo a city of invented people.

mod institutions;
