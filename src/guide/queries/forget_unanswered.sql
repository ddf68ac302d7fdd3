DELETE FROM guide_unanswered WHERE words = $1
