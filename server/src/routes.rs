//! The whole map of addresses, a line each.

use actix_web::dev::HttpServiceFactory;
use actix_web::web;
use utoipa_actix_web::{OpenApiFactory, service_config};

use crate::handlers::{
    advisers, challenge, chunks, description, directory, files, inbox, letters, notifications, operator,
    organisation, server, sessions, tokens, vault,
};
use crate::web as pages;

/// What takes the routes: a worker's app, or the API's description.
pub trait Map {
    /// Adds a route.
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, operation: F) -> &mut Self;
}

/// An app that answers. It makes no description: each worker would make its own, in 2 MiB that are never used.
impl Map for web::ServiceConfig {
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, operation: F) -> &mut Self {
        self.service(operation)
    }
}

impl Map for service_config::ServiceConfig<'_> {
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, operation: F) -> &mut Self {
        self.service(operation)
    }
}

/// What clients reach.
pub fn public(map: &mut impl Map) {
    map.service(server::get) //              GET    /v1/server
        .service(organisation::get) //       GET    /v1/organisations/{slug}
        .service(directory::get) //          GET    /v1/organisations/{slug}/directory/{serial}
        .service(directory::put) //          PUT    /v1/organisations/{slug}/directory
        .service(advisers::put_keys) //      PUT    /v1/organisations/{slug}/advisers/{id}/keys
        .service(advisers::put_heartbeat) // PUT    /v1/organisations/{slug}/advisers/{id}/heartbeat
        .service(advisers::get_heartbeats) // GET    /v1/organisations/{slug}/heartbeats
        .service(files::get) //              GET    /v1/organisations/{slug}/files/{sha256}
        .service(files::put) //              PUT    /v1/organisations/{slug}/files/{sha256}
        .service(challenge::get) //          GET    /v1/organisations/{slug}/challenge
        .service(letters::post) //           POST   /v1/organisations/{slug}/letters
        .service(inbox::get) //              GET    /v1/organisations/{slug}/letters
        .service(tokens::fetch) //           POST   /v1/letters/fetch
        .service(tokens::delete) //          POST   /v1/letters/delete
        .service(chunks::put) //             PUT    /v1/organisations/{slug}/chunks/{id}
        .service(chunks::fetch) //           POST   /v1/chunks/fetch
        .service(chunks::delete) //          POST   /v1/chunks/delete
        .service(chunks::missing) //         POST   /v1/chunks/missing
        .service(sessions::challenge) //     POST   /v1/sessions/challenge
        .service(sessions::open) //          POST   /v1/sessions
        .service(sessions::close) //         DELETE /v1/sessions
        .service(notifications::get) //      GET    /v1/notifications
        .service(notifications::put) //      PUT    /v1/notifications
        .service(notifications::delete) //   DELETE /v1/notifications
        .service(vault::wrap) //             GET    /v1/vault/wrap
        .service(vault::records) //          GET    /v1/vault/records
        .service(vault::record) //           GET    /v1/vault/records/{id}
        .service(vault::change) //           POST   /v1/vault/records
        .service(vault::delete) //           DELETE /v1/vault
        .service(description::openapi) //    GET    /openapi.json
        .service(description::docs) //       GET    /docs
        .service(description::asset) //      GET    /docs/{file}
        .service(description::problem_list) // GET    /problems
        .service(description::problem_page); // GET    /problems/{name}
}

/// What people open in a browser; they are no part of the description. After all others: `/{slug}` fits much.
pub fn pages(app: &mut web::ServiceConfig) {
    app.route("/", web::to(pages::root))
        .route("/help", web::to(pages::help))
        .route("/web/{file}", web::to(pages::file))
        .route("/adviser/", web::to(pages::adviser))
        .route("/adviser/{file}", web::to(pages::adviser_file))
        .route("/organisation/", web::to(pages::administrator))
        .route("/organisation/{file}", web::to(pages::administrator_file))
        .route("/{slug}", web::to(pages::organisation))
        .route("/{slug}/", web::to(pages::with_slash));
}

/// What the operator reaches, on a port of its own.
pub fn operator(map: &mut impl Map) {
    map.service(operator::livez) //          GET    /livez
        .service(operator::readyz) //        GET    /readyz
        .service(operator::metrics); //      GET    /metrics
}
