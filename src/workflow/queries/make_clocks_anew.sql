-- scans: once for each rule
UPDATE workflow_clock SET next_at = 0
