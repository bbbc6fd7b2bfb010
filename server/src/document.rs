//! The description as handlers see it: its text, and which methods it knows at an address.
//!
//! It is made by `openapi`, which knows all routes; handlers know only this, so that no circle arises.

use actix_web::dev::ResourceDef;
use actix_web::web::Bytes;
use utoipa::openapi::{OpenApi, PathItem};

/// The description, ready to be served, and what it says of addresses and methods.
#[derive(Debug)]
pub struct Document {
    /// As committed: JSON.
    pub text: Bytes,
    known: Vec<(ResourceDef, String)>,
}

impl Document {
    /// From the description and its text.
    pub fn new(description: &OpenApi, text: String) -> Self {
        let operator = Some(vec!["operator".to_owned()]);
        let known = description
            .paths
            .paths
            .iter()
            .filter(|(_, item)| methods(item).all(|(_, tags)| *tags != operator))
            .map(|(path, item)| {
                let names: Vec<&str> = methods(item).map(|(name, _)| name).collect();
                (ResourceDef::new(path.as_str()), names.join(", "))
            })
            .collect();
        Self { text: text.into(), known }
    }

    /// The methods of an address, where there is one: for the header `Allow`.
    pub fn methods_at(&self, path: &str) -> Option<&str> {
        let known = self.known.iter().find(|(pattern, _)| pattern.is_match(path))?;
        Some(&known.1)
    }
}

fn methods(item: &PathItem) -> impl Iterator<Item = (&'static str, &Option<Vec<String>>)> {
    [("GET", &item.get), ("PUT", &item.put), ("POST", &item.post), ("DELETE", &item.delete)]
        .into_iter()
        .filter_map(|(name, operation)| operation.as_ref().map(|operation| (name, &operation.tags)))
}
