-- How advisers who asked for it are told to look into their box: a row for each way, 'email' or 'web_push'. `due` is the
-- hour, counted from 1970, at which it is looked at next. `waiting`: 0 nothing, 1 letters came for the organisation, 2
-- the adviser is being told of them. `day` is the day on which the adviser last opened a session.
CREATE TABLE notifications (
    organisation BYTEA NOT NULL REFERENCES organisations (id),
    adviser BYTEA NOT NULL,
    way TEXT NOT NULL,
    address TEXT NOT NULL,
    hour BIGINT NOT NULL,
    language TEXT NOT NULL,
    due BIGINT NOT NULL,
    waiting BIGINT NOT NULL,
    day BIGINT NOT NULL,
    PRIMARY KEY (organisation, adviser, way)
);
