-- an agency and a procedure → how many dossiers each post has solved, and when the last
SELECT post, COUNT(*), MAX(at) FROM workflow_solved WHERE unit = $1 AND procedure = $2 GROUP BY post
