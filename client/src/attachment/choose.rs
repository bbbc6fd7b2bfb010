//! Which attachment somebody means.

use fluister_protocol::content::Attachment;

use super::AttachmentError;

/// An attachment that can be meant.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// Its letter's number.
    pub n: u32,
    /// Who sent it, where that has to be said.
    pub from: Option<&'a str>,
    /// What its letter says.
    pub attachment: &'a Attachment,
}

impl Candidate<'_> {
    fn described(&self) -> String {
        let Self { n, from, attachment } = self;
        let from = from.map(|from| format!(", of {from}")).unwrap_or_default();
        format!("{} (letter {n}{from})", attachment.name)
    }
}

/// The one of this name, or in the letter of this number.
///
/// # Errors
/// [`AttachmentError::NoSuch`], [`AttachmentError::Ambiguous`], [`AttachmentError::None`].
pub fn choose<'a>(candidates: Vec<Candidate<'a>>, name: &str) -> Result<&'a Attachment, AttachmentError> {
    let described = |some: &[Candidate<'_>]| some.iter().map(Candidate::described).collect();
    if candidates.is_empty() {
        return Err(AttachmentError::None);
    }
    let named: Vec<_> =
        candidates.iter().filter(|candidate| candidate.attachment.name == name).copied().collect();
    let numbered = || {
        let number = name.parse().ok();
        candidates.iter().filter(|candidate| Some(candidate.n) == number).copied().collect()
    };
    let found: Vec<_> = if named.is_empty() { numbered() } else { named };
    match found.as_slice() {
        [one] => Ok(one.attachment),
        [] => Err(AttachmentError::NoSuch { name: name.into(), there: described(&candidates) }),
        several => Err(AttachmentError::Ambiguous { name: name.into(), there: described(several) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fluister_protocol::chunk::{AttachmentKey, AttachmentTokens};
    use fluister_protocol::content::Other;
    use fluister_protocol::id::Digest32;

    fn attachment(name: &str) -> Attachment {
        Attachment {
            name: name.into(),
            media_type: "image/png".into(),
            size: 0,
            chunks: 1,
            key: AttachmentKey::new([1; 32]),
            tokens: AttachmentTokens::new([1; 32]),
            sha256: Digest32([0; 32]),
            other: Other::new(),
        }
    }

    #[test]
    fn a_name_comes_before_a_number() {
        let (plan, other, number) = (attachment("plan.png"), attachment("plan.png"), attachment("2"));
        let all = || {
            [(1, &plan), (2, &other), (3, &number)]
                .map(|(n, attachment)| Candidate { n, from: None, attachment })
                .to_vec()
        };
        assert!(std::ptr::eq(choose(all(), "2").unwrap(), &number));
        assert!(std::ptr::eq(choose(all(), "1").unwrap(), &plan));
        let said = |name| choose(all(), name).unwrap_err().to_string();
        assert_eq!(
            said("plan.png"),
            "more than one attachment is called plan.png: give its number instead (plan.png (letter 1), plan.png (letter 2))"
        );
        assert!(said("4").starts_with("no attachment here is called 4. There are: plan.png (letter 1), "));
        assert!(matches!(choose(Vec::new(), "1"), Err(AttachmentError::None)));
    }
}
