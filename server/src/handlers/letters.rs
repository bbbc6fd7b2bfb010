//! Posting letters.

use std::sync::Arc;

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use fluister_protocol::day::Day;
use fluister_protocol::id::{Digest32, OrganisationId};
use fluister_protocol::work::Work;

use crate::body::{FourLetters, Octets};
use crate::config::Quotas;
use crate::credential::MaybeSession;
use crate::error::Refused;
use crate::extract::{OrganisationPath, WorkHeader};
use crate::limits;
use crate::paid::Paid;
use crate::problem::Problem;
use crate::problem_responses::{OCTET_BODY, SESSION, problems};
use crate::state::{State, Stop};
use crate::stateless_token::work;
use crate::store::counts::BySession;
use crate::store::letters::{self, Insertion, Known, Letter};
use crate::store::{Connection, counts, releases, size, spent};

problems!(
    PostLetters: OCTET_BODY, SESSION, &[
        Problem::Path,
        Problem::Header,
        Problem::Encoding,
        Problem::UnknownOrganisation,
        Problem::LetterSize,
        Problem::NotInFours,
        Problem::NotALetter,
        Problem::LetterTwice,
        Problem::LetterConflict,
        Problem::WorkMissing,
        Problem::WorkForged,
        Problem::WorkExpired,
        Problem::WorkInsufficient,
        Problem::WorkSpent,
        Problem::SessionQuota,
        Problem::StorageFull,
        Problem::SessionOrganisation,
    ]
);

/// Post letters
///
/// 4, 8, 12 or 16 letters, all or none: each its id (32 bytes, the SHA-256 of its token) and the letter (16,384 bytes),
/// one after the other, at most 262,656 bytes. Needs a proof of work (`Fluister-Work`: base64url of the challenge, 64
/// bytes, and the nonce, 8 bytes); an adviser's session, where one is sent, lets off its difficulty, for as many letters as
/// one adviser may post so in a day. The same letters
/// sent again are answered 200 before any work is looked at; other bytes under a known id are a conflict, and nothing
/// is stored.
#[utoipa::path(
    tag = "letters",
    operation_id = "post_letters",
    params(OrganisationPath),
    security(("work" = []), ("work" = [], "session" = [])),
    request_body(content = inline(Octets), content_type = "application/octet-stream",
        description = "4, 8, 12 or 16 times an id (32 bytes) and a letter (16,384 bytes).",
        example = json!("(4, 8, 12 or 16 times 16,416 bytes)")),
    responses(
        (status = 200, description = "All of these letters were here already, the same byte for byte."),
        (status = 201, description = "Stored, on the disk."),
        PostLetters,
    )
)]
#[post("/v1/organisations/{slug}/letters")]
pub async fn post(
    state: Data<State>,
    path: OrganisationPath,
    work: WorkHeader,
    session: MaybeSession,
    posted: FourLetters,
) -> Result<HttpResponse, Refused> {
    let asked = Arc::clone(&posted.letters);
    let (organisation, known) = state
        .read("letters compare", move |c| {
            let id = super::organisation(c, &path.slug)?.id;
            Ok((id, letters::compare(c, id, &asked)?))
        })
        .await?;
    if known == Known::Same {
        return Ok(HttpResponse::Ok().finish());
    }
    let adviser = session.adviser(organisation)?;
    let work = work.0.ok_or(Problem::WorkMissing)?;
    let body = &posted.body;
    let difficulty = work::accept(&state.key, &organisation, &work, body, adviser.is_some(), state.now())?;
    let post = Post {
        organisation,
        letters: posted.letters,
        work,
        paid: adviser.map_or(Paid::Work(difficulty), Paid::Session),
        today: state.today(),
        quotas: state.quotas,
    };
    let known = state.write("letters post", move |c| post.store(c)).await?;
    Ok(match known {
        Known::Same => HttpResponse::Ok().finish(),
        _ => HttpResponse::Created().finish(),
    })
}

/// A post whose work has been accepted.
struct Post {
    organisation: OrganisationId,
    letters: Arc<[Letter]>,
    work: Work,
    paid: Paid,
    today: Day,
    quotas: Quotas,
}

impl Post {
    /// Stores all letters or none.
    fn store(&self, c: &mut Connection) -> Result<Known, Stop> {
        // first, since it takes the lock that keeps the release open until this is committed
        let release = releases::open(c)?.number;
        match letters::compare(c, self.organisation, &self.letters)? {
            Known::Conflict => return Err(Problem::LetterConflict.into()),
            Known::Same => return Ok(Known::Same),
            Known::New => {}
        }
        if let Some(quota) = self.quotas.storage {
            let bytes: u64 = self.letters.iter().map(|letter| letter.bytes.len() as u64).sum();
            limits::room(quota, size::bytes(c)? + bytes, self.paid.is_by_session())?;
        }
        let count = self.letters.len() as u64;
        self.paid.check(
            c,
            &self.quotas,
            self.organisation,
            BySession { letters: count, chunks: 0 },
            self.today,
        )?;
        if !spent::spend(c, Digest32::of_file(&self.work.challenge).0, self.today)? {
            return Err(Problem::WorkSpent.into());
        }
        if letters::insert(c, self.organisation, &self.letters, release)? == Insertion::Conflict {
            return Err(Stop::moment("other bytes were posted"));
        }
        match self.paid {
            Paid::Work(_) => counts::add(c, self.organisation, release, count)?,
            Paid::Session(adviser) => {
                counts::add_by_session(c, self.organisation, adviser, release, count, self.today)?;
            }
        }
        Ok(Known::New)
    }
}
