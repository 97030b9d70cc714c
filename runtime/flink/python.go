package flink

import (
	"fmt"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flink/distribution"
	"github.com/penstock/penstock/runtime/flink/python"
)

// checkPython refuses a program in Python that cannot run here, as far as that is known without its code.
func checkPython(runtime string, kind driver.CodeKind, properties map[string]map[string]string) error {
	options := properties[driver.PythonOptions]
	named := driver.ScriptOption
	if options[named] == "" {
		named = driver.ModuleOption
	}
	says := fmt.Sprintf("The property %s of %s says that this is a program in Python", named, driver.PythonOptions)
	if kind != driver.ZipFile {
		return &driver.CodeError{Message: says + ", but the code is text: make it an archive (CodeContentType ZIPFILE), or take the property away."}
	}
	if engine := properties[driver.RunOptions][driver.EngineOption]; engine != "" && engine != Name {
		return &driver.CodeError{Message: fmt.Sprintf("%s, which runs on Apache Flink only, but the property %s of %s is %q: take one of the two away.",
			says, driver.EngineOption, driver.RunOptions, engine)}
	}
	if v, known := distribution.Find(runtime); known && !python.Runs(v) {
		return &driver.CodeError{Message: (&python.UnknownError{Version: v}).Error()}
	}
	return nil
}
