//! A letter's words for people: what each kind says, from its typed fields.
//!
//! The match names every kind, so that a new one does not compile until it is shown here; a catch-all arm is refused.
#![deny(clippy::wildcard_enum_match_arm, clippy::match_wildcard_for_single_variants)]

use fluister_protocol::content::{Body, Consent};
use fluister_protocol::directory::Track;

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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

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
}
