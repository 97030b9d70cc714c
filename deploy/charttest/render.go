// Package charttest renders the chart as Helm does. It is a module of its own: Helm brings much that nothing else here needs.
package charttest

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
	"sigs.k8s.io/yaml"
)

// Render gives what the chart in a folder makes of values in YAML, for a release in a namespace: documents of YAML.
func Render(folder, release, namespace, values string) (string, error) {
	chart, err := loader.Load(folder)
	if err != nil {
		return "", fmt.Errorf("load the chart: %w", err)
	}
	given := map[string]any{}
	if err := yaml.Unmarshal([]byte(values), &given); err != nil {
		return "", fmt.Errorf("read the values of the chart: %w", err)
	}
	all, err := chartutil.ToRenderValues(chart, given, chartutil.ReleaseOptions{Name: release, Namespace: namespace, IsInstall: true}, chartutil.DefaultCapabilities)
	if err != nil {
		return "", fmt.Errorf("complete the values of the chart: %w", err)
	}
	files, err := engine.Render(chart, all)
	if err != nil {
		return "", fmt.Errorf("render the chart: %w", err)
	}
	var documents strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path.Ext(name) == ".yaml" {
			documents.WriteString("---\n" + files[name] + "\n")
		}
	}
	return documents.String(), nil
}
