-- last idempotency key seen, most rows wanted, the empty digest. A range, so that each page reads only itself.
UPDATE dossier_act SET digest = $3
WHERE idempotency_key > $1 AND idempotency_key <= (
  SELECT idempotency_key FROM (
    SELECT idempotency_key FROM dossier_act WHERE idempotency_key > $1 ORDER BY idempotency_key LIMIT $2) page
  ORDER BY idempotency_key DESC LIMIT 1)
RETURNING idempotency_key
