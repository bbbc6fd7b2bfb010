//! Which names a file takes from elsewhere: its `use` items, and the paths that it writes out.

use super::tokens::Token;

/// One name of a `use` item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// As it is written, from the first part on; `*` at the end takes all.
    pub path: Vec<String>,
    /// What it is called here.
    pub name: String,
    /// Whether others can take it from here.
    pub public: bool,
}

/// What a file says of modules and of names.
#[derive(Debug, Default)]
pub struct Names {
    /// `mod name;`
    pub modules: Vec<String>,
    /// What its `use` items bring.
    pub imports: Vec<Import>,
    /// What it makes itself, methods included.
    pub items: Vec<String>,
    /// Every other path of one part or more.
    pub paths: Vec<Vec<String>>,
}

/// What stands before the name of something that a file makes.
const MAKING: [&str; 7] = ["const", "enum", "fn", "static", "struct", "trait", "type"];

impl Names {
    /// Of the tokens of a file.
    pub fn of(tokens: &[Token]) -> Self {
        let mut names = Self::default();
        let (mut rest, mut public) = (tokens, false);
        while let Some((first, others)) = rest.split_first() {
            match (first.word(), others) {
                (Some("pub"), _) => {
                    public = true;
                    rest = after_visibility(others);
                    continue;
                }
                (Some("use"), _) => {
                    let end = others.iter().position(|t| t.is_sign(';')).unwrap_or(others.len());
                    let (tree, after) = others.split_at_checked(end).unwrap_or((others, &[]));
                    names.take_tree(&[], tree, public);
                    rest = after;
                }
                (Some("mod"), [Token::Word(name), Token::Sign(';'), after @ ..]) => {
                    names.modules.push(name.clone());
                    rest = after;
                }
                // `const fn` makes what stands after `fn`
                (Some(making), [Token::Word(name), after @ ..])
                    if MAKING.contains(&making) && name != "fn" =>
                {
                    names.items.push(name.clone());
                    rest = after;
                }
                (Some(_), _) => {
                    let (path, after) = path(rest);
                    names.paths.push(path);
                    rest = after;
                }
                (None, _) => rest = others,
            }
            public = false;
        }
        names
    }

    /// One tree of a `use` item, or one branch of it.
    fn take_tree(&mut self, before: &[String], tree: &[Token], public: bool) {
        let (path, after) = path(tree);
        let mut path = [before, path.as_slice()].concat();
        match after {
            [Token::Path, Token::Sign('{'), inside @ .., Token::Sign('}')]
            | [Token::Sign('{'), inside @ .., Token::Sign('}')] => {
                for branch in branches(inside) {
                    self.take_tree(&path, branch, public);
                }
            }
            [Token::Path, Token::Sign('*')] => {
                path.push("*".into());
                self.imports.push(Import { path, name: "*".into(), public });
            }
            _ => {
                if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
                    path.pop();
                }
                let alias = match after {
                    [keyword, Token::Word(alias)] if keyword.is("as") => Some(alias),
                    _ => None,
                };
                if let Some(name) = alias.or(path.last()).cloned() {
                    self.imports.push(Import { path, name, public });
                }
            }
        }
    }
}

/// Past `(crate)`, `(super)` or `(in …)`.
fn after_visibility(tokens: &[Token]) -> &[Token] {
    match tokens {
        [Token::Sign('('), Token::Word(word), ..]
            if ["crate", "super", "self", "in"].contains(&word.as_str()) =>
        {
            let end = tokens.iter().position(|token| token.is_sign(')')).map_or(tokens.len(), |at| at + 1);
            tokens.get(end..).unwrap_or_default()
        }
        _ => tokens,
    }
}

/// The words at the beginning that `::` joins, and what follows.
fn path(tokens: &[Token]) -> (Vec<String>, &[Token]) {
    let (mut path, mut rest) = (Vec::new(), tokens);
    if let [Token::Word(first), after @ ..] = rest {
        path.push(first.clone());
        rest = after;
        while let [Token::Path, Token::Word(next), after @ ..] = rest {
            path.push(next.clone());
            rest = after;
        }
    }
    (path, rest)
}

/// The parts between commas, braces within them left whole.
fn branches(tokens: &[Token]) -> Vec<&[Token]> {
    let mut depth = 0_i32;
    let at_top = |token: &Token| {
        depth += i32::from(token.is_sign('{')) - i32::from(token.is_sign('}'));
        depth == 0 && token.is_sign(',')
    };
    tokens.split(at_top).filter(|branch| !branch.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tokens;
    use super::*;

    fn names(source: &str) -> Names {
        Names::of(&tokens::of(source))
    }

    fn imports(source: &str) -> Vec<String> {
        let shown = |import: &Import| {
            let public = if import.public { "pub " } else { "" };
            format!("{public}{} as {}", import.path.join("::"), import.name)
        };
        names(source).imports.iter().map(shown).collect()
    }

    #[test]
    fn a_use_item_is_taken_apart() {
        assert_eq!(imports("use crate::a::B;"), ["crate::a::B as B"]);
        assert_eq!(
            imports("use super::{a::{self, B as C, d::*}, E};"),
            ["super::a as a", "super::a::B as C", "super::a::d::* as *", "super::E as E"]
        );
        assert_eq!(imports("pub(crate) use a::{B, C,};"), ["pub a::B as B", "pub a::C as C"]);
        assert_eq!(imports("pub fn f() {} use a::b as _;"), ["a::b as _"]);
    }

    #[test]
    fn modules_and_paths_are_told_from_one_another() {
        let names = names("mod a; pub(super) mod b; fn c() { crate::d::E::f(); $crate::g!(); }");
        assert_eq!(names.modules, ["a", "b"]);
        assert!(names.paths.contains(&vec!["crate".into(), "d".into(), "E".into(), "f".into()]));
        assert!(names.paths.contains(&vec!["crate".into(), "g".into()]));
    }
}
