-- The one writer of the one writing process is alone already.
SELECT 1
