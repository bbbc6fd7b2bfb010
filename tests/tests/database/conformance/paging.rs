//! Whatever happens between two pages, an adviser who reads on from where they were gets every letter.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

use fluister_protocol::id::{Id, OrganisationId};
use fluister_server::store::letters::{self, Position};
use fluister_server::store::releases;
use fluister_tests::store::{Bench, DAY, INTERVAL, sorted_ids};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

#[derive(Clone, Debug)]
enum Step {
    /// Posts this many letters.
    Post(u64),
    /// Closes the open release.
    Close,
    /// A day passes, and the sweeper moves what came before.
    Sweep,
    /// The adviser reads a page of at most this many letters.
    Read(usize),
    /// Deletes one of the letters.
    Delete(prop::sample::Index),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (1_u64..6).prop_map(Step::Post),
        3 => Just(Step::Close),
        1 => Just(Step::Sweep),
        4 => (1_usize..9).prop_map(Step::Read),
        1 => any::<prop::sample::Index>().prop_map(Step::Delete),
    ]
}

/// Each case has an organisation of its own in one database.
struct Cases {
    bench: Bench,
    organisations: AtomicU8,
    letters: AtomicU64,
}

impl Cases {
    async fn run(&self, steps: &[Step], limit: usize) {
        let organisation = self.bench.organisation(self.organisations.fetch_add(1, Ordering::SeqCst)).await;
        let mut there: BTreeSet<Id> = BTreeSet::new();
        let mut served: BTreeMap<Id, usize> = BTreeMap::new();
        let mut after = Position::START;
        for step in steps {
            match step {
                Step::Post(count) => there.extend(self.post(organisation, *count).await),
                Step::Close => self.close().await,
                Step::Sweep => {
                    self.bench.hand.advance(DAY);
                    self.close().await;
                    self.bench.sweep().await;
                }
                Step::Read(limit) => {
                    let page = self.bench.page(organisation, after, *limit).await;
                    after = page.next;
                    page.letters.iter().for_each(|letter| *served.entry(letter.id).or_default() += 1);
                }
                Step::Delete(index) if !there.is_empty() => {
                    let id = *index.get(&there.iter().copied().collect::<Vec<_>>());
                    there.remove(&id);
                    self.bench.store.write("delete", move |c| letters::delete(c, &[id])).await.unwrap();
                }
                Step::Delete(_) => {}
            }
        }
        self.close().await;
        loop {
            let page = self.bench.page(organisation, after, limit).await;
            page.letters.iter().for_each(|letter| *served.entry(letter.id).or_default() += 1);
            after = page.next;
            if page.complete {
                break;
            }
        }
        for id in &there {
            assert!(served.contains_key(id), "a letter was never served");
        }
        let is_swept = steps.iter().any(|step| matches!(step, Step::Sweep));
        assert!(is_swept || served.values().all(|times| *times == 1), "a letter was served twice");
        self.all_at_once(organisation, &there, limit).await;
    }

    /// From the start, with nothing in between: all letters, each once, in order.
    async fn all_at_once(&self, organisation: OrganisationId, there: &BTreeSet<Id>, limit: usize) {
        let mut pages = Vec::new();
        let mut after = Position::START;
        loop {
            let page = self.bench.page(organisation, after, limit).await;
            assert_eq!(page.complete, page.letters.len() < limit);
            after = page.next;
            let complete = page.complete;
            pages.extend(page.letters);
            if complete {
                break;
            }
        }
        assert!(pages.is_sorted_by_key(|letter| letter.day));
        let ids: BTreeSet<Id> = pages.iter().map(|letter| letter.id).collect();
        assert_eq!((ids.len(), &ids), (pages.len(), there));
    }

    async fn post(&self, organisation: OrganisationId, count: u64) -> Vec<Id> {
        let first = self.letters.fetch_add(count, Ordering::SeqCst);
        self.bench.post(organisation, first..first + count).await;
        sorted_ids(first..first + count)
    }

    async fn close(&self) {
        self.bench.hand.advance(INTERVAL);
        let now = self.bench.clock.unix_seconds();
        let interval = std::time::Duration::from_secs(INTERVAL);
        let closed =
            self.bench.store.write_alone("close", move |c| releases::close_if_due(c, now, interval)).await;
        assert!(closed.unwrap().is_some());
    }
}

async fn nothing_is_skipped(bench: Bench) {
    let cases = Cases { bench, organisations: AtomicU8::new(1), letters: AtomicU64::new(0) };
    let handle = tokio::runtime::Handle::current();
    tokio::task::block_in_place(|| {
        // a failing case is shrunk within the 255 numbers of organisations
        let config =
            Config { cases: 40, max_shrink_iters: 150, failure_persistence: None, ..Config::default() };
        TestRunner::new(config)
            .run(&(prop::collection::vec(step(), 0..24), 1_usize..12), |(steps, limit)| {
                handle.block_on(cases.run(&steps, limit));
                Ok(())
            })
            .unwrap();
    });
}

on_both!(nothing_is_skipped);
