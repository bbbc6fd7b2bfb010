//! Migrations and pages are read by macros, of which cargo knows nothing.

fn main() {
    println!("cargo:rerun-if-changed=../migrations");
    println!("cargo:rerun-if-changed=../web/dist");
}
