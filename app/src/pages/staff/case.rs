//! One case: who it is, who must act and why, steps, dates, what was said, what happened.

use super::row::typed_before;
use crate::{
    api::cases::ReadCase,
    i18n::Locale,
    language::{page, use_locale, words},
    live::use_revision,
    parts::{icon::Icon, outcome},
};
use domain::{
    id::CaseId,
    role::MembershipRole,
    view::{
        account::OpeningWay,
        case::{CasePage, CaseStatus},
        hires::InviteWays,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

mod dates;
mod head;
mod history;
mod inviting;
mod steps;
mod talk;

/// What the forms of the page need.
#[derive(Clone, Copy)]
struct Forms {
    case: CaseId,
    /// Grows with every answer that changed something; the page's data depends on it.
    changed: RwSignal<u32>,
}

/// The page of one case.
#[component]
pub(crate) fn Case() -> impl IntoView {
    let locale = use_locale();
    let params = use_params_map();
    let query = use_query_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<CaseId>().ok()));
    let failed = typed_before("confirm-step", "step").or_else(|| typed_before("waive-step", "step"));
    let step = Memo::new(move |_| query.with(|query| query.get("step")).or_else(|| failed.clone()).unwrap_or_default());
    let chooses = typed_before("companion", "companion").is_some();
    let assigns = Memo::new(move |_| chooses || query.with(|query| query.get("assign").is_some()));
    let changed = RwSignal::new(0);
    let revision = use_revision();
    let data = outcome::query_if(
        move || (id.get(), step.get(), assigns.get(), changed.get(), revision()),
        |(id, step, assigns, ..)| id.map(|id| ReadCase { case: id, step, assigns }),
    );
    outcome::show(data, move |data| shown(locale, changed, data))
}

fn shown(locale: Locale, changed: RwSignal<u32>, data: CasePage) -> AnyView {
    let forms = Forms { case: data.id, changed };
    let role = data.role;
    let is_office = data.is_office;
    let confirms = data.state.is_open() && matches!(role, MembershipRole::Companion | MembershipRole::Advisor);
    let head = head::identity(locale, &data);
    let now = head::now(locale, &data);
    let chosen = data.chosen.clone().map(|chosen| steps::chosen(locale, forms, chosen, confirms));
    let steps = steps::list(locale, forms, data.phases, data.papers_complete, confirms);
    let person = head::person(
        locale,
        forms,
        PersonFacts {
            employer: data.employer,
            nationality: data.nationality,
            occupation: data.occupation,
            language: data.language,
            contact: data.contact,
            companion: data.companion,
            is_assignable: data.is_assignable,
            colleagues: data.colleagues,
            invite: data.invite,
            is_resettable: data.is_resettable,
            opened_by: data.opened_by,
            invited: data.invited,
            opened: data.opened,
            accepted: data.accepted,
            state: data.state,
            is_office,
        },
    );
    let dates = dates::section(locale, forms, data.dates, data.missing, confirms);
    let talk = talk::section(locale, forms, data.questions, data.referrals, data.institutions);
    let notes = talk::notes(locale, forms, data.notes);
    view! {
        <Title text=data.name.clone()/>
        <div class="wo-stack wo-stack--large">
            <a class="wo-back" href=page("cases")><Icon name="arrow-back"/>" "{words!(locale, staff.all_cases)}</a>
            {head}
            {now}
            {chosen}
            {talk}
            {steps}
            {dates}
            {person}
            {notes}
            {history::section(locale, data.timeline)}
        </div>
    }
    .into_any()
}

/// What the card about the person shows.
struct PersonFacts {
    employer: Option<String>,
    nationality: Option<String>,
    occupation: Option<String>,
    language: String,
    contact: Vec<String>,
    companion: Option<String>,
    is_assignable: bool,
    colleagues: Vec<domain::view::case::Colleague>,
    invite: InviteWays,
    is_resettable: bool,
    opened_by: Option<OpeningWay>,
    invited: Option<domain::view::When>,
    opened: Option<domain::view::When>,
    accepted: Option<domain::view::When>,
    state: CaseStatus,
    is_office: bool,
}
