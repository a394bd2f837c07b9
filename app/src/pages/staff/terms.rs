//! The words of institutions for codes.

use crate::{i18n::Locale, language::words};
use domain::{
    consultation::{ConsultationResult, Party, SpokenLanguage, Topic},
    facts::{Anchor, Word},
    referral::ReferralState,
    step::WaiveReason,
};

/// Codes and words of every value, for fields that offer all of them.
pub(super) fn options<W: Word>(locale: Locale, word: fn(Locale, W) -> &'static str) -> Vec<(String, String)> {
    W::ALL.iter().map(|value| (value.word().to_owned(), word(locale, *value).to_owned())).collect()
}

pub(crate) fn topic(locale: Locale, topic: Topic) -> &'static str {
    match topic {
        Topic::Recognition => words!(locale, staff.topic_recognition),
        Topic::Residence => words!(locale, staff.topic_residence),
        Topic::Work => words!(locale, staff.topic_work),
        Topic::Housing => words!(locale, staff.topic_housing),
        Topic::Children => words!(locale, staff.topic_children),
        Topic::German => words!(locale, staff.topic_german),
        Topic::Insurance => words!(locale, staff.topic_insurance),
        Topic::Arrival => words!(locale, staff.topic_arrival),
        Topic::Other => words!(locale, staff.topic_other),
    }
}

pub(super) fn party(locale: Locale, party: Party) -> &'static str {
    match party {
        Party::Newcomer => words!(locale, staff.party_newcomer),
        Party::Employer => words!(locale, staff.party_employer),
        Party::Partner => words!(locale, staff.party_partner),
    }
}

pub(super) fn result(locale: Locale, result: ConsultationResult) -> &'static str {
    match result {
        ConsultationResult::Answered => words!(locale, staff.result_answered),
        ConsultationResult::FollowUp => words!(locale, staff.result_follow_up),
        ConsultationResult::PointedOn => words!(locale, staff.result_pointed_on),
        ConsultationResult::CaseWork => words!(locale, staff.result_case_work),
        ConsultationResult::Unsolved => words!(locale, staff.result_unsolved),
    }
}

pub(super) fn spoken(locale: Locale, language: SpokenLanguage) -> &'static str {
    match language {
        SpokenLanguage::German => words!(locale, staff.spoken_de),
        SpokenLanguage::English => words!(locale, staff.spoken_en),
        SpokenLanguage::Arabic => words!(locale, staff.spoken_ar),
        SpokenLanguage::Spanish => words!(locale, staff.spoken_es),
        SpokenLanguage::French => words!(locale, staff.spoken_fr),
        SpokenLanguage::Polish => words!(locale, staff.spoken_pl),
        SpokenLanguage::Russian => words!(locale, staff.spoken_ru),
        SpokenLanguage::Turkish => words!(locale, staff.spoken_tr),
        SpokenLanguage::Ukrainian => words!(locale, staff.spoken_uk),
        SpokenLanguage::Vietnamese => words!(locale, staff.spoken_vi),
        SpokenLanguage::Other => words!(locale, staff.spoken_other),
    }
}

pub(super) fn referral_state(locale: Locale, state: ReferralState) -> &'static str {
    match state {
        ReferralState::Sent => words!(locale, staff.referral_sent),
        ReferralState::Acknowledged => words!(locale, staff.referral_acknowledged),
        ReferralState::Accepted => words!(locale, staff.referral_accepted),
        ReferralState::Declined => words!(locale, staff.referral_declined),
        ReferralState::Closed => words!(locale, staff.referral_closed),
    }
}

pub(super) fn waive_reason(locale: Locale, reason: WaiveReason) -> &'static str {
    match reason {
        WaiveReason::DoneBefore => words!(locale, staff.waive_done_before),
        WaiveReason::DoneElsewhere => words!(locale, staff.waive_done_elsewhere),
        WaiveReason::NotNeeded => words!(locale, staff.waive_not_needed),
        WaiveReason::NotWanted => words!(locale, staff.waive_not_wanted),
        WaiveReason::Other => words!(locale, staff.waive_other),
    }
}

pub(super) fn anchor(locale: Locale, anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::WorkStart => words!(locale, staff.anchor_work_start),
        Anchor::ArrivalDate => words!(locale, staff.anchor_arrival_date),
        Anchor::MoveIn => words!(locale, staff.anchor_move_in),
        Anchor::VisitDate => words!(locale, staff.anchor_visit_date),
        Anchor::EntryDate => words!(locale, staff.anchor_entry_date),
        Anchor::ApplicationDate => words!(locale, staff.anchor_application_date),
        Anchor::VisaValidFrom => words!(locale, staff.anchor_visa_valid_from),
        Anchor::VisaValidUntil => words!(locale, staff.anchor_visa_valid_until),
        Anchor::PermitValidUntil => words!(locale, staff.anchor_permit_valid_until),
        Anchor::PassportValidUntil => words!(locale, staff.anchor_passport_valid_until),
        Anchor::TitleStart => words!(locale, staff.anchor_title_start),
        Anchor::LawfulResidenceStart => words!(locale, staff.anchor_lawful_residence_start),
        Anchor::ContractSigned => words!(locale, staff.anchor_contract_signed),
        Anchor::KnowledgeDate => words!(locale, staff.anchor_knowledge_date),
        Anchor::JobChange => words!(locale, staff.anchor_job_change),
        Anchor::DocumentsComplete => words!(locale, staff.anchor_documents_complete),
        Anchor::ConsentRequested => words!(locale, staff.anchor_consent_requested),
    }
}

/// What happened, by the code of its event.
pub(super) fn event(locale: Locale, kind: &str) -> &'static str {
    match kind {
        "case.announced" => words!(locale, staff.event_announced),
        "case.invited" => words!(locale, staff.event_invited),
        "case.sheet" => words!(locale, staff.event_sheet),
        "case.sheet_void" => words!(locale, staff.event_sheet_void),
        "access.reset" => words!(locale, staff.event_reset),
        "case.opened" => words!(locale, staff.event_opened),
        "case.accepted" => words!(locale, staff.event_accepted),
        "case.state" => words!(locale, staff.event_state),
        "case.ended" => words!(locale, staff.event_ended),
        "anchor.changed" => words!(locale, staff.event_anchor),
        "facts.told" => words!(locale, staff.event_facts),
        "person.corrected" => words!(locale, staff.event_corrected),
        "step.claimed" => words!(locale, staff.event_claimed),
        "step.taken_back" => words!(locale, staff.event_taken_back),
        "step.started" => words!(locale, staff.event_started),
        "step.waiting" => words!(locale, staff.event_waiting),
        "step.confirmed" => words!(locale, staff.event_confirmed),
        "step.waived" => words!(locale, staff.event_waived),
        "step.reopened" => words!(locale, staff.event_reopened),
        "companion.assigned" => words!(locale, staff.event_companion),
        "note.written" => words!(locale, staff.event_note),
        "question.asked" => words!(locale, staff.event_asked),
        "question.answered" => words!(locale, staff.event_answered),
        "referral.sent" => words!(locale, staff.event_referral_sent),
        "referral.acknowledged" => words!(locale, staff.event_referral_acknowledged),
        "referral.accepted" => words!(locale, staff.event_referral_accepted),
        "referral.declined" => words!(locale, staff.event_referral_declined),
        "referral.closed" => words!(locale, staff.event_referral_closed),
        "person.erased" => words!(locale, staff.event_erased),
        "consultation.logged" => words!(locale, staff.event_consultation),
        "consent.given" => words!(locale, staff.event_consent_given),
        "consent.revoked" => words!(locale, staff.event_consent_revoked),
        _ => words!(locale, staff.event_other),
    }
}
