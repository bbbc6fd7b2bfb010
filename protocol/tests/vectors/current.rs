//! The committed files are what the code makes.

use std::path::Path;

use crate::make;

#[test]
fn the_committed_files_are_what_the_code_makes() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let all = make::all();
    assert_eq!(all.len(), 22);
    let wrong: Vec<_> = all
        .iter()
        .filter_map(|made| Some((&made.name, made.compare(&directory.join(&made.name)).err()?)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(make::strays(&directory, &all), Vec::<String>::new());
}

#[test]
fn a_file_that_differs_is_named_with_its_line() {
    let directory = tempfile::tempdir().unwrap();
    let text = "{\n  \"protocol\": 1\n}\n";
    let made = make::Made { name: "code.json".into(), text: text.into() };
    let path = directory.path().join(&made.name);
    assert!(made.compare(&path).is_err());
    made.write(&path).unwrap();
    assert_eq!(made.compare(&path), Ok(()));
    std::fs::write(&path, made.text.replacen("\"protocol\": 1", "\"protocol\": 2", 1)).unwrap();
    let what = made.compare(&path).unwrap_err();
    assert!(what.starts_with("line 2 "), "{what}");
    std::fs::write(directory.path().join("old.json"), "{}").unwrap();
    assert_eq!(make::strays(directory.path(), &[made]), ["old.json"]);
}
