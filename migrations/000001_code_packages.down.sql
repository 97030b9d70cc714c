DROP TABLE code_chunks;
DROP TABLE code_packages;
