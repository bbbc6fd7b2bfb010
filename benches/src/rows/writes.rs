//! Durable writes on SQLite.

use std::cell::RefCell;
use std::time::Instant;

use fluister_protocol::id::OrganisationId;
use fluister_protocol::size;
use fluister_server::store::letters::{self, Insertion, Known, Letter};
use fluister_server::store::{Store, StoreError, counts, releases, spent};
use fluister_tests::store::Bench;

use crate::bare::Bare;
use crate::cost::Cost;
use crate::report::{Goal, Row, figure};
use crate::rounds::{Samples, in_turn, ratios};
use crate::scale::Scale;
use crate::{load, posts};

/// The share of the bare loop that is due.
const OF_BARE: Goal = Goal::AtLeast(0.7);
/// How many times a commit per request.
const OF_SINGLE: Goal = Goal::AtLeast(10.0);

/// Letters a second: through HTTP, by the store alone, by bare loops.
pub fn measure(scale: &Scale) -> Vec<Row> {
    let server = posts::server();
    let (of_server, of_callers, of_store, of_bare) =
        (Cost::of(server.id()), Cost::own(), Cost::own(), Cost::own());
    let http = || {
        let requests = posts::posts(server.address, scale.posts);
        let send = || load::send_all(server.address, scale.callers, requests, 201);
        let took = of_server.during(|| of_callers.during(send));
        (scale.posts * size::FOUR) as f64 / took.as_secs_f64()
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.expect("a runtime");
    let bench = Bench::sqlite();
    let organisation = runtime.block_on(bench.organisation(1));
    let store = || of_store.during(|| runtime.block_on(store_alone(&bench.store, organisation, scale)));
    let directory = tempfile::tempdir().expect("a temporary directory");
    let grouped = RefCell::new(Bare::create(directory.path(), "grouped"));
    let single = RefCell::new(Bare::create(directory.path(), "single"));
    let [http, store, grouped, single] = in_turn(
        scale.rounds,
        [
            Box::new(http),
            Box::new(store),
            // as many letters in a commit as callers can have under way
            Box::new(|| of_bare.during(|| bare(&mut grouped.borrow_mut(), scale.posts, scale.callers))),
            Box::new(|| bare(&mut single.borrow_mut(), scale.single_posts, 1)),
        ],
    );
    let letters = (scale.rounds * scale.posts * size::FOUR) as f64;
    let cost =
        |of: &Cost| format!("{:.0} µs and {:.0} KiB", of.microseconds(letters), of.written_kib(letters));
    let against_bare = |of: &Cost| {
        format!(
            "a letter takes it {} to the disk, the bare loop {}; it is prepared, compared, spent and counted besides.",
            cost(of),
            cost(&of_bare)
        )
    };
    let http_costs = format!(
        "{} The callers, on the same {} cores, take {:.0} µs a letter.",
        against_bare(&of_server),
        std::thread::available_parallelism().map_or(1, usize::from),
        of_callers.microseconds(letters),
    );
    let processor =
        format!("The server used {:.0} µs of processor time a letter.", of_server.microseconds(letters));
    let could = ratios(&grouped, &single).median();
    let commit_costs = format!(
        "Four letters in a commit of their own take {:.2} ms here, in groups {:.2} ms: the bare loop in groups reaches \
         {} × itself.",
        4e3 / Samples::new(single.clone()).median(),
        4e3 / Samples::new(grouped.clone()).median(),
        figure(could),
    );
    let quick = "no store reaches the goal on a disk that flushes so quickly: its bytes take the time, not its flushes.";
    let each_costs = if could < 10.0 { quick.to_owned() } else { against_bare(&of_store) };
    let row = |what: &str, of: &[f64], against: &str, to: &[f64], goal| {
        Row::new(
            format!("SQLite, durable letters a second: {what}"),
            a_second(of),
            format!("{against}: {}", a_second(to)),
        )
        .outcome(ratios(of, to), "×", goal)
    };
    let how = format!("Posts of four, {} callers.", scale.callers);
    let (in_groups, each) = ("a bare loop with group commit", "a bare loop with a commit per request");
    vec![
        row("through HTTP", &http, in_groups, &grouped, OF_BARE).note(how).note(processor).reason(http_costs),
        row("the store alone", &store, in_groups, &grouped, OF_BARE).reason(against_bare(&of_store)),
        row("through HTTP", &http, each, &single, OF_SINGLE).note(commit_costs).reason(&each_costs),
        row("the store alone", &store, each, &single, OF_SINGLE).reason(each_costs),
    ]
}

/// The median, with the smallest and the largest figure.
pub fn a_second(figures: &[f64]) -> String {
    let samples = Samples::new(figures.to_vec());
    format!("{:.0} ({:.0} to {:.0})", samples.median(), samples.min(), samples.max())
}

fn four() -> [Letter; size::FOUR] {
    std::array::from_fn(|_| posts::letter())
}

fn bare(database: &mut Bare, posts: usize, in_a_commit: usize) -> f64 {
    let letters: Vec<Letter> = (0..posts).flat_map(|_| four()).collect();
    let begun = Instant::now();
    for some in letters.chunks(in_a_commit * size::FOUR) {
        database.insert(some);
    }
    letters.len() as f64 / begun.elapsed().as_secs_f64()
}

async fn store_alone(store: &Store, organisation: OrganisationId, scale: &Scale) -> f64 {
    let shares: Vec<Vec<[Letter; size::FOUR]>> = (0..scale.callers)
        .map(|caller| (caller..scale.posts).step_by(scale.callers).map(|_| four()).collect())
        .collect();
    let mut tasks = tokio::task::JoinSet::new();
    let begun = Instant::now();
    for share in shares {
        let store = store.clone();
        tasks.spawn(async move {
            for four in share {
                let done = store.write("post", move |c| post(c, organisation, &four)).await;
                assert_eq!(done, Ok(Insertion::Done));
            }
        });
    }
    tasks.join_all().await;
    (scale.posts * size::FOUR) as f64 / begun.elapsed().as_secs_f64()
}

/// The transaction of the handler for posts, which reads nothing before it.
fn post(
    c: &mut fluister_server::store::Connection,
    organisation: OrganisationId,
    four: &[Letter; size::FOUR],
) -> Result<Insertion, StoreError> {
    let release = releases::open(c)?.number;
    let known = letters::compare(c, organisation, four)?;
    assert_eq!(known, Known::New, "new letters");
    counts::recent(c, organisation)?;
    assert!(
        spent::spend(c, four[0].id.0, fluister_protocol::day::Day::of_unix_seconds(0))?,
        "a new challenge"
    );
    let done = letters::insert(c, organisation, four, release)?;
    counts::add(c, organisation, release, size::FOUR as u64)?;
    Ok(done)
}
