-- Corrections that people sent of their own ink, with their consent. A row says all that is kept of one.
CREATE TABLE feedback (
  id TEXT PRIMARY KEY,
  created_at INTEGER NOT NULL,  -- milliseconds since 1970; the moment of the consent
  label TEXT NOT NULL,          -- what was written, as the writer says
  predicted TEXT NOT NULL,      -- what the model had read
  model_id TEXT NOT NULL,
  model_version TEXT NOT NULL,
  writer TEXT,                  -- a pseudonym that the page chose, so that training can split by writer
  strokes TEXT NOT NULL,        -- JSON: strokes of [x, y] or [x, y, t]
  token_hash TEXT NOT NULL      -- SHA-256 of the token that deletes the row
) STRICT;

CREATE INDEX feedback_created_at ON feedback (created_at);
