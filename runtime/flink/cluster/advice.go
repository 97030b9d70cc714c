package cluster

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flink/distribution"
)

// newerJava is in what Java says of a class that was compiled for a newer one, with the versions of the class and of this Java.
var newerJava = regexp.MustCompile(`class file version ([0-9]+)\.[0-9]+\), this version of the Java Runtime only recognizes class file versions up to ([0-9]+)`)

// firstClassVersion is what has to be taken from the version of a class file for that of Java.
const firstClassVersion = 44

// missing are what Java calls a class or member that was there when the program was compiled.
var missing = []string{
	"NoSuchMethodError", "NoSuchFieldError", "NoClassDefFoundError", "ClassNotFoundException", "AbstractMethodError", "IncompatibleClassChangeError",
}

// missingModule is what Python says of a module that it does not find.
var missingModule = regexp.MustCompile(`ModuleNotFoundError: No module named '([^']+)'`)

// advise adds to a reason that a program cannot be run, with its stack trace, what its owner can do about it.
func advise(reason, trace string, v distribution.Version) string {
	if match := newerJava.FindStringSubmatch(reason + "\n" + trace); match != nil {
		return fmt.Sprintf("%s. It was compiled for Java %s, and Java %s runs it: compile it for that one, or have a newer one installed (JAVA_HOME).",
			strings.TrimSuffix(reason, "."), javaOf(match[1]), javaOf(match[2]))
	}
	if match := missingModule.FindStringSubmatch(reason); match != nil {
		return fmt.Sprintf("%s. Put it into the archive, and name the folder, or the file, that it is in by the property %s of %s.",
			strings.TrimSuffix(reason, "."), driver.FilesOption, driver.PythonOptions)
	}
	for _, name := range missing {
		_, what, found := strings.Cut(reason, name+": ")
		if !found {
			continue
		}
		if strings.Contains(what, "org/apache/flink/") || strings.Contains(what, "org.apache.flink.") {
			return fmt.Sprintf("%s. The program was built for another version of Apache Flink than the %s that runs it, or leaves out a connector: "+
				"build it for Flink %s with its connectors in the JAR, or choose another runtime environment.", strings.TrimSuffix(reason, "."), v.Number, v.Minor())
		}
		return fmt.Sprintf("%s. Something that the program was built with is not in its JAR, or in another version: build a JAR with all dependencies.",
			strings.TrimSuffix(reason, "."))
	}
	return reason
}

func javaOf(classVersion string) string {
	var n int
	if _, err := fmt.Sscan(classVersion, &n); err != nil {
		return classVersion
	}
	return fmt.Sprint(n - firstClassVersion)
}
