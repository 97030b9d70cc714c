package charttest

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"k8s.io/apimachinery/pkg/util/yaml"
	yamlvalues "sigs.k8s.io/yaml"
)

// needed are the values without which nothing is rendered.
const needed = "database: {existingSecret: db}\nrootKey: {existingSecret: rk}\nstate: {storage: 's3://b/p?region=r'}\n"

// render gives the objects by kind/name.
func render(t *testing.T, values string) (map[string]map[string]any, error) {
	t.Helper()
	text, err := Render("../chart", "penstock", "streams", values)
	if err != nil {
		return nil, err
	}
	objects := map[string]map[string]any{}
	decoder := yaml.NewYAMLOrJSONDecoder(strings.NewReader(text), 4096)
	for {
		var o map[string]any
		err := decoder.Decode(&o)
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err, "%s", text)
		if o == nil {
			continue
		}
		meta, ok := o["metadata"].(map[string]any)
		require.True(t, ok, "%v", o)
		objects[o["kind"].(string)+"/"+meta["name"].(string)] = o
	}
	return objects, nil
}

func TestChart_needs_what_it_cannot_do_without(t *testing.T) {
	t.Parallel()
	_, err := render(t, "")
	require.ErrorContains(t, err, "database.existingSecret is required")
	_, err = render(t, "database: {existingSecret: db}")
	require.ErrorContains(t, err, "state.storage or state.existingClaim is required")
}

func TestChart_gives_the_control_plane_rights_in_one_namespace_only(t *testing.T) {
	t.Parallel()
	objects, err := render(t, needed)
	require.NoError(t, err)
	for _, name := range []string{"Deployment/penstock", "Service/penstock", "ServiceAccount/penstock", "Role/penstock-clusters",
		"RoleBinding/penstock-clusters", "PodDisruptionBudget/penstock"} {
		require.Contains(t, objects, name)
	}
	require.Len(t, objects, 6)
	for _, values := range []string{"clusters: {namespace: 'ps-{account}'}", "clusters: {createNamespaces: true}"} {
		objects, err = render(t, needed+values)
		require.NoError(t, err)
		require.Contains(t, objects, "ClusterRole/penstock-clusters")
		require.NotContains(t, objects, "Role/penstock-clusters")
	}
}

func TestChart_hands_on_the_template_of_pods(t *testing.T) {
	t.Parallel()
	objects, err := render(t, needed+"extraArgs: [--log-level=debug]\npodAnnotations: {a: b}\nclusters: {podTemplate: {spec: {nodeSelector: {disk: ssd}}}, taskManagerTemplate: {spec: {nodeSelector: {spot: 'true'}}}}")
	require.NoError(t, err)
	data := objects["ConfigMap/penstock-pod-template"]["data"].(map[string]any)
	require.Contains(t, data["template.yaml"], "disk: ssd")
	require.Contains(t, data["taskmanager.yaml"], "spot: \"true\"")
	text, err := yamlvalues.Marshal(objects["Deployment/penstock"])
	require.NoError(t, err)
	for _, part := range []string{"--kubernetes-pod-template=/template/template.yaml", "--kubernetes-taskmanager-template=/template/taskmanager.yaml", "--log-level=debug", "a: b"} {
		require.Contains(t, string(text), part)
	}
}
