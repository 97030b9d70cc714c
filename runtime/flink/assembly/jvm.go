package assembly

import (
	"os"
	"path/filepath"
	"strings"
)

// The classes of package java that processes begin with.
const (
	JobManagerClass  = "io.penstock.flink.JobManagerMain"
	TaskManagerClass = "io.penstock.flink.TaskManagerMain"
)

// opened are the parts of Java that Flink reaches into, by modules of Java 9 and later. They stand in the configuration that Flink is
// published with, which only its scripts read.
var opened = []string{
	"--add-exports=java.base/sun.net.util=ALL-UNNAMED",
	"--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
	"--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
	"--add-opens=java.base/java.lang=ALL-UNNAMED",
	"--add-opens=java.base/java.net=ALL-UNNAMED",
	"--add-opens=java.base/java.io=ALL-UNNAMED",
	"--add-opens=java.base/java.nio=ALL-UNNAMED",
	"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
	"--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
	"--add-opens=java.base/java.text=ALL-UNNAMED",
	"--add-opens=java.base/java.time=ALL-UNNAMED",
	"--add-opens=java.base/java.util=ALL-UNNAMED",
	"--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
	"--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
	"--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED",
}

// JVM is one process of a cluster.
type JVM struct {
	// Java is the major version that runs it.
	Java  int
	Place Place
	// ClassPath is the JARs of Flink and that of package java.
	ClassPath []string
	// Class is where it begins, and Settings the path of its configuration, see [Properties].
	Class, Settings string
	// Options are further ones of Java, such as the limits of its memory.
	Options []string
}

// Arguments are the command line of a JVM without the program.
func (j JVM) Arguments() []string {
	args := []string{
		"-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData",
		"-XX:ErrorFile=" + filepath.Join(j.Place.Dir, "crash-%p.log"),
		"-Djava.io.tmpdir=" + j.Place.Temporary, "-Dfile.encoding=UTF-8",
		"-Dlog4j2.disable.jmx=true", "-Dlog4j2.statusLogger.level=OFF",
	}
	if j.Java >= 9 {
		// What Java warns of is mostly about archives; errors are for whoever reads the last words of a cluster.
		args = append(append(args, "-Xlog:disable", "-Xlog:all=error:stderr"), opened...)
	}
	args = append(args, j.Options...)
	return append(args, "-cp", strings.Join(j.ClassPath, string(os.PathListSeparator)), j.Class, j.Settings)
}
