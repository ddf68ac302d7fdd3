-- scans: all of them are made anew
DELETE FROM workflow_clock
