//! A QR code inline: dark on white with its quiet zone, whatever the colours around it.

use leptos::prelude::*;

/// The code of an address; nothing where none can be made, because the address stands beside it as text.
pub(crate) fn qr(address: &str, label: &'static str) -> AnyView {
    let Some(code) = backend::qr::qr(address) else { return ().into_any() };
    let size = code.size;
    view! {
        <svg class="wo-qr" viewBox=format!("0 0 {size} {size}") role="img" aria-label=label shape-rendering="crispEdges">
            <path fill="#fff" d=format!("M0 0h{size}v{size}H0z")></path>
            <path fill="#000" d=code.path></path>
        </svg>
    }
    .into_any()
}
