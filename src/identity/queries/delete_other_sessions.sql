DELETE FROM identity_session WHERE official = $1 AND digest <> $2
