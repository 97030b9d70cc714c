package assembly

import (
	"path/filepath"

	"github.com/penstock/penstock/runtime/driver"
)

// Python is what to run of an archive with a program in Python, by the options of the same names.
type Python struct {
	Script       string `json:"script,omitempty"`
	Module       string `json:"module,omitempty"`
	JAR          string `json:"jar,omitempty"`
	Files        string `json:"files,omitempty"`
	Archives     string `json:"archives,omitempty"`
	Requirements string `json:"requirements,omitempty"`
}

// PythonOf reads runtime properties; nil where they name no program in Python.
func PythonOf(properties map[string]map[string]string) *Python {
	if !driver.IsPython(properties) {
		return nil
	}
	o := properties[driver.PythonOptions]
	return &Python{
		Script: o[driver.ScriptOption], Module: o[driver.ModuleOption], JAR: o[driver.JAROption], Files: o[driver.FilesOption], Archives: o[driver.ArchivesOption],
		Requirements: o[driver.RequirementsOption],
	}
}

// settings are what the JobManager is told.
func (y *Python) settings(p Place) map[string]string {
	prefix := "penstock.python."
	return map[string]string{
		prefix + "interpreter": p.Python, prefix + "archive": filepath.Join(p.Dir, CodeFile), prefix + "group": driver.PythonOptions,
		prefix + driver.ScriptOption: y.Script, prefix + driver.ModuleOption: y.Module, prefix + driver.JAROption: y.JAR, prefix + driver.FilesOption: y.Files,
		prefix + driver.ArchivesOption: y.Archives, prefix + driver.RequirementsOption: y.Requirements,
	}
}
