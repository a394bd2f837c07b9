//! The real router, asked the way browsers ask it.

mod access;
mod canary;
mod clumsy;
mod columns;
mod cross_site;
mod demo;
mod forms;
mod guard;
mod guessing;
mod import;
mod live;
mod numbers;
mod paper;
mod rounds;
mod styles;
mod twice;
mod visitors;
mod world;
