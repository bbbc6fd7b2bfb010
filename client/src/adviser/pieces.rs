//! The state in pieces, as the vault keeps it: one for each thread, its letters in pages, each draft, each letter and
//! each attachment on its way; none larger than a record may be, whoever writes how much.

use std::collections::BTreeMap;

use crate::adviser::kept::{ColleagueLetter, DraftName, Letter, Outgoing, State, Thread, ThreadName};
use crate::adviser::merge;
use crate::error::Error;
use crate::vault::{Change, Content, Kept, Pieces, read, write};

/// Letters in one page, each at most 16 KiB.
const PAGE: usize = 8;

const IDENTITY: &str = "adviser";
const UNREADABLE: &str = "unreadable";
const COLLEAGUES: &str = "colleagues/";
const OUTBOX: &str = "outbox/";
const THREAD: &str = "thread/";
const LETTERS: &str = "letters/";
const DRAFT: &str = "draft/";
const UPLOAD: &str = "upload/";

fn put<T: serde::Serialize + ?Sized>(pieces: &mut Pieces, name: String, value: &T) -> Result<(), Error> {
    let content = write(&name, &value)?;
    pieces.insert(name, content);
    Ok(())
}

impl Kept for State {
    fn split(&self) -> Result<Pieces, Error> {
        let mut pieces = self.other.clone();
        put(&mut pieces, IDENTITY.into(), &self.identity)?;
        put(&mut pieces, UNREADABLE.into(), &self.unreadable)?;
        for (number, page) in self.colleagues.chunks(PAGE).enumerate() {
            put(&mut pieces, format!("{COLLEAGUES}{number:06}"), page)?;
        }
        for waiting in &self.outbox {
            put(&mut pieces, format!("{OUTBOX}{}", waiting.id), waiting)?;
        }
        for (name, thread) in &self.threads {
            put(&mut pieces, format!("{THREAD}{}", name.as_str()), thread)?;
            for (number, page) in thread.letters.chunks(PAGE).enumerate() {
                put(&mut pieces, format!("{LETTERS}{}/{number:06}", name.as_str()), page)?;
            }
        }
        for (name, draft) in &self.drafts {
            put(&mut pieces, format!("{DRAFT}{}", name.as_str()), draft)?;
        }
        for (name, waiting) in &self.uploads {
            put(&mut pieces, format!("{UPLOAD}{name}"), waiting)?;
        }
        Ok(pieces)
    }

    fn join(pieces: &Pieces) -> Result<Self, Error> {
        let identity = read(pieces.get(IDENTITY).ok_or(Error::Encoding)?)?;
        let unreadable = pieces.get(UNREADABLE).map(read).transpose()?.unwrap_or_default();
        let (mut threads, mut drafts) = (BTreeMap::<ThreadName, Thread>::new(), BTreeMap::new());
        let (mut pages, mut uploads, mut other) = (Vec::new(), BTreeMap::new(), Pieces::new());
        let (mut colleagues, mut outbox) = (Vec::<ColleagueLetter>::new(), Vec::<Outgoing>::new());
        for (name, content) in pieces {
            if let Some(thread) = name.strip_prefix(THREAD) {
                threads.insert(ThreadName(thread.to_owned()), read(content)?);
            } else if let Some((thread, _)) = name.strip_prefix(LETTERS).and_then(|page| page.split_once('/'))
            {
                pages.push((ThreadName(thread.to_owned()), content));
            } else if let Some(draft) = name.strip_prefix(DRAFT) {
                drafts.insert(DraftName::from_text(draft.to_owned()), read(content)?);
            } else if let Some(upload) = name.strip_prefix(UPLOAD) {
                uploads.insert(upload.to_owned(), read(content)?);
            } else if name.starts_with(COLLEAGUES) {
                colleagues.extend(read::<Vec<ColleagueLetter>>(content)?);
            } else if name.starts_with(OUTBOX) {
                outbox.push(read(content)?);
            } else if name != IDENTITY && name != UNREADABLE {
                other.insert(name.clone(), content.clone());
            }
        }
        // in the order of their names, which is that of their numbers
        for (name, content) in pages {
            if let Some(thread) = threads.get_mut(&name) {
                thread.letters.extend(read::<Vec<Letter>>(content)?);
            }
        }
        Ok(Self { identity, threads, colleagues, unreadable, drafts, uploads, outbox, other })
    }

    fn merge(name: &str, change: &Change<'_>) -> Result<Option<Content>, Error> {
        // what another device has deleted is gone: a thread whose melder has withdrawn, a draft that was sent
        let (Some(mine), Some(theirs)) = (change.mine, change.theirs) else {
            return Ok(change.theirs.cloned());
        };
        if name.starts_with(THREAD) {
            let base: Option<Thread> = change.base.map(read).transpose()?;
            return write(name, &merge::thread(base.as_ref(), &read(mine)?, read(theirs)?)).map(Some);
        }
        if name.starts_with(LETTERS) {
            let mine: Vec<Letter> = read(mine)?;
            return write(name, &merge::letters(&mine, read(theirs)?)).map(Some);
        }
        if name.starts_with(COLLEAGUES) {
            let mine: Vec<ColleagueLetter> = read(mine)?;
            return write(name, &merge::colleagues(&mine, read(theirs)?)).map(Some);
        }
        // all else is changed only together with the server's copy
        Ok(Some(theirs.clone()))
    }
}
