//! Steps by phase, and the one chosen to be worked on.

use super::{
    super::{
        row::{row_action, row_button, typed_before},
        terms as own_terms,
    },
    Forms,
};
use crate::{
    api::cases::{ConfirmStep, ReopenStep, WaiveStep},
    form::{Field, FieldKind, Hidden, PostForm, Radios},
    i18n::Locale,
    language::{page, words},
    parts::step::{Term, badge, time},
    terms,
};
use domain::{
    id::CaseId,
    step::Look,
    view::{
        case::{ChosenStep, PhaseSteps, StepWay},
        step::StepRow,
    },
};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// Every step by phase.
pub(super) fn list(
    locale: Locale,
    forms: Forms,
    phases: Vec<PhaseSteps>,
    papers_complete: Option<bool>,
    confirms: bool,
) -> AnyView {
    let papers = papers_complete.map(|is_complete| {
        let word = if is_complete { words!(locale, staff.papers_complete) } else { words!(locale, staff.papers_open) };
        view! { <p>{words!(locale, staff.personal_papers)}": "<strong>{word}</strong></p> }
    });
    let is_empty = phases.iter().all(|phase| phase.steps.is_empty() && phase.not_needed.is_empty());
    let none = is_empty.then(|| view! { <p>{words!(locale, staff.no_own_steps)}</p> });
    let phases = phases
        .into_iter()
        .filter(|phase| !(phase.steps.is_empty() && phase.not_needed.is_empty()))
        .map(|steps| phase(locale, forms, steps, confirms))
        .collect_view();
    view! {
        <section class="wo-stack" aria-labelledby="steps">
            <h2 id="steps">{words!(locale, staff.steps_heading)}</h2>
            {papers}
            {none}
            {phases}
        </section>
    }
    .into_any()
}

fn phase(locale: Locale, forms: Forms, phase: PhaseSteps, confirms: bool) -> AnyView {
    let is_over = phase.steps.iter().all(|step| step.look == Look::Done && !step.is_claimed);
    let steps = phase.steps.into_iter().map(|step| row(locale, forms, step, confirms)).collect_view();
    let not_needed = (!phase.not_needed.is_empty()).then(|| {
        let rows = phase.not_needed.into_iter().map(|step| row(locale, forms, step, false)).collect_view();
        view! {
            <details class="wo-details">
                <summary>{words!(locale, staff.not_needed_steps)}</summary>
                <ul class="wo-steps">{rows}</ul>
            </details>
        }
    });
    let name = terms::phase(locale, phase.phase);
    let list = view! { <ul class="wo-steps">{steps}</ul> };
    if is_over {
        return view! {
            <details class="wo-details">
                <summary>{words!(locale, staff.phase_done, phase = name)}</summary>
                {list}
                {not_needed}
            </details>
        }
        .into_any();
    }
    view! { <h3>{name}</h3>{list}{not_needed} }.into_any()
}

fn row(locale: Locale, forms: Forms, step: StepRow, confirms: bool) -> AnyView {
    let href = address(forms.case, &step.address);
    let badge = badge(locale, &step);
    let about = step.about.as_ref().map(|name| view! { " · "<bdi>{name.clone()}</bdi> });
    let hint = hint(locale, &step);
    let name = view! {
        <a class="wo-steps__name" href=href>{step.title.clone()}</a>{about}" "<Term german=step.german.clone()/>
    };
    let confirm = (confirms && step.is_claimed).then(|| {
        row_button(
            forms.changed,
            ConfirmStep::PATH,
            "confirm-claim",
            vec![("case", forms.case.to_string()), ("form[step]", step.address.clone())],
            words!(locale, staff.confirm),
            step.title.clone(),
        )
    });
    view! {
        <li class="wo-steps__row">
            <div class="wo-steps__what">{name}{hint}</div>
            <div class="wo-steps__status">{badge}{confirm}</div>
        </li>
    }
    .into_any()
}

fn address(case: CaseId, step: &str) -> String {
    page(&format!("cases/{case}?step={step}"))
}

/// Until when, from when, or after what.
fn hint(locale: Locale, step: &StepRow) -> AnyView {
    let content = if let Some(reason) = &step.not_needed {
        reason.clone().into_any()
    } else if let Some(due) = &step.due {
        view! { {terms::holder(locale, step.holder)}{words!(locale, common.comma)}{words!(locale, staff.until)}" "{time(due)} }.into_any()
    } else if let Some(day) = &step.opens_on {
        view! { {words!(locale, staff.opens_on)}" "{time(day)} }.into_any()
    } else if !step.after.is_empty() {
        format!("{}: {}", words!(locale, staff.after), step.after.join(words!(locale, common.comma))).into_any()
    } else if let (Some(day), Look::Done) = (&step.since, step.look) {
        time(day)
    } else if let Some(day) = &step.since {
        view! { {words!(locale, staff.since)}" "{time(day)} }.into_any()
    } else {
        return ().into_any();
    };
    view! { <p class="wo-steps__hint">{content}</p> }.into_any()
}

/// The step to work on, with what can be done about it.
pub(super) fn chosen(locale: Locale, forms: Forms, step: ChosenStep, confirms: bool) -> AnyView {
    let ways = step.ways.iter().filter(|_| confirms).map(|way| form(locale, forms, *way, &step.address)).collect_view();
    let remark = step.remark.map(
        |remark| view! { <p><strong>{words!(locale, staff.remark)}": "</strong><span dir="auto">{remark}</span></p> },
    );
    view! {
        <section class="wo-card" id="step" aria-labelledby="step-title">
            <h2 class="wo-card__title" id="step-title">{step.title}</h2>
            <p><Term german=step.german/></p>
            <p>{step.what}</p>
            {remark}
            {ways}
            <p><a href=page(&format!("cases/{}", forms.case))>{words!(locale, staff.close_step)}</a></p>
        </section>
    }
    .into_any()
}

fn form(locale: Locale, forms: Forms, way: StepWay, step: &str) -> AnyView {
    let case = forms.case.to_string();
    let step = step.to_owned();
    match way {
        StepWay::Confirm => view! {
            <PostForm action=row_action(forms.changed) to=ConfirmStep::PATH name="confirm-step">
                <Hidden name="case" value=case/>
                <input type="hidden" name="form[step]" value=step/>
                <Field name="done_on" kind=FieldKind::Date label=words!(locale, staff.done_on) hint=words!(locale, staff.done_on_hint) optional=true/>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--primary">{words!(locale, staff.confirm_done)}</button>
                </div>
            </PostForm>
        }
        .into_any(),
        StepWay::Waive => view! {
            <details class="wo-details" open=typed_before("waive-step", "step").is_some()>
                <summary>{words!(locale, staff.waive_heading)}</summary>
                <PostForm action=row_action(forms.changed) to=WaiveStep::PATH name="waive-step">
                    <Hidden name="case" value=case/>
                    <input type="hidden" name="form[step]" value=step/>
                    <Radios name="reason" legend=words!(locale, staff.reason) options=own_terms::options(locale, own_terms::waive_reason)/>
                    <Field name="remark" label=words!(locale, staff.remark) hint=words!(locale, staff.remark_hint) optional=true/>
                    <div class="wo-button-row">
                        <button class="wo-button wo-button--secondary">{words!(locale, staff.waive)}</button>
                    </div>
                </PostForm>
            </details>
        }
        .into_any(),
        StepWay::Reopen => view! {
            <PostForm action=row_action(forms.changed) to=ReopenStep::PATH name="reopen-step">
                <Hidden name="case" value=case/>
                <Hidden name="step" value=step/>
                <button class="wo-button wo-button--secondary">{words!(locale, staff.reopen)}</button>
            </PostForm>
        }
        .into_any(),
    }
}
