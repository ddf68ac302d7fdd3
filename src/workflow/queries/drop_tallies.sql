-- scans: tallies are counted anew
DELETE FROM workflow_tally
