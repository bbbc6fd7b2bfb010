//! A source file as the words and signs that the compiler sees: without comments, strings and unit tests.

/// One word or sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A name or keyword.
    Word(String),
    /// `::`
    Path,
    /// Any other sign.
    Sign(char),
}

impl Token {
    /// The name, if it is one.
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Word(word) => Some(word),
            Self::Path | Self::Sign(_) => None,
        }
    }

    /// Whether it is this word.
    pub fn is(&self, word: &str) -> bool {
        self.word() == Some(word)
    }

    /// Whether it is this sign.
    pub fn is_sign(&self, sign: char) -> bool {
        *self == Self::Sign(sign)
    }
}

/// The tokens of a file, its `#[cfg(test)]` items left out.
pub fn of(source: &str) -> Vec<Token> {
    without_tests(&all(source))
}

fn all(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(length) = raw_string(rest) {
            length
        } else if first == '"' {
            string(rest)
        } else if first == '\'' {
            quoted(rest)
        } else if first.is_alphanumeric() || first == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            tokens.push(Token::Word(rest.get(..end).unwrap_or_default().to_owned()));
            end
        } else if rest.starts_with("::") {
            tokens.push(Token::Path);
            2
        } else {
            if !first.is_whitespace() {
                tokens.push(Token::Sign(first));
            }
            first.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    tokens
}

/// The length of a comment between `/*` and `*/`, which may hold others.
fn block_comment(source: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    source.len()
}

/// The length of a string like `r#"…"#` or `br"…"`, if one begins here.
fn raw_string(source: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r"].into_iter().find(|prefix| source.starts_with(prefix))?;
    let after = source.get(prefix.len()..)?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let body = after.get(hashes..)?.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = body.find(&end).map_or(body.len(), |at| at + end.len());
    Some(prefix.len() + hashes + 1 + length)
}

/// The length of a string.
fn string(source: &str) -> usize {
    let mut escaped = false;
    for (at, character) in source.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    source.len()
}

/// The length of a character such as `'a'` or `'\n'`, or of the sign that begins a lifetime.
fn quoted(source: &str) -> usize {
    let mut characters = source.char_indices().skip(1);
    match characters.next() {
        Some((_, '\\')) => {
            characters.skip(1).find(|(_, c)| *c == '\'').map_or(source.len(), |(at, _)| at + 1)
        }
        Some(_) => characters.next().filter(|(_, c)| *c == '\'').map_or(1, |(at, _)| at + 1),
        None => 1,
    }
}

/// Leaves out what follows `#[cfg(test)]`: up to the end of its braces, or its semicolon.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let attribute = all("#[cfg(test)]");
    let (mut kept, mut rest) = (Vec::with_capacity(tokens.len()), tokens);
    while let Some((first, others)) = rest.split_first() {
        if let Some(item) = rest.strip_prefix(attribute.as_slice()) {
            rest = item.get(item_length(item)..).unwrap_or_default();
        } else {
            kept.push(first.clone());
            rest = others;
        }
    }
    kept
}

fn item_length(tokens: &[Token]) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Sign('{' | '(' | '[') => depth += 1,
            Token::Sign('}' | ')' | ']') => {
                depth = depth.saturating_sub(1);
                if depth == 0 && token.is_sign('}') {
                    return at + 1;
                }
            }
            Token::Sign(';') if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<String> {
        of(source).iter().filter_map(|token| token.word().map(str::to_owned)).collect()
    }

    #[test]
    fn comments_and_strings_are_left_out() {
        assert_eq!(words("a // b\nc /* d /* e */ f */ g"), ["a", "c", "g"]);
        assert_eq!(words(r##"a "b \" c" r#"d " e"# br"f" g"##), ["a", "g"]);
        assert_eq!(words(r"a 'b' '\'' c '\u{1f}' '{'"), ["a", "c"]);
        assert_eq!(words("fn a<'b>(c: &'b str)"), ["fn", "a", "b", "c", "b", "str"]);
        assert_eq!(words("raw real b"), ["raw", "real", "b"]);
    }

    #[test]
    fn tests_are_left_out() {
        assert_eq!(words("a #[cfg(test)] mod tests { use b; fn c() { [1]; } } d"), ["a", "d"]);
        assert_eq!(words("#[cfg(test)] mod tests; a"), ["a"]);
        assert_eq!(words("#[cfg(unix)] mod b { }"), ["cfg", "unix", "mod", "b"]);
    }
}
