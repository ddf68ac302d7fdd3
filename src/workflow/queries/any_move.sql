SELECT 1 FROM workflow_move LIMIT 1
