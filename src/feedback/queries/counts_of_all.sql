SELECT state, COUNT(*) FROM feedback_opinion GROUP BY state
