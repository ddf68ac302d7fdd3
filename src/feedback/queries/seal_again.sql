UPDATE feedback_opinion SET sealed = $2, sealed_note = $3 WHERE id = $1
