DELETE FROM workflow_tally
