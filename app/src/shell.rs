//! The HTML document around every page.

use crate::{edition::edition, routes::App};
use leptos::{config::LeptosOptions, nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;
use std::sync::OnceLock;

/// The document. Language and direction are set by the layout, from the address.
pub fn shell(options: &LeptosOptions) -> impl IntoView + use<> {
    static FILES: OnceLock<Files> = OnceLock::new();
    let files = FILES.get_or_init(|| Files::of(options));
    view! {
        <!DOCTYPE html>
        <html>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="edition" content=edition()/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="stylesheet" href=files.style.as_str()/>
                <link rel="modulepreload" href=files.script.as_str()/>
                <link rel="preload" href=files.wasm.as_str() r#as="fetch" type="application/wasm" crossorigin="anonymous"/>
                <script type="module" nonce=use_nonce()>{files.start.as_str()}</script>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The addresses of what a browser loads. They change with their content and are found out once; the library's own
/// component reads them from the disk for every page, and writes the nonce into `crossorigin`.
struct Files {
    style: String,
    script: String,
    wasm: String,
    start: String,
}

impl Files {
    fn of(options: &LeptosOptions) -> Self {
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
        let start = format!(
            "import(\"{script}\").then(part => part.default({{ module_or_path: \"{wasm}\" }}).then(() => part.hydrate()))"
        );
        Self { style: file("css"), script, wasm, start }
    }
}
