//! What holders of tokens do: fetch and delete.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use fluister_protocol::size;

use crate::body::{FourTokens, Octets};
use crate::error::Refused;
use crate::problem::Problem;
use crate::problem_responses::{OCTET_BODY, problems};
use crate::state::State;
use crate::store::letters;
use crate::streamed_letters::StreamedLetters;

problems!(PostTokens: OCTET_BODY, &[Problem::TokenSize, Problem::NotInFours]);

/// Fetch letters
///
/// 4, 8, 12 or 16 tokens of 32 bytes each, at most 512 bytes. The answer has as many times 16,384 bytes, in the same
/// order: a letter, or zeros where there is none. It is never compressed, so that neither its size nor its status tells
/// anything.
#[utoipa::path(
    tag = "letters",
    operation_id = "fetch_letters",
    request_body(content = inline(Octets), content_type = "application/octet-stream",
        description = "4, 8, 12 or 16 tokens, random ones where fewer are meant.",
        example = json!("(4, 8, 12 or 16 times 32 bytes)")),
    responses(
        (status = 200, description = "As many times 16,384 bytes.", body = inline(Octets),
            content_type = "application/octet-stream", example = json!("(4, 8, 12 or 16 times 16,384 bytes)")),
        PostTokens,
    )
)]
#[post("/v1/letters/fetch")]
pub async fn fetch(state: Data<State>, tokens: FourTokens) -> Result<HttpResponse, Refused> {
    let found = state.read("letters fetch", move |c| Ok(letters::fetch(c, &tokens.0)?)).await?;
    // zeros where there is none
    let letters = found.into_iter().map(|letter| letter.unwrap_or_else(|| vec![0; size::LETTER])).collect();
    Ok(HttpResponse::Ok().content_type("application/octet-stream").body(StreamedLetters::new(letters)))
}

/// Delete letters
///
/// 4, 8, 12 or 16 tokens of 32 bytes each, at most 512 bytes; random ones where fewer are meant. The answer is the same
/// whether or not they existed.
#[utoipa::path(
    tag = "letters",
    operation_id = "delete_letters",
    request_body(content = inline(Octets), content_type = "application/octet-stream",
        description = "4, 8, 12 or 16 tokens, random ones where fewer are meant.",
        example = json!("(4, 8, 12 or 16 times 32 bytes)")),
    responses(
        (status = 204, description = "Nothing lies under these tokens."),
        PostTokens,
    )
)]
#[post("/v1/letters/delete")]
pub async fn delete(state: Data<State>, tokens: FourTokens) -> Result<HttpResponse, Refused> {
    state.write("letters delete", move |c| Ok(letters::delete(c, &tokens.0)?)).await?;
    Ok(HttpResponse::NoContent().finish())
}
