DROP TABLE policy_attachments;
DROP TABLE policies;
-- Without its column a user's key would be the root's.
DELETE FROM access_keys WHERE principal_id IS NOT NULL;
ALTER TABLE access_keys DROP COLUMN principal_id;
DROP TABLE principals;
DROP TABLE accounts;
