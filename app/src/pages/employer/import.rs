//! The bulk import: lists to go on with, and one list from its columns to its result.

mod codes;
mod columns;
mod edit;
mod list;
mod result;
mod rows;

pub(crate) use list::Import;

use crate::{
    api,
    form::FormAction,
    language::{page, use_locale, words},
    live,
    parts::{icon::Icon, outcome},
};
use domain::view::import::{Import as OneImport, Stage, WantedRows};
use leptos::prelude::*;
use leptos_router::{components::A, hooks};

#[cfg(feature = "ssr")]
pub use codes::MarkedWords;
#[cfg(feature = "ssr")]
pub(crate) use codes::tell;

/// What becomes of the forms of one list's page.
#[derive(Clone, Copy, Debug)]
struct Forms {
    sheet: FormAction,
    columns: FormAction,
    rows: FormAction,
    edit: FormAction,
    confirm: FormAction,
    undo: FormAction,
    discard: FormAction,
}

impl Forms {
    fn new() -> Self {
        let new = FormAction::new;
        Self { sheet: new(), columns: new(), rows: new(), edit: new(), confirm: new(), undo: new(), discard: new() }
    }

    /// Grows with every answer that changed something.
    fn version(self) -> u32 {
        [self.sheet, self.columns, self.rows, self.edit, self.confirm, self.undo, self.discard]
            .into_iter()
            .map(FormAction::version)
            .sum()
    }
}

/// The page of one uploaded list.
#[component]
pub(crate) fn Draft() -> impl IntoView {
    let (params, query) = (hooks::use_params_map(), hooks::use_query_map());
    let forms = Forms::new();
    let revision = live::use_revision();
    let wanted = Memo::new(move |_| {
        let text = |key: &str| query.with(|query| query.get(key).unwrap_or_default());
        WantedRows {
            step: text("step"),
            show: text("show"),
            after: text("after"),
            before: text("before"),
            edit: text("edit"),
        }
    });
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse().ok())));
    let source = move || (id.get(), wanted.get(), forms.version(), revision());
    let import =
        outcome::query_if(source, |(id, wanted, ..)| id.map(|id| api::import::LookAtImport { import: id, wanted }));
    outcome::show(import, move |import| shown(import, &wanted.get_untracked(), forms))
}

fn shown(import: OneImport, wanted: &WantedRows, forms: Forms) -> AnyView {
    let OneImport { id, file_name, stage } = import;
    match stage {
        Stage::Columns(stage) => columns::columns(id, &file_name, stage, forms),
        Stage::Rows(stage) => rows::rows(id, &file_name, *stage, wanted, forms),
        Stage::Result(stage) => result::result(id, &file_name, stage, forms),
    }
}

/// The way back to all lists, and the name of this one.
fn head(file_name: &str) -> AnyView {
    let locale = use_locale();
    let name = list_name(file_name);
    view! {
        <p><A href=page("hires/import") attr:class="wo-back"><Icon name="arrow-back"/>" "{words!(locale, import.back_to_lists)}</A></p>
        <p class="wo-muted"><bdi>{name}</bdi></p>
    }
    .into_any()
}

/// What a list is called: by its file, or by where it came from.
fn list_name(file_name: &str) -> String {
    if file_name.is_empty() { words!(use_locale(), import.pasted).to_owned() } else { file_name.to_owned() }
}
