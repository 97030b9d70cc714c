-- Who asked for an operation, and who ended it before its time: ARNs of principals, and names of components for what the server does on
-- its own account. Empty where that is not known, and for operations of before.
ALTER TABLE operations
    ADD COLUMN requested_by text NOT NULL DEFAULT '',
    ADD COLUMN cancelled_by text NOT NULL DEFAULT '';
