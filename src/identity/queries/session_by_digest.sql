SELECT s.official, s.created_at, s.last_seen_at, o.account, o.display_name, o.must_change, o.created_at
FROM identity_session s JOIN identity_official o ON o.id = s.official WHERE s.digest = $1
