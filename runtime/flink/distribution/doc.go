// Package distribution assembles Apache Flink from its artifacts in a Maven repository, once for a machine:
//
//	<cache>/flink/1.20.3-9f86d081/lib/*.jar             a distribution; the digits tell which list of artifacts it was made of
//	<cache>/flink/1.20.3-9f86d081/plugins/*/*.jar
//	<cache>/flink/1.20-given/                           one that the machine's owner brought, whole as it was
//	<cache>/flink/.1.20.3-9f86d081/                     one that is not whole yet: a fetch that broke off goes on there
//
// versions/ has the list of each version, with SHA-256 digests, written by scripts/flink-artifacts. What a distribution has under its
// name was verified when it was made, and is never changed: clusters that run have its files open.
package distribution
