-- The one writing process is alone already.
SELECT 1
