DELETE FROM workflow_filter WHERE official = $1 AND name = $2
