DELETE FROM identity_session WHERE official = $1
