-- Which programs may work on this schema: those that know it up to this version at least. A migration that takes something away which
-- they read or write raises it (UPDATE schema_compatibility SET works_with = …), one that only adds leaves it alone. So control planes
-- can be upgraded one after the other on one database.
CREATE TABLE schema_compatibility (
    one        boolean PRIMARY KEY DEFAULT true CHECK (one),
    works_with int     NOT NULL
);
INSERT INTO schema_compatibility (works_with) VALUES (23);
