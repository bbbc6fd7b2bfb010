//! Makes `file.json`: signatures over files that a directory names.

use fluister_protocol::file::{FileSignature, parts};
use fluister_protocol::id::Digest32;
use fluister_protocol::label::Label;
use serde_json::json;

use super::people::{organisation, root, sam};
use super::{File, Made, b};

pub fn file() -> Made {
    let mut file = File::new(
        "file",
        "The header `Fluister-Signature` over a file, by the root or an adviser. `expect` is the header.",
    );
    let bytes = b"<h1>How long we keep what you write</h1>";
    let digest = Digest32::of_file(bytes);
    let organisation = organisation();
    let [by_root, by_sam] = [
        FileSignature {
            key: root(1).public().0,
            signature: root(1).sign(Label::File, &parts(&organisation, &digest)).0,
        },
        FileSignature {
            key: sam().identity.public().0,
            signature: sam().identity.sign(Label::File, &parts(&organisation, &digest)).0,
        },
    ];
    for (name, signature) in [("by the root", by_root), ("by an adviser", by_sam)] {
        file.case(
            name,
            json!({
                "organisation": b(organisation.0), "file": b(bytes), "sha256": b(digest.0), "key": b(signature.key),
                "expect": signature.header(),
            }),
        );
    }
    let mut refuse = |name: &str, reason: &str, organisation: [u8; 32], bytes: &[u8], header: String| {
        let fields = json!({ "organisation": b(organisation), "file": b(bytes), "header": header });
        file.refusal(name, reason, fields);
    };
    refuse("another organisation", "signature", [1; 32], bytes, by_sam.header());
    refuse("another file", "signature", organisation.0, b"<h1>We keep it all</h1>", by_sam.header());
    let swapped = FileSignature { key: by_sam.key, signature: by_root.signature };
    refuse("another key", "signature", organisation.0, bytes, swapped.header());
    let weak = FileSignature { key: [0; 32], signature: by_root.signature };
    refuse("a key of small order", "key", organisation.0, bytes, weak.header());
    let raw = [by_sam.key.as_slice(), &by_sam.signature].concat();
    refuse("a byte short", "length", organisation.0, bytes, super::encode(&raw[..95]));
    refuse("padding", "encoding", organisation.0, bytes, format!("{}=", by_sam.header()));
    file.done()
}
