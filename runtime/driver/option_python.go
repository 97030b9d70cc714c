package driver

// PythonOptions is the group of runtime properties that says what of an archive is a program in Python, as the managed service names it.
const PythonOptions = "kinesis.analytics.flink.run.options"

// The members of PythonOptions. Paths are those in the archive.
const (
	// ScriptOption is the file to run, and ModuleOption the module, where there is no file.
	ScriptOption = "python"
	ModuleOption = "pyModule"
	// JAROption is a JAR with connectors and other classes that the program takes.
	JAROption = "jarfile"
	// FilesOption lists, separated by commas, files, folders and archives in which modules are.
	FilesOption = "pyFiles"
	// ArchivesOption lists archives that are unpacked where functions in Python run, each as path or path#name.
	ArchivesOption = "pyArchives"
	// RequirementsOption is a file of packages that are installed where functions in Python run, as path or path#folder of packages.
	RequirementsOption = "pyRequirements"
)

// IsPython tells whether runtime properties say that an archive has a program in Python, which Apache Flink runs.
func IsPython(properties map[string]map[string]string) bool {
	o := properties[PythonOptions]
	return o[ScriptOption] != "" || o[ModuleOption] != ""
}
