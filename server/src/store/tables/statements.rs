//! Key statements: the newest of each adviser, numbered by its serial.

super::newest::newest_of_each_adviser!(statements, serial);
