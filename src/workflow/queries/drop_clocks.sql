DELETE FROM workflow_clock
