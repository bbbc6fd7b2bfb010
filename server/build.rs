//! Migrations are read by a macro, of which cargo knows nothing.

fn main() {
    println!("cargo:rerun-if-changed=../migrations");
}
