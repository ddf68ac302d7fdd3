-- official, the earliest use and the earliest beginning that still count.
SELECT digest, created_at, last_seen_at, device FROM identity_session
WHERE official = $1 AND last_seen_at > $2 AND created_at > $3 ORDER BY last_seen_at DESC, digest
