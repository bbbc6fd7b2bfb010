//! An adviser's state as vault entries: one for each thread, each page of its letters, each draft, each letter and each
//! attachment that is being sent; none gets larger than a record may be.

use std::collections::BTreeMap;

use crate::adviser::kept::{ColleagueLetter, DraftName, Letter, Outgoing, State, Thread, ThreadName};
use crate::adviser::merge;
use crate::error::Error;
use crate::vault::{Change, Content, Entries, Kept, read, write};

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

fn put<T: serde::Serialize + ?Sized>(entries: &mut Entries, name: String, value: &T) -> Result<(), Error> {
    let content = write(&name, &value)?;
    entries.insert(name, content);
    Ok(())
}

impl Kept for State {
    fn split(&self) -> Result<Entries, Error> {
        let mut entries = self.other.clone();
        put(&mut entries, IDENTITY.into(), &self.identity)?;
        put(&mut entries, UNREADABLE.into(), &self.unreadable)?;
        for (number, page) in self.colleagues.chunks(PAGE).enumerate() {
            put(&mut entries, format!("{COLLEAGUES}{number:06}"), page)?;
        }
        for waiting in &self.outbox {
            put(&mut entries, format!("{OUTBOX}{}", waiting.id), waiting)?;
        }
        for (name, thread) in &self.threads {
            put(&mut entries, format!("{THREAD}{}", name.as_str()), thread)?;
            for (number, page) in thread.letters.chunks(PAGE).enumerate() {
                put(&mut entries, format!("{LETTERS}{}/{number:06}", name.as_str()), page)?;
            }
        }
        for (name, draft) in &self.drafts {
            put(&mut entries, format!("{DRAFT}{}", name.as_str()), draft)?;
        }
        for (name, waiting) in &self.uploads {
            put(&mut entries, format!("{UPLOAD}{name}"), waiting)?;
        }
        Ok(entries)
    }

    fn join(entries: &Entries) -> Result<Self, Error> {
        let identity = read(entries.get(IDENTITY).ok_or(Error::Encoding)?)?;
        let unreadable = entries.get(UNREADABLE).map(read).transpose()?.unwrap_or_default();
        let (mut threads, mut drafts) = (BTreeMap::<ThreadName, Thread>::new(), BTreeMap::new());
        let (mut pages, mut uploads, mut other) = (Vec::new(), BTreeMap::new(), Entries::new());
        let (mut colleagues, mut outbox) = (Vec::<ColleagueLetter>::new(), Vec::<Outgoing>::new());
        for (name, content) in entries {
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
        // pages come in the order of their names, which is that of their numbers
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
        // all else is changed in `transact` only, on top of the server's copy
        Ok(Some(theirs.clone()))
    }
}
