//! One row in a form: its texts, with suggestions put in.

use super::{Forms, codes};
use crate::{
    api::import::EditRow,
    form::{Field as TextField, FieldKind, Hidden, PostForm},
    language::{page, use_locale, words},
};
use domain::{
    id::ImportId,
    import::Field,
    view::import::{EditedRow, WantedRows},
};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// The form for a row.
pub(super) fn edit(id: ImportId, row: EditedRow, wanted: &WantedRows, forms: Forms) -> AnyView {
    let locale = use_locale();
    let number = row.number.to_string();
    let problems = (!row.remarks.is_empty()).then(|| {
        let remarks = row.remarks.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
        view! { <ul>{remarks}</ul> }
    });
    let fields = row
        .texts
        .into_iter()
        .map(|(field, text)| {
            let kind = if field == Field::Email { FieldKind::Email } else { FieldKind::Text };
            view! { <TextField name=field.key() kind label=codes::field(locale, field) value=text/> }
        })
        .collect_view();
    let around = wanted.without_edit();
    let back = page(&format!("hires/import/{id}{}", around.query()));
    view! {
        <section class="wo-card" id="edit" aria-labelledby="edit-heading">
            <h2 class="wo-card__title" id="edit-heading">{words!(locale, import.edit_heading, number = number.clone())}</h2>
            {problems}
            <PostForm action=forms.edit to=EditRow::PATH name="edit">
                <Hidden name="import" value=id.to_string()/>
                <Hidden name="number" value=number/>
                <Hidden name="around[show]" value=around.show/>
                <Hidden name="around[after]" value=around.after/>
                <Hidden name="around[before]" value=around.before/>
                <div class="wo-columns">{fields}</div>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--primary">{words!(locale, import.edit_button)}</button>
                    <a class="wo-button wo-button--tertiary" href=back>{words!(locale, import.cancel)}</a>
                </div>
            </PostForm>
        </section>
    }
    .into_any()
}
