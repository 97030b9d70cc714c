// Package rowtext writes values as text in the two ways that Flink has: as Java prints them, which is what the print
// connector shows, and as CAST(x AS STRING) gives them.
//
//	             print                       CAST AS STRING
//	BOOLEAN      true                        TRUE
//	TIMESTAMP    2024-03-01T10:00            2024-03-01 10:00:00.000
//	TIMESTAMP_LTZ  2024-03-01T10:00:00Z      in the session time zone
//	BYTES        [10, -1]                    the bytes as UTF-8
//	DECIMAL      0E-7                        0.0000000
//	ROW          +I[1, null]                 (1, NULL)
package rowtext
