//! What stands around every page: official bar, navigation, notice, footer; and language and
//! direction of the document, from the address.

use crate::{
    api,
    form::{Flash, PlainForm},
    i18n::Locale,
    language::{Language, locale_of, page, use_locale, words},
    live::LiveLine,
    packed::carried,
    pages::not_found::NotFound,
    parts::{
        icon::Icon,
        notice::{Notice, NoticeBoard},
    },
};
use domain::view::account::{Visitor, VisitorKind};
use leptos::{html, prelude::*};
use leptos_meta::{Html, Title};
use leptos_router::{
    components::{A, Outlet},
    hooks::{use_location, use_params_map},
};
use serde::{Deserialize, Serialize};

/// What the server knows before it renders, the same for the browser's first render.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Frame {
    /// Who is looking.
    pub(crate) visitor: Option<Visitor>,
    /// What the last plain post left.
    pub(crate) flash: Option<Flash>,
    /// The city's name.
    pub(crate) city: String,
    /// The office's address and phone.
    pub(crate) contact: Contact,
    /// In the demo, what stands above every page, built by the server; the page does not carry it a second time.
    #[serde(serialize_with = "whether")]
    pub(crate) demo: Option<String>,
    /// When the page was made, by the office's clock: `10:32`.
    pub(crate) as_of: String,
    /// How far the changes were when the page was made; empty for visitors, who hear of none.
    pub(crate) heard: String,
    /// Minutes the office's clock is ahead of UTC: a browser elsewhere says the same times as the page.
    pub(crate) utc_offset: i32,
}

carried!(Frame);

#[expect(clippy::ref_option, reason = "what serde asks for")]
fn whether<S: serde::Serializer>(demo: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    demo.as_ref().map(|_| "").serialize(serializer)
}

/// How to reach the office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Contact {
    pub(crate) street: String,
    pub(crate) place: String,
    pub(crate) phone: String,
    pub(crate) email: String,
}

/// What the layout knows; provided to every page below it.
pub(crate) fn use_frame() -> Frame {
    use_context::<Frame>().unwrap_or_default()
}

/// The layout of every page in a language.
#[component]
pub(crate) fn Layout() -> impl IntoView {
    let params = use_params_map();
    let tag = move || params.with(|params| params.get("language").unwrap_or_default());
    let language = Memo::new(move |_| tag().parse::<Language>().ok());
    let frame = SharedValue::new_str(api::frame::load).into_inner();
    provide_context(NoticeBoard::new(frame.flash.as_ref().map(|flash| flash.said).unwrap_or_default()));
    provide_context(crate::form::FlashSlot(RwSignal::new(frame.flash.clone())));
    provide_context(frame);
    let location = use_location();
    let read_in_english = Memo::new(move |_| {
        let language = language.get().filter(|language| !language.is_for_work())?;
        let path = location.pathname.get();
        let page = path.strip_prefix(&format!("/{language}/")).filter(|page| crate::routes::is_for_work(page))?;
        Some(format!("/{}/{page}{}", Language::En, query(&location.search.get())))
    });
    move || match (language.get(), read_in_english.get()) {
        // The server sends on by itself; this is for ways within the page. Another language is another document.
        (_, Some(path)) => {
            Effect::new(move |_| {
                // A browser that refuses stays where it is, and says so itself.
                let _left = window().location().replace(&path);
            });
            ().into_any()
        }
        (Some(language), None) => {
            provide_context(language);
            view! { <Framed language/> }.into_any()
        }
        (None, None) => view! { <main class="wo-page" id="content" tabindex="-1"><NotFound/></main> }.into_any(),
    }
}

#[component]
fn Framed(language: Language) -> impl IntoView {
    let locale = locale_of(language);
    let frame = use_frame();
    let main = NodeRef::<html::Main>::new();
    let announced = RwSignal::new(String::new());
    announce_pages(main, announced);
    let location = use_location();
    let width = move || location.pathname.with(|path| page_class(path));
    let listener = frame.visitor.as_ref().map(|visitor| (visitor.account, frame.heard.clone()));
    crate::live::connect(listener, frame.utc_offset);
    let demo = frame.demo.clone().map(|panel| {
        view! { <aside class="wo-demo-banner" aria-label=words!(locale, common.demo_region) inner_html=panel></aside> }
    });
    let as_of = frame.as_of.clone();
    let pathname = location.pathname;
    let live = move || pathname.with(|path| is_live(path)).then(|| view! { <LiveLine as_of=as_of.clone()/> });
    view! {
        <Html attr:lang=language.tag() attr:dir=language.direction()/>
        <Title formatter=move |title: String| {
            let place = words!(locale, common.office_name);
            if title.is_empty() { place.to_owned() } else { format!("{} – {place}", title_text(&title)) }
        }/>
        <a class="wo-skip-link" href="#content" rel="external">{words!(locale, common.skip)}</a>
        {demo}
        <section class="wo-official-bar" aria-label=words!(locale, common.official_region)>
            <span class="wo-official-bar__text">{words!(locale, common.official, city = frame.city.as_str())}</span>
            <LanguageLinks language/>
        </section>
        <header class="wo-header">
            <a class="wo-header__brand" href=page("") dir="ltr">
                <Icon name="city"/>" Welcome Office "<bdi class="wo-header__place">{frame.city.clone()}</bdi>
            </a>
            <Navigation visitor=frame.visitor.clone()/>
            <AccountCorner visitor=frame.visitor.clone()/>
        </header>
        <main class=width id="content" tabindex="-1" node_ref=main>
            <Notice/>
            <Outlet/>
            {live}
        </main>
        <footer class="wo-footer">
            <ul class="wo-footer__links">
                <li><A href=page("imprint")>{words!(locale, common.imprint)}</A></li>
                <li><A href=page("privacy")>{words!(locale, common.privacy)}</A></li>
                <li><A href=page("accessibility")>{words!(locale, common.accessibility)}</A></li>
            </ul>
            <p>
                <bdi>{format!("Welcome Office {}, {}, {}", frame.city, frame.contact.street, frame.contact.place)}</bdi><br/>
                <a href=format!("tel:{}", frame.contact.phone.replace(' ', "")) dir="ltr">{frame.contact.phone.clone()}</a>
            </p>
            <p>{words!(locale, public.languages_checked)}</p>
        </footer>
        <div class="wo-visually-hidden" role="status">{move || announced.get()}</div>
    }
}

/// The library writes a page's title as it is: a name could end the title and begin a program. In the browser it sets
/// a property, which takes text.
fn title_text(title: &str) -> String {
    if cfg!(feature = "ssr") { title.replace('&', "&amp;").replace('<', "&lt;") } else { title.to_owned() }
}

/// Lists and cases change under the reader's eyes; desk and plan say so at their own place.
fn is_live(path: &str) -> bool {
    let page = path.split('/').nth(2).unwrap_or_default();
    matches!(page, "hires" | "cohorts" | "cases" | "questions" | "referrals" | "notices")
}

/// Tables and the desk take the width of the screen, texts and forms that of a line one can read.
fn page_class(path: &str) -> &'static str {
    match path.split('/').nth(2).unwrap_or_default() {
        "" | "way" | "hires" | "cohorts" | "desk" | "cases" | "questions" | "referrals" | "consultations"
        | "notices" | "numbers" => "wo-page wo-page--wide",
        _ => "wo-page",
    }
}

/// After a change of page by script: the new title is read out and the keyboard starts at the content.
fn announce_pages(main: NodeRef<html::Main>, announced: RwSignal<String>) {
    let location = use_location();
    Effect::new(move |before: Option<String>| {
        let path = location.pathname.get();
        if before.is_some_and(|before| before != path) {
            announced.set(document().title());
            if let Some(main) = main.get_untracked() {
                // Without focus the reader still hears the title.
                let _focused = main.focus();
            }
        }
        path
    });
}

/// The same page in the other languages: links, because a language is an address.
#[component]
fn LanguageLinks(language: Language) -> impl IntoView {
    let location = use_location();
    let is_offered = move |other: Language| {
        other.is_for_work()
            || location
                .pathname
                .with(|path| !crate::routes::is_for_work(path.splitn(3, '/').nth(2).unwrap_or_default()))
    };
    let links = Language::ALL
        .into_iter()
        .map(|other| {
            let href = move || {
                let path = location.pathname.get();
                let rest = path.splitn(3, '/').nth(2).map(|rest| format!("/{rest}")).unwrap_or_default();
                format!("/{other}{rest}{}", query(&location.search.get()))
            };
            view! {
                <li hidden=move || !is_offered(other)>
                    <a href=href rel="external" lang=other.tag() hreflang=other.tag() dir=other.direction()
                        aria-current=(other == language).then_some("true")>{other.endonym()}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="wo-languages" aria-label=words!(locale_of(language), common.languages)><ul>{links}</ul></nav>
    }
}

fn query(search: &str) -> String {
    let search = search.trim_start_matches('?');
    if search.is_empty() { String::new() } else { format!("?{search}") }
}

#[component]
fn Navigation(visitor: Option<Visitor>) -> impl IntoView {
    let locale = use_locale();
    let links = visitor.map(|visitor| entries(locale, visitor.kind)).unwrap_or_default();
    (!links.is_empty()).then(|| {
        let items =
            links.into_iter().map(|(href, text)| view! { <li><A href=page(href)>{text}</A></li> }).collect_view();
        view! { <nav class="wo-header__nav" aria-label=words!(locale, common.main_navigation)><ul>{items}</ul></nav> }
    })
}

fn entries(locale: Locale, kind: VisitorKind) -> Vec<(&'static str, &'static str)> {
    use domain::role::MembershipRole::{Administrator, Advisor, Companion, ProgrammeLead};
    match kind {
        VisitorKind::Newcomer => vec![("plan", words!(locale, common.nav_plan))],
        VisitorKind::Employer(_) => {
            vec![("hires", words!(locale, common.nav_hires)), ("cohorts", words!(locale, common.nav_cohorts))]
        }
        VisitorKind::Staff(ProgrammeLead) => {
            vec![("numbers", words!(locale, common.nav_numbers)), ("desk", words!(locale, common.nav_desk))]
        }
        VisitorKind::Staff(Administrator) => vec![("notices", words!(locale, common.nav_notices))],
        VisitorKind::Staff(role) => {
            let mut pages = vec![
                ("desk", words!(locale, common.nav_desk)),
                ("cases", words!(locale, common.nav_cases)),
                ("questions", words!(locale, common.nav_questions)),
                ("referrals", words!(locale, common.nav_referrals)),
            ];
            if matches!(role, Companion | Advisor) {
                pages.push(("consultations", words!(locale, common.nav_consultations)));
            }
            if role == Companion {
                pages.push(("notices", words!(locale, common.nav_notices)));
            }
            pages
        }
        VisitorKind::Nobody => Vec::new(),
    }
}

#[component]
fn AccountCorner(visitor: Option<Visitor>) -> impl IntoView {
    let locale = use_locale();
    match visitor {
        Some(visitor) => view! {
            <div class="wo-header__account">
                <A href=page("account")>
                    <span class="wo-visually-hidden">{words!(locale, common.account)}": "</span><bdi>{visitor.name}</bdi>
                </A>
                <PlainForm to=api::account::SIGN_OUT name="sign-out" repeatable=true class="wo-form--inline">
                    <button class="wo-button wo-button--tertiary wo-button--small">{words!(locale, common.sign_out)}</button>
                </PlainForm>
            </div>
        }
        .into_any(),
        None => view! {
            <div class="wo-header__account"><A href=page("sign-in")>{words!(locale, common.sign_in)}</A></div>
        }
        .into_any(),
    }
}
