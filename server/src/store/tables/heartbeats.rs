//! Heartbeats: the newest of each adviser, numbered by its counter.

super::newest::newest_of_each_adviser!(heartbeats, counter);
