//! Open pages hear that something changed and fetch it again, through the gate.

use leptos::prelude::*;

/// The newest revision heard, for pages to depend on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Revision(RwSignal<i64>);

/// Connects this tab once the page is live; without scripts nothing happens.
pub(crate) fn connect(signed_in: bool) {
    provide_context(Revision(RwSignal::new(0)));
    let _ = signed_in;
}

/// Changes whenever something of this visitor changed; 0 at first, on both sides.
pub(crate) fn use_revision() -> impl Fn() -> i64 + Copy + Send + Sync + 'static {
    let revision = use_context::<Revision>();
    move || revision.map_or(0, |Revision(revision)| revision.get())
}
