//! What becomes of the running program when it is killed, flooded or kept waiting. Each harness goes round a few times
//! here and often in `make storm`, which sets `STORM_ROUNDS`.

#![expect(clippy::unwrap_used, reason = "a test that cannot do what it is for has to stop")]

mod bombs;
#[path = "../../src/tests/columns.rs"]
mod columns;
mod door;
mod flood;
mod full;
mod killed;
mod mails;
mod power;
mod program;
mod restarts;
#[path = "../../src/tests/rounds.rs"]
mod rounds;
