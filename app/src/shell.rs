//! The HTML document around every page.

use crate::{edition::edition, gate, routes::App};
use leptos::{config::LeptosOptions, nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;
use std::sync::Arc;

/// The document. Language and direction are set by the layout, from the address.
///
/// Whoever comes from elsewhere has nothing of ours yet: the page brings its styles along and is painted without a
/// second journey; program and script wait behind it.
pub fn shell(files: &BrowserFiles) -> impl IntoView + use<> {
    let brought = files.styles.clone().filter(|_| gate::comes_from_elsewhere());
    let style = match brought {
        Some(styles) => view! { <style nonce=use_nonce()>{styles}</style> }.into_any(),
        None => view! { <link rel="stylesheet" href=files.style.clone()/> }.into_any(),
    };
    view! {
        <!DOCTYPE html>
        <html>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="edition" content=edition()/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                {style}
                <link rel="modulepreload" fetchpriority="low" href=files.script.clone()/>
                <link
                    rel="preload"
                    fetchpriority="low"
                    href=files.wasm.clone()
                    r#as="fetch"
                    type="application/wasm"
                    crossorigin="anonymous"
                />
                <script type="module" nonce=use_nonce()>{files.start.clone()}</script>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// What a browser loads besides the page. The addresses change with the content and are found out once; the library's
/// own component reads them from the disk for every page, and writes the nonce into `crossorigin`.
#[derive(Clone, Debug)]
pub struct BrowserFiles {
    style: String,
    /// The text of the styles; `None` if they are not where they should be.
    styles: Option<Arc<str>>,
    script: String,
    wasm: String,
    start: String,
}

impl BrowserFiles {
    /// Reads the names and the styles of this build.
    pub fn of(options: &LeptosOptions) -> Self {
        let hashes = std::env::current_exe()
            .ok()
            .filter(|_| options.hash_files)
            .and_then(|program| std::fs::read_to_string(program.with_file_name(options.hash_file.as_ref())).ok())
            .unwrap_or_default();
        let file = |kind: &str| {
            let hash = hashes.lines().find_map(|line| line.strip_prefix(kind)?.strip_prefix(':'));
            let hash = hash.map(|hash| format!(".{}", hash.trim())).unwrap_or_default();
            format!("/{}/{}{hash}.{kind}", options.site_pkg_dir, options.output_name)
        };
        let (script, wasm) = (file("js"), file("wasm"));
        // What measures the page learns by the mark when it is live.
        let start = format!(
            "import(\"{script}\").then(part => part.default({{ module_or_path: \"{wasm}\" }}).then(() => {{ part.hydrate(); \
             performance.mark(\"live\"); }}))"
        );
        let style = file("css");
        let styles = std::fs::read_to_string(format!("{}{style}", options.site_root)).ok().map(Into::into);
        Self { style, styles, script, wasm, start }
    }
}
