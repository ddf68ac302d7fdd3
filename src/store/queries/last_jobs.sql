SELECT name, last_at FROM store_job
