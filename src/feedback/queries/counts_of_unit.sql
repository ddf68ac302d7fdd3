SELECT state, COUNT(*) FROM feedback_opinion WHERE unit = $1 GROUP BY state
