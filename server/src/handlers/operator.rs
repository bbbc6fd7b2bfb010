//! The operator's port: health and counts.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};

use crate::error::Refused;
use crate::metrics::Metrics;
use crate::problem_responses::problems;
use crate::state::State;
use crate::store::releases;

problems!(Operator:);

/// Whether the process answers
///
/// On the operator's port only.
#[utoipa::path(
    tag = "operator",
    operation_id = "get_livez",
    responses((status = 200, description = "It does.", body = String, content_type = "text/plain", example = json!("alive\n")))
)]
#[get("/livez")]
pub async fn livez() -> &'static str {
    "alive\n"
}

/// Whether requests can be answered
///
/// Asks the database. On the operator's port only.
#[utoipa::path(
    tag = "operator",
    operation_id = "get_readyz",
    responses(
        (status = 200, description = "They can.", body = String, content_type = "text/plain", example = json!("ready\n")),
        Operator,
    )
)]
#[get("/readyz")]
pub async fn readyz(state: Data<State>) -> Result<&'static str, Refused> {
    let now = state.now();
    state.read("ready", move |c| Ok(releases::seconds_left(c, now)?)).await?;
    Ok("ready\n")
}

/// Counts by class of route and status
///
/// In the text format of Prometheus, and nothing per organisation. On the operator's port only.
#[utoipa::path(
    tag = "operator",
    operation_id = "get_metrics",
    responses((status = 200, description = "Counts.", body = String, content_type = "text/plain",
        example = json!("fluister_requests_total{class=\"letters\",status=\"201\"} 12\n")))
)]
#[get("/metrics")]
pub async fn metrics(metrics: Data<Metrics>) -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(metrics.text())
}
