// Package java has what a cluster of Apache Flink needs of Java: the JAR that is built of the sources beside it, embedded, and the Java
// Virtual Machine of this machine, found and looked at.
//
// The JAR is committed, so that the binary is built without Java; scripts/flink-java builds it anew, and a test tells when it is older
// than its sources.
package java
