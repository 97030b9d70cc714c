// Package assembly says what a cluster of Apache Flink consists of: from the spec of an application, the configuration of its JobManager
// and TaskManagers, the limits of their memory, and the command lines of their JVMs. It starts nothing, so that processes of a machine
// (package cluster) and the pods of a Kubernetes are made of the same.
package assembly
