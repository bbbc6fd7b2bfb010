//! Makes `directory.json`: directories and the chain of roots.

use fluister_protocol::day::Day;
use fluister_protocol::directory::{Directory, Policy, Root, Track};
use fluister_protocol::label::Label;
use fluister_protocol::signed::Signed;
use serde_json::{Value, json};

use super::people::{directory, kim, organisation, robin, root, sam, sign, today};
use super::{File, Made, b};

/// A version and the root that signed it.
#[derive(Clone)]
pub struct Version {
    pub directory: Directory,
    pub signed: Signed,
}

impl Version {
    pub fn new(directory: Directory, root: usize) -> Self {
        Self { signed: sign(&directory, root), directory }
    }

    /// The next version of the same root, changed as asked.
    pub fn next(&self, root: usize, change: impl FnOnce(&mut Directory)) -> Self {
        let mut directory = self.directory.clone();
        directory.serial += 1;
        directory.previous = Some(self.signed.hash(Label::Directory));
        change(&mut directory);
        Self::new(directory, root)
    }

    /// The next version, by root n, which takes over.
    pub fn taken_over(&self, n: usize) -> Self {
        self.next(n, |directory| {
            directory.roots.push(Root { key: root(n).public(), first_serial: directory.serial });
            directory.successor = root(n + 1).public().successor_hash();
        })
    }
}

/// Five versions by three roots: 1, 1, 2, 2, 3.
pub fn chain() -> [Version; 5] {
    let one = Version::new(directory(), 1);
    let two = one.next(1, |directory| directory.advisers.push(kim().profile()));
    let three = two.taken_over(2);
    let four = three.next(2, |directory| {
        directory.advisers.remove(2);
        directory.policy = Policy { tracks: vec![Track::Conduct], shelf_life_days: 30, listed: true };
    });
    let five = four.taken_over(3);
    [one, two, three, four, five]
}

pub fn walk(firsts: &[&Version], current: &Version) -> Value {
    let firsts: Vec<_> = firsts.iter().map(|version| &version.signed).collect();
    json!({
        "call": "walk", "pin": { "organisation": b(organisation().0) }, "firsts": firsts, "current": current.signed,
    })
}

pub fn file() -> Made {
    let mut file = File::new(
        "directory",
        "Directories. `walk` goes from what a link pins, over the first directory of each root, to the current one; `chain` \
         goes through all versions from the first; `days` are days on which a directory is valid.",
    );
    let [one, two, three, four, five] = chain();
    let expect = |version: &Version| {
        json!({
            "hash": b(version.signed.hash(Label::Directory).0), "serial": version.directory.serial,
            "root": b(version.directory.roots.last().unwrap().key.0),
            "advisers": version.directory.advisers.iter().map(|adviser| b(adviser.id().0)).collect::<Vec<_>>(),
        })
    };
    let cases: [(&str, &[&Version], &Version); 6] = [
        ("the first version, without its first", &[], &one),
        ("the first version", &[&one], &one),
        ("the second version", &[&one], &two),
        ("the first of the second root", &[&one, &three], &three),
        ("the second of the second root", &[&one, &three], &four),
        ("the third root", &[&one, &three, &five], &five),
    ];
    for (name, firsts, current) in cases {
        let mut case = walk(firsts, current);
        case["expect"] = expect(current);
        file.case(name, case);
    }
    for person in [sam(), robin()] {
        let mut case = walk(&[&one], &two);
        case["pin"]["adviser"] = b(person.identity.public().adviser().0);
        case["expect"] = expect(&two);
        file.case(&format!("{} is pinned", person.name), case);
    }
    let versions = [&one, &two, &three, &four, &five];
    let signed: Vec<_> = versions.iter().map(|version| &version.signed).collect();
    let hashes: Vec<_> = signed.iter().map(|signed| b(signed.hash(Label::Directory).0)).collect();
    file.case(
        "five versions by three roots",
        json!({ "call": "chain", "versions": signed, "expect": hashes }),
    );

    let days: Vec<_> = [today().minus(1), today(), today().plus(182)].iter().map(Day::to_string).collect();
    file.case(
        "its days, with one of grace",
        json!({ "call": "days", "current": one.signed, "expect": days }),
    );

    let mut fullest = directory();
    fullest.slug = format!("{}-{}", "a".repeat(31), "9".repeat(31));
    fullest.name = "é".repeat(100);
    fullest.languages = (0..32).map(|at| format!("x-{at}")).collect();
    fullest.languages[1] = "n".repeat(35);
    fullest.policy.shelf_life_days = 365;
    fullest.expires = fullest.issued;
    fullest.advisers.truncate(1);
    fullest.advisers[0].name = "x".repeat(200);
    fullest.advisers[0].languages.clone_from(&fullest.languages);
    fullest.advisers[0].about = (0..32).map(|at| (format!("x-{at}"), "é".repeat(at))).collect();
    fullest.advisers[0].about.insert("x-0".into(), "é".repeat(1_000));
    fullest.pages = vec![fullest.pages[0].clone(); 128];
    let fullest = Version::new(fullest, 1);
    let mut case = walk(&[], &fullest);
    case["expect"] = expect(&fullest);
    file.case("fields at their limits", case);
    let mut odd = directory();
    odd.name = "\u{a0} \u{ad}\u{200e}\u{2028}\u{202f}\u{2065}\u{206a}\u{feff}\u{1F642}".into();
    let odd = Version::new(odd, 1);
    let mut case = walk(&[], &odd);
    case["expect"] = expect(&odd);
    file.case("a name of what is next to what names may not have", case);
    let mut least = directory();
    (least.slug, least.name, least.languages) = ("a".into(), "A".into(), vec!["nl".into()]);
    least.policy = Policy { tracks: vec![Track::Integrity], shelf_life_days: 120, listed: true };
    (least.advisers, least.pages) = (vec![], vec![]);
    let least = Version::new(least, 1);
    let mut case = walk(&[], &least);
    case["expect"] = expect(&least);
    file.case("fields at their lower limits, and no adviser", case);
    let mut unknown: Value = serde_json::from_slice(&one.signed.payload).unwrap();
    unknown["motto"] = json!({ "nl": "spreek", "__proto__": [1, 2] });
    unknown["advisers"][0]["hobby"] = json!("tin whistle");
    let payload = unknown.to_string().into_bytes();
    let signature = root(1).sign(Label::Directory, &[&payload]);
    let signed = Signed { payload, signature };
    let version = Version { directory: directory(), signed };
    let mut case = walk(&[], &version);
    case["expect"] = expect(&version);
    file.case("fields that this version does not know", case);
    file.done()
}
