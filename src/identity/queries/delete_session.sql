DELETE FROM identity_session WHERE digest = $1
