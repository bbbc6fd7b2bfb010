//! The fluister server: a box of identical sealed letters, and what surrounds it.
//!
//! It depends on the protocol without its feature `seal`, and so has no code that could open a letter. A request goes
//! one way: [`access`] (what every request goes through), [`routes`], [`extract`], [`credential`] and [`body`]
//! (which refuse what is wrong), a handler, one transaction of the [`store`], an answer.

pub mod access;
pub mod batch;
pub mod body;
pub mod clock;
pub mod config;
pub mod credential;
pub mod document;
pub mod error;
pub mod extract;
pub mod handlers;
pub mod items;
pub mod limits;
pub mod metrics;
pub mod notifications;
pub mod openapi;
pub mod paid;
pub mod problem;
pub mod problem_responses;
pub mod routes;
pub mod running;
pub mod state;
pub mod stateless_token;
pub mod store;
pub mod streamed_letters;
pub mod sweep;
pub mod web;
pub mod wipe;
