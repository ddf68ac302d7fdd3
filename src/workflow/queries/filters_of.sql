SELECT name, view, procedure, step, channel FROM workflow_filter WHERE official = $1
