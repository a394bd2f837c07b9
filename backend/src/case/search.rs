//! Finds cases by name, number or employer: folded forms, compared by their beginnings.

use super::CaseFile;
use crate::{
    error::Result,
    store::{
        Write,
        entity::{case_scope, organisation, search_form},
    },
};
use domain::fold;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait, QueryFilter as _, QuerySelect as _, QueryTrait as _,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Writes the forms a case is found by, instead of those it had.
pub(crate) async fn index(write: &Write<'_>, case: &CaseFile) -> Result<()> {
    search_form::Entity::delete_many().filter(search_form::Column::CaseId.eq(case.row.id)).exec(&**write).await?;
    index_new(write, std::slice::from_ref(case)).await
}

/// Writes the forms that cases without any are found by.
pub(super) async fn index_new(write: &Write<'_>, cases: &[CaseFile]) -> Result<()> {
    let employers: BTreeSet<Uuid> = cases.iter().filter_map(|case| case.row.employer_id).collect();
    #[expect(clippy::disallowed_methods, reason = "the employers of these cases")]
    let employers =
        organisation::Entity::find().filter(organisation::Column::Id.is_in(employers)).all(&**write).await?;
    let mut rows = Vec::new();
    for case in cases {
        let mut text = format!("{} {} {}", case.person.given_names, case.person.family_name, case.row.number);
        let employer = employers.iter().find(|employer| Some(employer.id) == case.row.employer_id);
        text += &employer.map(|row| format!(" {}", row.name)).unwrap_or_default();
        let mut forms = fold::forms(&text);
        forms.sort();
        forms.dedup();
        rows.extend(
            forms
                .into_iter()
                .map(|form| search_form::ActiveModel { form: Set(form.into_bytes()), case_id: Set(case.row.id) }),
        );
    }
    for chunk in rows.chunks(5_000) {
        search_form::Entity::insert_many(chunk.to_vec()).exec_without_returning(&**write).await?;
    }
    Ok(())
}

/// The condition on a scope's rows that a question finds; nothing for a question without letters.
pub(crate) fn found_by(question: &str) -> Option<Condition> {
    let words = fold::query_forms(question);
    if words.is_empty() {
        return None;
    }
    let mut all = Condition::all();
    for alternatives in words.into_iter().take(6) {
        let mut any = Condition::any();
        for form in alternatives {
            let begin = form.into_bytes();
            let mut range = Condition::all().add(search_form::Column::Form.gte(begin.clone()));
            if let Some(end) = after(begin) {
                range = range.add(search_form::Column::Form.lt(end));
            }
            any = any.add(range);
        }
        #[expect(clippy::disallowed_methods, reason = "narrows a scope; it is never read alone")]
        let ids = search_form::Entity::find().select_only().column(search_form::Column::CaseId).filter(any);
        all = all.add(case_scope::Column::CaseId.in_subquery(ids.into_query()));
    }
    Some(all)
}

/// The first bytes behind everything that begins with these.
fn after(mut begin: Vec<u8>) -> Option<Vec<u8>> {
    while let Some(last) = begin.pop() {
        if last < u8::MAX {
            begin.push(last + 1);
            return Some(begin);
        }
    }
    None
}
