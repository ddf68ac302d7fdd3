DELETE FROM workflow_move
