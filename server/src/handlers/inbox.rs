//! The organisation's box, for its advisers.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use fluister_protocol::encoding;
use fluister_protocol::id::Id;
use fluister_protocol::size;
use serde::Serialize;
use utoipa::ToSchema;

use crate::credential::AdviserSession;
use crate::error::Refused;
use crate::extract::{OrganisationPath, Page};
use crate::problem::Problem;
use crate::problem_responses::{SESSION, problems};
use crate::state::State;
use crate::stateless_token::cursor;
use crate::store::letters::{self, Position};
use crate::store::{notifications, releases};

/// The most letters in one page.
pub const PAGE: u32 = 64;

/// A page of the box.
#[derive(Debug, Serialize, ToSchema)]
pub struct BoxPage {
    /// Letters of closed releases; within a release sorted by id, so that nothing tells when one came.
    #[schema(max_items = 64)]
    letters: Vec<BoxLetter>,
    /// Where to go on, now or another day: `after` of the next call. Opaque.
    next: String,
    /// Whether all closed releases were served.
    complete: bool,
    /// Seconds until the open release is closed.
    next_release: u64,
}

/// A letter of the box, for whichever adviser it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct BoxLetter {
    /// base64url of 32 bytes.
    id: String,
    /// The day its release was closed (UTC).
    #[schema(format = Date)]
    day: String,
    /// base64url of 16,384 bytes.
    letter: String,
}

impl BoxPage {
    fn example() -> Self {
        let mut letter = encoding::encode(b"FLU1");
        letter.push('…');
        Self {
            letters: vec![BoxLetter {
                id: encoding::encode(&[9; size::ID]),
                day: "2026-11-22".to_owned(),
                letter,
            }],
            next: encoding::encode(&[7; 56]),
            complete: true,
            next_release: 1_234,
        }
    }
}

problems!(
    GetBox: SESSION, &[
        Problem::SessionMissing,
        Problem::SessionOrganisation,
        Problem::Path,
        Problem::Query,
        Problem::Cursor,
        Problem::UnknownOrganisation,
    ]
);

/// A page of the organisation's box
///
/// All letters of all advisers, in releases: what came since the last release is served once the open one is closed, so
/// that no adviser learns when a letter came. Clients skip ids that they know, since letters of past days may come
/// again. At most 64 letters a page.
#[utoipa::path(
    tag = "advisers",
    operation_id = "get_box",
    params(OrganisationPath, Page),
    security(("session" = [])),
    responses(
        (status = 200, description = "A page.", body = BoxPage, example = json!(BoxPage::example())),
        GetBox,
    )
)]
#[get("/v1/organisations/{slug}/letters")]
pub async fn get(
    state: Data<State>,
    path: OrganisationPath,
    session: AdviserSession,
    page: Page,
) -> Result<HttpResponse, Refused> {
    let organisation = session.organisation;
    let start = Position { release: 0, id: Id([0; 32]) };
    let after = page.after.map_or(Ok(start), |text| cursor::parse(&state.key, &organisation, &text))?;
    let (now, adviser) = (state.now(), session.adviser);
    let (found, next_release, waiting_in) = state
        .read("box", move |c| {
            if super::organisation(c, &path.slug)?.id != organisation {
                return Err(Problem::SessionOrganisation.into());
            }
            let found = letters::box_page(c, organisation, after, page.limit as usize)?;
            // the release that was open when this adviser, who is to be told of something, had read all
            let is_waiting = found.complete && notifications::is_waiting(c, organisation, adviser)?;
            let waiting_in = if is_waiting { Some(releases::open_number(c)?) } else { None };
            Ok((found, releases::seconds_left(c, now)?, waiting_in))
        })
        .await?;
    if let Some(open) = waiting_in {
        let noted = state
            .store
            .write_alone("notifications looked", move |c| {
                notifications::looked(c, organisation, adviser, open)
            })
            .await;
        // a full disk keeps nobody from reading
        if let Err(error) = noted {
            tracing::warn!(%error, "an adviser who has read the box may be told to look into it");
        }
    }
    Ok(HttpResponse::Ok().json(BoxPage {
        letters: found.letters.into_iter().map(BoxLetter::from).collect(),
        next: cursor::write(&state.key, &organisation, &found.next)?,
        complete: found.complete,
        next_release,
    }))
}

impl From<letters::BoxLetter> for BoxLetter {
    fn from(letter: letters::BoxLetter) -> Self {
        Self {
            id: letter.id.to_string(),
            day: letter.day.to_string(),
            letter: encoding::encode(&letter.bytes),
        }
    }
}
