-- When each background job of a minute or more was last done, whoever did it.
CREATE TABLE store_job (
  name    TEXT PRIMARY KEY,
  last_at INTEGER NOT NULL
) STRICT;
