//! Mail texts, as data in `content/mails`, one file for each language.

use super::Template;
use crate::{
    error::{Error, Result},
    office::Office,
};
use domain::language::Language;
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

/// One mail's words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    subject: String,
    paragraphs: Vec<String>,
    button: String,
}

/// A language's mails.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts {
    greeting: String,
    farewell: String,
    /// Told beneath every mail: what to do if it was not meant for the reader.
    not_you: String,
    mails: BTreeMap<String, Words>,
}

static MAILS: LazyLock<std::result::Result<BTreeMap<&'static str, Texts>, String>> = LazyLock::new(|| {
    [
        ("de", include_str!("../../content/mails/de.json")),
        ("en", include_str!("../../content/mails/en.json")),
        ("ar", include_str!("../../content/mails/ar.json")),
        ("vi", include_str!("../../content/mails/vi.json")),
    ]
    .into_iter()
    .map(|(tag, text)| {
        let mails = serde_json::from_str(text).map_err(|error| format!("mails of {tag}: {error}"))?;
        Ok((tag, mails))
    })
    .collect()
});

/// A mail ready for the outbox.
pub(super) struct Rendered {
    pub(super) subject: String,
    pub(super) plain: String,
    pub(super) html: String,
}

pub(super) fn render(template: &Template, language: Language, office: &Office, address: &str) -> Result<Rendered> {
    let all = MAILS.as_ref().map_err(Error::inconsistent)?;
    let mails = all.get(language.tag()).ok_or_else(|| Error::inconsistent(format!("mails of {language}")))?;
    let code = template.code();
    let words = mails.mails.get(code).ok_or_else(|| Error::inconsistent(format!("mail {code} in {language}")))?;
    let fill = |text: &str| text.replace("{city}", &office.city);
    let subject = fill(&words.subject);
    let contact = format!("Welcome Office {}\n{}, {}\n{}", office.city, office.street, office.place, office.phone);
    let mut plain = format!("{}\n\n", fill(&mails.greeting));
    for paragraph in &words.paragraphs {
        plain.extend([&*fill(paragraph), "\n\n"]);
    }
    let (button, not_you, farewell) = (fill(&words.button), fill(&mails.not_you), fill(&mails.farewell));
    plain.extend([&*button, ":\n", address, "\n\n", &*not_you, "\n\n", &*farewell, "\n", &*contact, "\n"]);
    Ok(Rendered { subject, plain, html: html(language, mails, words, &fill, address, &contact) })
}

/// One column, no images, nothing loaded from anywhere.
fn html(
    language: Language,
    mails: &Texts,
    words: &Words,
    fill: &impl Fn(&str) -> String,
    address: &str,
    contact: &str,
) -> String {
    let paragraph = |text: &str| format!("<p style=\"margin:0 0 16px\">{}</p>", escape(&fill(text)));
    let paragraphs: String = words.paragraphs.iter().map(|text| paragraph(text)).collect();
    format!(
        "<!DOCTYPE html><html lang=\"{language}\" dir=\"{direction}\"><head><meta charset=\"utf-8\"><title>{subject}</title></head>\
         <body style=\"margin:0;padding:24px;font:18px/1.6 sans-serif;color:#171a2b;background:#fff\">\
         <div style=\"max-width:560px;margin:0 auto\">{greeting}{paragraphs}\
         <p style=\"margin:0 0 24px\"><a href=\"{address}\" style=\"display:inline-block;padding:14px 24px;background:#151c7a;color:#fff;border-radius:4px\">{button}</a></p>\
         <p style=\"margin:0 0 16px;font-size:15px;word-break:break-all\" dir=\"ltr\">{address}</p>\
         <p style=\"margin:0 0 16px;font-size:15px\">{not_you}</p>\
         <p style=\"margin:0;font-size:15px\">{farewell}<br>{contact}</p></div></body></html>",
        direction = language.direction(),
        subject = escape(&fill(&words.subject)),
        greeting = paragraph(&mails.greeting),
        address = escape(address),
        button = escape(&fill(&words.button)),
        not_you = escape(&fill(&mails.not_you)),
        farewell = escape(&fill(&mails.farewell)),
        contact = escape(contact).replace('\n', "<br>"),
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::office;

    #[test]
    fn every_mail_exists_in_every_language_and_carries_its_link() {
        for language in Language::ALL {
            for template in Template::ALL {
                let mail = render(&template, language, &office(), "http://localhost:3000/de/link/x").unwrap();
                assert!(!mail.subject.is_empty() && !mail.subject.contains('{'), "{template:?} {language}");
                assert!(mail.plain.contains("http://localhost:3000/de/link/x"), "{template:?} {language}");
                assert!(!mail.plain.contains('{') && !mail.html.contains("{city}"), "{template:?} {language}");
            }
        }
    }

    #[test]
    fn mails_are_translated_not_copied() {
        let subject = |template: &Template, language| {
            render(template, language, &office(), "x").map(|mail| mail.subject).unwrap()
        };
        for template in Template::ALL {
            let subjects: std::collections::BTreeSet<_> =
                Language::ALL.into_iter().map(|language| subject(&template, language)).collect();
            assert_eq!(subjects.len(), Language::ALL.len(), "{template:?}");
        }
    }
}
