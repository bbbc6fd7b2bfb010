DROP TABLE volumes;
DROP TABLE chunk_counts;
DROP TABLE chunks;
