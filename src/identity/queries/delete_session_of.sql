-- official, the first 16 bytes of the digest.
DELETE FROM identity_session WHERE official = $1 AND substr(digest, 1, 16) = $2
