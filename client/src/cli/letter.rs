//! What a letter says: in words for people, and in fields for programs. Each match names every kind.

use fluister_protocol::content::{Attachment, Body, Consent, Kind, Other, Report};
use fluister_protocol::directory::Track;
use fluister_protocol::id::Digest32;
use fluister_protocol::note::OwnLetter;
use serde::Serialize;
use serde_json::{Value, json};

use super::attachment;

/// What a letter says. Kinds other than a report or a message begin with their name in brackets.
pub fn words_of(body: &Body) -> String {
    let words = |lines: &[&str]| {
        let told: Vec<_> = lines.iter().copied().filter(|line| !line.is_empty()).collect();
        format!("[{}] {}", body.kind().replace('_', " "), told.join("\n"))
    };
    match body {
        Body::Report(report) => report.text.clone(),
        Body::Message(message) => message.text.clone(),
        Body::Question(question) => words(&[&numbered(question.number), &question.text]),
        Body::Answer(answer) => words(&[&to_number("question", answer.number), &answer.text]),
        Body::ConsentRequest(request) => {
            let readers = match request.readers.is_empty() {
                true => String::new(),
                false => format!("Who would know: {}", request.readers.join(", ")),
            };
            words(&[&numbered(request.number), &request.action, &readers, &request.consequences])
        }
        Body::ConsentAnswer(answer) => {
            let decision = match answer.consent {
                Consent::Yes => "yes",
                Consent::No => "no",
                Consent::Withdrawn => "withdrawn: it was allowed, and is no longer",
            };
            words(&[&to_number("request", answer.number), decision, optional(answer.text.as_ref())])
        }
        Body::TrackChange(change) => words(&[track(change.track), &change.warning]),
        Body::Acknowledgement(letter) => words(&[&letter.text]),
        Body::Feedback(letter) => words(&[&letter.text]),
        Body::Referral(referral) => words(&[&referral.name, &referral.text]),
        Body::Appointment(proposal) => words(&[
            &numbered(proposal.number),
            &proposal.on.to_string(),
            optional(proposal.time.as_ref()),
            &proposal.place,
            optional(proposal.text.as_ref()),
        ]),
        Body::AppointmentAnswer(answer) => {
            let decision = if answer.accepted { "accepted" } else { "declined" };
            words(&[&to_number("proposal", answer.number), decision, optional(answer.text.as_ref())])
        }
        Body::Aftercare(aftercare) => words(&[&aftercare.text, &asked_again(aftercare.ask_on)]),
        Body::Handover(handover) => words(&[&handover.text]),
        Body::Attachment(attached) => {
            words(&[&format!("{}, {}", attached.name, attachment::size(attached.size))])
        }
        Body::Closing(closing) => {
            words(&[&closing.text, &closing.ask_on.map(asked_again).unwrap_or_default()])
        }
        Body::Reopening(reopening) => words(&[&reopening.text]),
        Body::Withdrawal(withdrawal) => words(&[optional(withdrawal.text.as_ref())]),
        // goes from a melder's client to itself, and is never shown as a letter
        Body::Note(_) => words(&[]),
        Body::Unknown(_) => "(your fluister is too old for this letter: update it to read it)".into(),
    }
}

/// What a melder's own letter said, as far as their note kept it.
pub fn own_words(own: &OwnLetter) -> String {
    let text = own.text.as_deref();
    match Kind::of(&own.kind) {
        // its text is the file's name
        Some(Kind::Attachment) => words_of_attachment(text),
        Some(Kind::Handover) => text.unwrap_or("(you told this adviser that you go on with another)").into(),
        Some(Kind::Withdrawal) => text.unwrap_or("(you withdrew the report)").into(),
        Some(
            Kind::Report
            | Kind::Message
            | Kind::Question
            | Kind::Answer
            | Kind::ConsentRequest
            | Kind::ConsentAnswer
            | Kind::TrackChange
            | Kind::Acknowledgement
            | Kind::Feedback
            | Kind::Referral
            | Kind::Appointment
            | Kind::AppointmentAnswer
            | Kind::Aftercare
            | Kind::Closing
            | Kind::Reopening
            | Kind::Note,
        )
        | None => text.unwrap_or("(your words are not kept)").into(),
    }
}

fn words_of_attachment(name: Option<&str>) -> String {
    name.map_or_else(|| "[attachment]".into(), |name| format!("[attachment] {name}"))
}

/// A track's name.
pub const fn track(track: Track) -> &'static str {
    match track {
        Track::Conduct => "conduct",
        Track::Integrity => "integrity",
    }
}

fn numbered(number: u32) -> String {
    format!("No. {number}")
}

fn to_number(what: &str, number: u32) -> String {
    format!("To {what} no. {number}")
}

fn asked_again(day: fluister_protocol::day::Day) -> String {
    format!("To be asked again on {day}")
}

fn optional(text: Option<&String>) -> &str {
    text.map_or("", String::as_str)
}

/// Never shown of fields and kinds that this version does not know.
const SECRETS: [&str; 4] = ["thread_key", "reply_key", "key", "tokens"];

/// The letter as a JSON object, as it was sealed but for its secrets.
pub fn fields_of(body: &Body) -> Value {
    match body {
        Body::Report(report) => report_fields(report),
        Body::Attachment(attachment) => attachment_fields(attachment),
        // what a melder's client writes to itself, and is never shown as a letter
        Body::Note(_) => json!({ "kind": Kind::Note.name() }),
        Body::Message(_)
        | Body::Question(_)
        | Body::Answer(_)
        | Body::ConsentRequest(_)
        | Body::ConsentAnswer(_)
        | Body::TrackChange(_)
        | Body::Acknowledgement(_)
        | Body::Feedback(_)
        | Body::Referral(_)
        | Body::Appointment(_)
        | Body::AppointmentAnswer(_)
        | Body::Aftercare(_)
        | Body::Handover(_)
        | Body::Closing(_)
        | Body::Reopening(_)
        | Body::Withdrawal(_)
        | Body::Unknown(_) => without_secrets(written(body)),
    }
}

fn report_fields(report: &Report) -> Value {
    #[derive(Serialize)]
    struct Shown<'a> {
        kind: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        track: Option<Track>,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        categories: &'a [String],
        text: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        wants: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<&'a str>,
        #[serde(flatten)]
        other: &'a Other,
    }
    let Report { track, categories, text, wants, language, thread_key: _, reply_key: _, other } = report;
    let (wants, language) = (wants.as_deref(), language.as_deref());
    let kind = Kind::Report.name();
    without_secrets(written(&Shown { kind, track: *track, categories, text, wants, language, other }))
}

fn attachment_fields(attachment: &Attachment) -> Value {
    #[derive(Serialize)]
    struct Shown<'a> {
        kind: &'a str,
        name: &'a str,
        media_type: &'a str,
        size: u64,
        chunks: u32,
        sha256: Digest32,
        #[serde(flatten)]
        other: &'a Other,
    }
    let Attachment { name, media_type, size, chunks, key: _, tokens: _, sha256, other } = attachment;
    let (size, chunks, sha256) = (*size, *chunks, *sha256);
    let kind = Kind::Attachment.name();
    without_secrets(written(&Shown { kind, name, media_type, size, chunks, sha256, other }))
}

fn written(fields: &impl Serialize) -> Value {
    serde_json::to_value(fields).unwrap_or_default()
}

/// Fields that a later version adds can be secrets of the same names.
fn without_secrets(mut value: Value) -> Value {
    if let Some(fields) = value.as_object_mut() {
        for secret in SECRETS {
            fields.remove(secret);
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use fluister_protocol::{encoding, keys::ReplySecret, random};

    #[test]
    fn a_melders_own_letter_is_said_by_its_kind() {
        let own = |kind: &str, text: Option<&str>| {
            own_words(&serde_json::from_value(json!({ "to": [], "kind": kind, "text": text })).unwrap())
        };
        assert_eq!(own("report", Some("Words.")), "Words.");
        assert_eq!(own("answer", None), "(your words are not kept)");
        assert_eq!(own("attachment", Some("a.png")), "[attachment] a.png");
        assert_eq!(own("attachment", None), "[attachment]");
        assert_eq!(own("handover", None), "(you told this adviser that you go on with another)");
        assert_eq!(own("withdrawal", None), "(you withdrew the report)");
        // of a later version
        assert_eq!([own("recording", Some("a")), own("recording", None)], ["a", "(your words are not kept)"]);
    }

    fn said(body: Value) -> String {
        words_of(&serde_json::from_value(body).unwrap())
    }

    #[test]
    fn consent_is_told_from_its_refusal_and_its_withdrawal() {
        let answer =
            |consent: &str| said(json!({ "kind": "consent_answer", "number": 2, "consent": consent }));
        assert_eq!(answer("yes"), "[consent answer] To request no. 2\nyes");
        assert_eq!(answer("no"), "[consent answer] To request no. 2\nno");
        assert_eq!(
            answer("withdrawn"),
            "[consent answer] To request no. 2\nwithdrawn: it was allowed, and is no longer"
        );
    }

    #[test]
    fn a_request_names_who_would_know() {
        let request = json!({ "kind": "consent_request", "number": 1, "action": "A talk.",
            "readers": ["Kim", "HR"], "consequences": "They know." });
        assert_eq!(said(request), "[consent request] No. 1\nA talk.\nWho would know: Kim, HR\nThey know.");
    }

    #[test]
    fn an_appointment_and_its_answer() {
        let proposal =
            json!({ "kind": "appointment", "number": 3, "on": "2026-12-01", "place": "By telephone" });
        assert_eq!(said(proposal), "[appointment] No. 3\n2026-12-01\nBy telephone");
        let answer =
            |accepted| said(json!({ "kind": "appointment_answer", "number": 3, "accepted": accepted }));
        assert_eq!(answer(true), "[appointment answer] To proposal no. 3\naccepted");
        assert_eq!(answer(false), "[appointment answer] To proposal no. 3\ndeclined");
    }

    /// So many bytes, as JSON has them.
    fn bytes(count: usize) -> Value {
        encoding::encode(&vec![9; count]).into()
    }

    fn shown(letter: Value) -> Value {
        fields_of(&serde_json::from_value(letter).unwrap())
    }

    #[test]
    fn a_letter_is_shown_as_it_was_sealed_but_for_its_secrets() {
        let report = json!({ "kind": "report", "track": "conduct", "categories": ["a"], "text": "b", "wants": "c",
            "language": "nl", "later": 1 });
        let mut sealed = report.clone();
        sealed["thread_key"] = bytes(32);
        let reply_key = ReplySecret::generate(&mut random::system()).public();
        sealed["reply_key"] = encoding::encode(reply_key.as_bytes()).into();
        assert_eq!(shown(sealed), report);

        let attachment = json!({ "kind": "attachment", "name": "a.png", "media_type": "image/png", "size": 3,
            "chunks": 1, "sha256": bytes(32) });
        let mut sealed = attachment.clone();
        sealed["key"] = bytes(32);
        sealed["tokens"] = bytes(32);
        assert_eq!(shown(sealed), attachment);

        let message = json!({ "kind": "message", "text": "a", "later": 1 });
        assert_eq!(shown(message.clone()), message);
    }

    #[test]
    fn a_kind_that_is_not_known_keeps_secrets_of_known_names() {
        let later = json!({ "kind": "recording", "seconds": 9, "key": "a", "tokens": "b" });
        assert_eq!(shown(later), json!({ "kind": "recording", "seconds": 9 }));
    }
}
