UPDATE feedback_opinion SET state = $3, version = version + 1, changed_at = $4, changed_by = $5, sealed_note = $6
WHERE id = $1 AND version = $2
