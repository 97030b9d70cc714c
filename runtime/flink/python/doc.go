// Package python brings what programs in Python need beside Apache Flink onto the machine: a virtual environment with PyFlink and what that
// is built on, and the JAR by which Flink runs it.
//
//	<cache>/flink/python-1.20.3-9f86d081-3.11/environment/           the virtual environment; the digits tell which list it was made of
//	<cache>/flink/python-1.20.3-9f86d081-3.11/flink-python-….jar
//	<cache>/flink/.python-1.20.3-9f86d081-3.11/                      one that is not whole yet
//
// requirements/ has the packages of each version with their digests, written by scripts/flink-python: tools.txt what builds packages of which
// only sources are published, and a file for each version of Flink. The packages come from where pip fetches on this machine, or from a folder.
package python
