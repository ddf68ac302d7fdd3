DELETE FROM identity_failure WHERE subject = $1
