SELECT count(*), count(valid_to), coalesce(max(recorded_at), 0) FROM catalogue_version
