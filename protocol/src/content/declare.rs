//! What declares the kinds of letter: `kinds.rs` alone knows which there are.

use super::ContentError;

/// What is asked of what a letter says, of whichever kind.
pub(super) trait Says {
    /// What it says in its writer's own words, if it has a field `text`.
    fn text(&self) -> Option<&str>;

    /// Whether its fields are within their limits.
    fn limits(&self) -> Result<(), ContentError>;
}

/// A kind's fields and, where there are any, their limits. Texts are as long as a letter holds.
macro_rules! declare_kind {
    (
        $(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }
        $(limits($letter:ident) $limits:block)?
    ) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
            /// Fields that this version does not know.
            #[serde(flatten)]
            pub other: Other,
        }

        // somebody's words: never in a log
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }

        impl Says for $name {
            fn text(&self) -> Option<&str> {
                [$(declare_kind!(@text self $field)),*].into_iter().flatten().map(String::as_str).next()
            }

            fn limits(&self) -> Result<(), ContentError> {
                $(
                    let $letter = self;
                    $limits?;
                )?
                Ok(())
            }
        }
    };
    // the field may be one that can be left out
    (@text $letter:ident text) => {
        Option::<&String>::from(&$letter.text)
    };
    (@text $letter:ident $field:ident) => {
        None::<&String>
    };
}

/// Every kind: what a letter of it says, the value of its field `kind`, and which ways it goes.
macro_rules! declare_kinds {
    ($($kind:ident($says:ty) = $name:literal, $($direction:ident)|+;)*) => {
        /// A kind of letter that this version knows (`SPEC.md`, section 10).
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each kind's fields are documented with their type")]
        pub enum Kind {
            $($kind,)*
        }

        impl Kind {
            /// All of them, in the specification's order.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The value of the field `kind`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }

            /// The kind of this name; nothing for one that a later version brings.
            pub fn of(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$kind),)*
                    _ => None,
                }
            }

            /// Whether letters of this kind go this way.
            pub(super) const fn goes(self, direction: Direction) -> bool {
                match self {
                    $(Self::$kind => matches!(direction, $(Direction::$direction)|+),)*
                }
            }
        }

        /// A letter's kind and what belongs to it.
        #[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "kind", rename_all = "snake_case")]
        #[expect(missing_docs, reason = "each variant's type is documented")]
        pub enum Body {
            $($kind($says),)*
            /// A kind that this version does not know: kept, and shown as 'your app is too old for this letter'.
            #[serde(untagged)]
            Unknown(Other),
        }

        impl Body {
            /// The kind; nothing for one that this version does not know.
            pub const fn known_kind(&self) -> Option<Kind> {
                match self {
                    $(Self::$kind(_) => Some(Kind::$kind),)*
                    Self::Unknown(_) => None,
                }
            }

            /// What it says in its writer's own words, if it has a field `text`.
            pub fn text(&self) -> Option<&str> {
                match self {
                    $(Self::$kind(letter) => letter.text(),)*
                    Self::Unknown(fields) => fields.get("text")?.as_str(),
                }
            }

            pub(super) fn limits(&self) -> Result<(), ContentError> {
                match self {
                    $(Self::$kind(letter) => letter.limits(),)*
                    Self::Unknown(_) => Ok(()),
                }
            }
        }
    };
}

pub(super) use {declare_kind, declare_kinds};
