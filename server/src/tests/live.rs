//! The live stream: what it tells, to whom, and when it ends.

use super::{
    rounds::within,
    world::{Who, World},
};
use crate::{config, events, router::State};
use app::gate::Visit;
use axum::{
    Extension,
    body::Body,
    extract::Query,
    http::{HeaderMap, Request, StatusCode, header},
};
use backend::{Principal, actor::SignedIn};
use chrono::TimeDelta;
use domain::role::MembershipRole;
use http_body_util::BodyExt as _;
use leptos::config::LeptosOptions;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

/// Time enough for a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a stream may take to end with its right.
const AT_ONCE: Duration = Duration::from_secs(1);

const CHANGED: &str = "event: changed";

/// An open stream and what it said so far.
struct Stream {
    body: Body,
    said: String,
    /// How much of it was waited for.
    heard: usize,
}

impl Stream {
    async fn open(world: &World, cookie: &str) -> Self {
        Self::since(world, cookie, "").await
    }

    /// As a page does that was made at this mark.
    async fn since(world: &World, cookie: &str, mark: &str) -> Self {
        let request = Request::get(format!("/events?since={mark}")).header(header::COOKIE, cookie);
        let mut stream = Self::of(world.open(request).await);
        stream.until("event: hello").await;
        stream
    }

    fn of(body: Body) -> Self {
        Self { body, said: String::new(), heard: 0 }
    }

    fn place(&self, word: &str) -> Option<usize> {
        self.said.get(self.heard..)?.find(word).map(|place| self.heard + place + word.len())
    }

    /// Listens until this is said, and not before.
    async fn until(&mut self, word: &str) {
        let begin = Instant::now();
        let place = loop {
            if let Some(place) = self.place(word) {
                break place;
            }
            let frame = timeout(PATIENCE, self.body.frame()).await;
            let frame = frame.unwrap_or_else(|_| panic!("no {word} in {PATIENCE:?}: {}", self.said));
            let frame = frame.unwrap_or_else(|| panic!("ended without {word}: {}", self.said)).unwrap();
            self.said.push_str(&String::from_utf8_lossy(frame.data_ref().unwrap()));
        };
        self.heard = place;
        println!("{word} after {:?}", begin.elapsed());
    }

    /// Listens until the stream ends.
    async fn end(mut self) -> String {
        self.until("event: bye").await;
        let rest = timeout(PATIENCE, self.body.collect()).await.expect("the end of the stream").unwrap();
        self.said + &String::from_utf8_lossy(&rest.to_bytes())
    }

    /// Whether something more is said within a moment.
    async fn says(&mut self, word: &str) -> bool {
        while let Ok(Some(frame)) = timeout(Duration::from_millis(300), self.body.frame()).await {
            self.said.push_str(&String::from_utf8_lossy(frame.unwrap().data_ref().unwrap()));
        }
        self.place(word).is_some()
    }
}

async fn change(world: &World) {
    let body = "form[party]=newcomer&form[work]=on&form[language]=de&form[minutes]=10&form[result]=answered";
    let answer = world.call(Who::Companion, "/api/consultations/log", body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
}

#[tokio::test]
async fn a_stream_ends_at_once_with_its_session() {
    let world = World::new().await;
    let cookie = world.cookie(Who::Companion).await.unwrap();
    let stream = Stream::open(&world, &cookie).await;
    let other = world.cookie(Who::Companion).await.unwrap();
    let mut other = Stream::open(&world, &other).await;
    let secret = cookie.split_once('=').unwrap().1;
    let principal = world.office.principal(secret).await.unwrap().unwrap();
    let begin = Instant::now();
    let acting = world.office.backend.acting::<SignedIn>(Some(&principal)).unwrap();
    acting.end_session(principal.session()).await.unwrap();
    stream.end().await;
    within("closed after the session ended", begin.elapsed(), AT_ONCE);
    assert!(!other.says("event: bye").await, "another session ended, too");
}

#[tokio::test]
async fn a_stream_ends_when_its_session_is_too_old_however_much_else_happens() {
    let world = World::new().await;
    let cookie = world.cookie(Who::Companion).await.unwrap();
    let secret = cookie.split_once('=').unwrap().1;
    let begin = world.office.clock().now();
    for _ in 0..5 {
        // Visited often enough not to end before.
        world.office.clock.advance(TimeDelta::days(11));
        world.office.principal(secret).await.unwrap().expect("a session in use");
    }
    let until = world.office.principal(secret).await.unwrap().unwrap().until();
    assert_eq!(until, begin + TimeDelta::days(60));
    world.office.clock.advance(until - world.office.clock().now() - TimeDelta::seconds(1));
    let stream = Stream::open(&world, &cookie).await;
    world.office.clock.advance(TimeDelta::seconds(1));
    for _ in 0..5 {
        change(&world).await;
    }
    stream.end().await;
}

#[tokio::test]
async fn whose_session_is_too_old_opens_no_stream() {
    let world = World::new().await;
    let cookie = world.cookie(Who::Companion).await.unwrap();
    let mark = world.office.live().mark();
    world.office.clock.advance(TimeDelta::days(15));
    let request = Request::get("/events").header(header::COOKIE, &cookie).body(Body::empty()).unwrap();
    assert_eq!(world.send(request).await.status, StatusCode::NO_CONTENT);
    // A page that is still shown goes.
    let request = Request::get(format!("/events?since={mark}")).header(header::COOKIE, &cookie);
    Stream::of(world.open(request).await).end().await;
}

/// What the stream answers to somebody who was let in as this principal.
async fn answer_to(world: &World, cookie: &str, principal: &Principal) -> StatusCode {
    let state = State {
        backend: world.office.backend.clone(),
        options: LeptosOptions::builder().output_name("welcome-office").build(),
        settings: Arc::new(config::load(None, &config::Overrides::default()).unwrap()),
        stopping: CancellationToken::new(),
    };
    let visit = Visit { principal: Some(principal.clone()), ..Visit::default() };
    let headers = HeaderMap::from_iter([(header::COOKIE, cookie.parse().unwrap())]);
    events::stream(axum::extract::State(state), Extension(visit), Query::default(), headers).await.status()
}

#[tokio::test]
async fn a_right_that_ended_before_the_stream_was_heard_opens_none() {
    let world = World::new().await;
    let cookie = world.cookie(Who::Companion).await.unwrap();
    let secret = cookie.split_once('=').unwrap().1;
    let principal = world.office.principal(secret).await.unwrap().unwrap();
    assert_eq!(answer_to(&world, &cookie, &principal).await, StatusCode::OK);
    // It ends after the visitor was let in, and nobody listens yet who could hear of it.
    let acting = world.office.backend.acting::<SignedIn>(Some(&principal)).unwrap();
    acting.end_session(principal.session()).await.unwrap();
    assert_eq!(answer_to(&world, &cookie, &principal).await, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_crowd_is_told_to_spread_what_it_fetches_and_a_few_are_not() {
    let world = World::new().await;
    let cookie = world.cookie(Who::Companion).await.unwrap();
    let mut few = Stream::open(&world, &cookie).await;
    few.until("\"spread\":0").await;
    let _crowd: Vec<_> = (0..100).map(|_| world.office.live().listen()).collect();
    change(&world).await;
    few.until("\"spread\":300").await;
    let mut another = Stream::open(&world, &cookie).await;
    another.until("\"spread\":300").await;
}

#[tokio::test]
async fn whoever_begins_to_listen_is_told_to_fetch_what_was_missed_and_hears_the_rest() {
    let world = World::new().await;
    let cookie = world.cookie(Who::Companion).await.unwrap();
    let mut stream = Stream::open(&world, &cookie).await;
    stream.until(CHANGED).await;
    change(&world).await;
    stream.until(CHANGED).await;
    drop(stream);
    change(&world).await;
    let mut again = Stream::open(&world, &cookie).await;
    again.until(CHANGED).await;
    assert!(!again.says(CHANGED).await, "{}", again.said);
    change(&world).await;
    again.until(CHANGED).await;
}

#[tokio::test]
async fn a_page_that_missed_nothing_fetches_nothing_and_one_that_did_is_told() {
    let world = World::new().await;
    let cookie = world.cookie(Who::Companion).await.unwrap();
    let mark = world.office.live().mark();
    let mut stream = Stream::since(&world, &cookie, &mark).await;
    assert!(!stream.says(CHANGED).await, "{}", stream.said);
    change(&world).await;
    stream.until(CHANGED).await;
    let mut late = Stream::since(&world, &cookie, &mark).await;
    late.until(CHANGED).await;
    assert!(!late.says(CHANGED).await, "{}", late.said);
    // Somebody else's change is none of theirs.
    let stranger = world.cookie(Who::Newcomer).await.unwrap();
    let mut other = Stream::since(&world, &stranger, &mark).await;
    assert!(!other.says(CHANGED).await, "{}", other.said);
    // Heard is not fetched: whose line was cut is told again.
    let id = stream.said.rsplit("id: ").next().unwrap().lines().next().unwrap().to_owned();
    let again =
        Request::get(format!("/events?since={mark}")).header(header::COOKIE, &cookie).header("last-event-id", id);
    Stream::of(world.open(again).await).until(CHANGED).await;
}

#[tokio::test]
async fn a_page_of_another_start_of_the_program_fetches_everything() {
    let world = World::new().await;
    let cookie = world.cookie(Who::Companion).await.unwrap();
    Stream::since(&world, &cookie, "0123456789ab.0").await.until(CHANGED).await;
}

#[tokio::test]
async fn a_right_taken_for_a_day_ends_its_stream_when_the_day_is_over() {
    let world = World::new().await;
    let unit = world.office.welcome_office().await;
    let day = world.office.clock().today();
    world.office.member_until(unit, MembershipRole::Companion, "intern@example.org", day).await;
    let secret = world.office.session_of("intern@example.org").await;
    let until = world.office.principal(&secret).await.unwrap().expect("still her day").until();
    assert_eq!(until, world.office.clock().midnight(day.succ_opt().unwrap()));
    world.office.clock.advance(until - world.office.clock().now() - TimeDelta::milliseconds(500));
    let cookie = format!("{}={secret}", app::gate::session_cookie(false));
    let stream = Stream::open(&world, &cookie).await;
    let begin = Instant::now();
    world.office.clock.advance(TimeDelta::seconds(1));
    stream.end().await;
    within("closed after the day was over", begin.elapsed(), AT_ONCE);
}
