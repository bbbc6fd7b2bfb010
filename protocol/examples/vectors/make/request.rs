//! Makes `request.json`: requests to be appointed.

use fluister_protocol::id::OrganisationId;
use fluister_protocol::request::AppointmentRequest;
use fluister_protocol::signed::Signed;
use serde_json::{Value, json};

use super::people::{directory, kim, organisation, sam, sign};
use super::{File, Made, b};

pub fn file() -> Made {
    let mut file = File::new("request", "Requests to be appointed, as an administrator verifies them.");
    let good = AppointmentRequest { version: 1, organisation: organisation(), adviser: kim().profile() };
    let signed = |request: &AppointmentRequest| kim().identity.sign_payload(request).unwrap();
    let fields = |signed: &Signed| json!({ "organisation": b(organisation().0), "signed": signed });
    let mut case = fields(&signed(&good));
    case["expect"] = json!({ "adviser": b(kim().identity.public().adviser().0), "name": "Kim" });
    file.case("Kim asks", case);

    let mut refuse = |name: &str, reason: &str, fields: Value| file.refusal(name, reason, fields);
    let elsewhere = AppointmentRequest { organisation: OrganisationId([1; 32]), ..good.clone() };
    refuse("for another organisation", "organisation", fields(&signed(&elsewhere)));
    let other = sam().identity.sign_payload(&good).unwrap();
    refuse("signed by somebody else", "signature", fields(&other));
    let mut altered = signed(&good);
    let at = altered.payload.windows(3).position(|bytes| bytes == b"Kim").unwrap();
    altered.payload[at] = b'T';
    refuse("altered", "signature", fields(&altered));
    refuse("a directory in its place", "json-shape", fields(&sign(&directory(), 1)));
    let newer = AppointmentRequest { version: 2, ..good.clone() };
    refuse("a newer version", "version", fields(&signed(&newer)));
    let mut nameless = good;
    nameless.adviser.name = " ".into();
    refuse("a blank name", "limit", fields(&signed(&nameless)));
    file.done()
}
