//! One step: what to do, what to bring, where, until when, what to say; the law lies closed below.

use super::{day, now, questions, sharing};
use crate::{
    api::plan::{AnswerOffer, Begin, Claim, HandIn, LoadStep, TakeBack},
    form::{Field, FieldKind, FormAction, Hidden, PostForm, Width},
    i18n::Locale,
    language::{page, use_locale, words},
    live,
    parts::{
        icon::Icon,
        outcome,
        step::{Term, badge, time},
    },
    terms,
};
use domain::{
    journey::{Holder, Mark},
    step::Look,
    view::plan::{Basis, OwnStep, WishAnswer},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// The forms of the page.
#[derive(Clone, Copy)]
struct Forms {
    claim: FormAction,
    take_back: FormAction,
    begin: FormAction,
    hand_in: FormAction,
    day: FormAction,
    ask: FormAction,
    share: FormAction,
    wish: FormAction,
}

/// The page of one step.
#[component]
pub(crate) fn Step() -> impl IntoView {
    let locale = use_locale();
    let params = use_params_map();
    let address = Memo::new(move |_| params.with(|params| params.get("step").unwrap_or_default()));
    let forms = Forms {
        claim: FormAction::new(),
        take_back: FormAction::new(),
        begin: FormAction::new(),
        hand_in: FormAction::new(),
        day: FormAction::new(),
        ask: FormAction::new(),
        share: FormAction::new(),
        wish: FormAction::new(),
    };
    let revision = live::use_revision();
    let changes = move || {
        let Forms { claim, take_back, begin, hand_in, day, ask, share, wish } = forms;
        let answers = [claim, take_back, begin, hand_in, day, ask, share, wish].map(FormAction::version);
        (address.get(), revision(), answers)
    };
    let step = outcome::query(changes, |(address, ..)| LoadStep { step: address });
    outcome::show(step, move |step| shown(locale, step, &forms))
}

fn shown(locale: Locale, step: OwnStep, forms: &Forms) -> AnyView {
    let title = step.row.title.clone();
    let status = status(locale, &step);
    let ways = ways(locale, &step, forms);
    let wish = step.wish.map(|answer| wish(locale, &step.row.address, answer, forms.wish));
    let OwnStep { row, what, why, papers, place, until, say, asked, share, contact, questions, basis, as_of, .. } =
        step;
    let about = now::about(&row);
    let address = row.address;
    let due = row.due.map(|due| view! { <strong>{time(&due)}". "</strong> });
    view! {
        <Title text=title.clone()/>
        <div class="wo-stack wo-stack--large">
            <a class="wo-back" href=page("plan")><Icon name="arrow-back"/>" "{words!(locale, newcomer.back)}</a>
            <div class="wo-stack wo-stack--small">
                <h1>{title}{about}</h1>
                <p><Term german=row.german/></p>
                <p class="wo-lede">{what}</p>
            </div>
            {bring(locale, papers)}
            {part(words!(locale, newcomer.where_to), "where", place.into_any())}
            {part(words!(locale, newcomer.until_when), "until", view! { {due}{until} }.into_any())}
            {now::say_german(locale, &say)}
            {status}
            {asked.map(|asked| day::card(locale, asked, forms.day))}
            {wish}
            {ways}
            {share.map(|share| sharing::question(locale, address.clone(), share, forms.share))}
            {questions::section(locale, Some(address.clone()), questions, contact, forms.ask)}
            {basis_of(locale, why, basis)}
            <live::LiveLine as_of/>
        </div>
    }
    .into_any()
}

fn part(name: &'static str, id: &'static str, text: AnyView) -> AnyView {
    view! {
        <section class="wo-stack wo-stack--small" aria-labelledby=id>
            <h2 id=id>{name}</h2>
            <p>{text}</p>
        </section>
    }
    .into_any()
}

fn bring(locale: Locale, papers: Vec<String>) -> AnyView {
    if papers.is_empty() {
        return ().into_any();
    }
    let items = papers.into_iter().map(|paper| view! { <li>{paper}</li> }).collect_view();
    view! {
        <section class="wo-stack wo-stack--small" aria-labelledby="bring">
            <h2 id="bring">{words!(locale, newcomer.bring)}</h2>
            <ul>{items}</ul>
        </section>
    }
    .into_any()
}

/// How it stands, and whose turn it is.
fn status(locale: Locale, step: &OwnStep) -> AnyView {
    let row = &step.row;
    let since = row.since.as_ref().map(|day| view! { ", "{words!(locale, newcomer.since)}" "{time(day)} });
    let is_over = matches!(row.look, Look::Done | Look::NotNeeded);
    let others = (!is_over && row.holder != Holder::Newcomer && row.holder != Holder::Nobody).then(|| {
        view! {
            <p>
                {words!(locale, newcomer.held_by)}": "<strong>{terms::holder(locale, row.holder)}</strong>{since}". "
                {words!(locale, newcomer.others_wait)}
            </p>
        }
    });
    let after =
        (!row.after.is_empty()).then(|| view! { <p>{words!(locale, newcomer.after)}": "{row.after.join(", ")}</p> });
    let opens =
        row.opens_on.as_ref().map(|day| view! { <p>{words!(locale, newcomer.possible_from)}" "{time(day)}</p> });
    let done = step.done_on.as_ref().map(|day| view! { <p>{words!(locale, newcomer.done_on)}" "{time(day)}</p> });
    let unclear = step.is_unclear.then(|| view! { <p>{words!(locale, newcomer.unclear)}</p> });
    let not_needed = row.not_needed.clone().map(|reason| view! { <p>{reason}</p> });
    view! {
        <section class="wo-stack wo-stack--small" aria-labelledby="status">
            <h2 id="status">{words!(locale, newcomer.status)}</h2>
            <p>{badge(locale, row)}</p>
            {others}{after}{opens}{done}{unclear}{not_needed}
        </section>
    }
    .into_any()
}

/// What the newcomer can say about the step.
fn ways(locale: Locale, step: &OwnStep, forms: &Forms) -> AnyView {
    let address = &step.row.address;
    let ways = step.ways;
    let claim = ways.claim.then(|| claim(locale, address, forms.claim, words!(locale, newcomer.claim)));
    let report = ways.report.then(|| {
        view! {
            <details class="wo-details">
                <summary>{words!(locale, newcomer.report)}</summary>
                <p>{words!(locale, newcomer.report_text)}</p>
                {claim_form(locale, address, forms.claim, "wo-button wo-button--secondary", words!(locale, newcomer.report_button))}
            </details>
        }
    });
    let begin = ways.start.then(|| single(address, forms.begin, Begin::PATH, "begin", words!(locale, newcomer.begin)));
    let hand_in =
        ways.wait.then(|| single(address, forms.hand_in, HandIn::PATH, "hand-in", words!(locale, newcomer.hand_in)));
    let take_back = ways
        .take_back
        .then(|| single(address, forms.take_back, TakeBack::PATH, "take-back", words!(locale, newcomer.take_back)));
    let others = (ways.start || ways.wait || ways.take_back)
        .then(|| view! { <div class="wo-cluster">{begin}{hand_in}{take_back}</div> });
    view! { {claim}{others}{report} }.into_any()
}

fn claim(locale: Locale, address: &str, action: FormAction, text: &'static str) -> AnyView {
    view! {
        <section class="wo-card" aria-labelledby="done">
            <h2 class="wo-card__title" id="done">{words!(locale, newcomer.claim_title)}</h2>
            {claim_form(locale, address, action, "wo-button wo-button--primary", text)}
        </section>
    }
    .into_any()
}

fn claim_form(locale: Locale, address: &str, action: FormAction, class: &'static str, text: &'static str) -> AnyView {
    let address = address.to_owned();
    view! {
        <PostForm action to=Claim::PATH name="claim">
            <Hidden name="step" value=address/>
            <Field
                name="done_on"
                kind=FieldKind::Date
                width=Width::Short
                optional=true
                hint=words!(locale, newcomer.done_on_hint)
            />
            <div class="wo-button-row"><button class=class>{text}</button></div>
        </PostForm>
    }
    .into_any()
}

fn single(address: &str, action: FormAction, to: &'static str, name: &'static str, text: &'static str) -> AnyView {
    let address = address.to_owned();
    view! {
        <PostForm action to name class="wo-form--inline">
            <Hidden name="step" value=address/>
            <button class="wo-button wo-button--secondary">{text}</button>
        </PostForm>
    }
    .into_any()
}

/// An offer nobody has to take.
fn wish(locale: Locale, address: &str, answer: WishAnswer, action: FormAction) -> AnyView {
    let address = address.to_owned();
    let said = match answer {
        WishAnswer::Open => None,
        WishAnswer::Yes => Some(words!(locale, newcomer.wish_said_yes)),
        WishAnswer::No => Some(words!(locale, newcomer.wish_said_no)),
    };
    let said = said.map(|text| view! { <p><strong>{text}</strong></p> });
    let button = |value: &'static str, text: &'static str, is_said: bool| {
        (!is_said).then(|| {
            view! { <button class="wo-button wo-button--secondary" name="answer" value=value>{text}</button> }
        })
    };
    let yes = button("yes", words!(locale, newcomer.wish_yes), answer == WishAnswer::Yes);
    let no = button("no", words!(locale, newcomer.wish_no), answer == WishAnswer::No);
    view! {
        <section class="wo-card" aria-labelledby="wish">
            <h2 class="wo-card__title" id="wish">{words!(locale, newcomer.wish_question)}</h2>
            {said}
            <PostForm action to=AnswerOffer::PATH name="wish">
                <Hidden name="step" value=address/>
                <div class="wo-button-row">{yes}{no}</div>
            </PostForm>
        </section>
    }
    .into_any()
}

/// Where it comes from and how sure it is; closed, for who wants to know.
fn basis_of(locale: Locale, why: String, basis: Basis) -> AnyView {
    let mark = match basis.mark {
        Mark::Verified => words!(locale, newcomer.mark_verified),
        Mark::Partly => words!(locale, newcomer.mark_partly),
        Mark::Unverified => words!(locale, newcomer.mark_unverified),
    };
    let legal = (!basis.legal.is_empty()).then(|| {
        view! {
            <div><dt>{words!(locale, newcomer.legal)}</dt><dd><span lang="de" dir="ltr">{basis.legal}</span></dd></div>
        }
    });
    let sources = (!basis.sources.is_empty()).then(|| {
        view! {
            <div><dt>{words!(locale, newcomer.sources)}</dt><dd><bdi>{basis.sources.join("; ")}</bdi></dd></div>
        }
    });
    let review = match basis.reviewed_by {
        Some(name) => view! { {words!(locale, newcomer.reviewed_by)}" "<bdi>{name}</bdi> }.into_any(),
        None => words!(locale, newcomer.not_reviewed).into_any(),
    };
    view! {
        <details class="wo-details">
            <summary>{words!(locale, newcomer.basis)}</summary>
            <p>{why}</p>
            <dl class="wo-summary-list">
                {legal}
                {sources}
                <div><dt>{words!(locale, newcomer.checked_on)}</dt><dd>{time(&basis.checked_on)}</dd></div>
                <div><dt>{words!(locale, newcomer.how_sure)}</dt><dd>{mark}</dd></div>
                <div><dt>{words!(locale, newcomer.text)}</dt><dd>{review}</dd></div>
            </dl>
        </details>
    }
    .into_any()
}
