-- Folding has deleted what it folded; others have come since.
SELECT 1
