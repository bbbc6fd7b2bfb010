//! Public vectors.
