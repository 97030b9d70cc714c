package e2e

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/stretchr/testify/require"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/yaml"

	"github.com/penstock/penstock/awstest"
	"github.com/penstock/penstock/runtime/kubernetes/kubernetestest"
	"github.com/penstock/penstock/store/storetest"
)

// chartValues install the chart with the image of these sources, a Postgres and an S3 outside of Kubernetes.
const chartValues = `
image: {repository: %s, tag: %s, pullPolicy: Never}
database: {existingSecret: given, key: url}
rootKey: {existingSecret: given, key: root}
credentials: {existingSecret: given}
state: {storage: 's3://state/of/penstock?region=us-east-1&endpoint=%s', existingSecret: given}
clusters: {imagePullPolicy: Never, requestPercent: 1}
resources: {requests: {cpu: 1m, memory: 1Mi}, limits: {memory: 1Gi}}
`

// The resources of what the chart has.
var chartResources = map[string]schema.GroupVersionResource{
	"Namespace":           {Version: "v1", Resource: "namespaces"},
	"Secret":              {Version: "v1", Resource: "secrets"},
	"Service":             {Version: "v1", Resource: "services"},
	"ServiceAccount":      {Version: "v1", Resource: "serviceaccounts"},
	"Deployment":          {Group: "apps", Version: "v1", Resource: "deployments"},
	"Role":                {Group: "rbac.authorization.k8s.io", Version: "v1", Resource: "roles"},
	"RoleBinding":         {Group: "rbac.authorization.k8s.io", Version: "v1", Resource: "rolebindings"},
	"PodDisruptionBudget": {Group: "policy", Version: "v1", Resource: "poddisruptionbudgets"},
}

// The chart is installed, with two control planes in pods, and an application is started through it by the AWS CLI.
func TestKubernetes_chart(t *testing.T) {
	t.Parallel()
	kubernetestest.Kubeconfig(t)
	program := awstest.Command(t, "aws")
	namespace := "chart-" + strings.ToLower(filepath.Base(shortDir(t)))
	storage, database := reachable(t, "tcp", bucket(t)), databaseURL(t)
	root := base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{7}, 32))
	install(t, fmt.Sprintf("apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n", namespace), "")
	install(t, fmt.Sprintf(`
apiVersion: v1
kind: Secret
metadata: {name: given}
stringData: {url: %q, root: %q, access-key-id: AKIAEXAMPLEEXAMPLE00, secret-access-key: a-secret-of-the-tests}
`, database, root), namespace)
	repository, tag, _ := strings.Cut(kubernetestest.Image(t), ":")
	render := exec.CommandContext(t.Context(), "go", "-C", "../deploy/charttest", "run", "./render", "penstock", namespace)
	render.Stdin = strings.NewReader(fmt.Sprintf(chartValues, repository, tag, "http://"+storage))
	render.Stderr = os.Stderr
	manifest, err := render.Output()
	require.NoError(t, err)
	install(t, string(manifest), namespace)

	address := ""
	eventually(t, "two control planes are ready", func() bool {
		ready := readyControlPlanes(t, namespace)
		if len(ready) > 0 {
			address = "http://" + net.JoinHostPort(ready[0], "7070")
		}
		return len(ready) == 2
	})
	cli := func(arguments ...string) string {
		t.Helper()
		command := exec.CommandContext(t.Context(), program, append([]string{"--endpoint-url", address, "--region", "us-east-1", "--output", "text", "kinesisanalyticsv2"}, arguments...)...)
		command.Env = append(os.Environ(), "AWS_ACCESS_KEY_ID=AKIAEXAMPLEEXAMPLE00", "AWS_SECRET_ACCESS_KEY=a-secret-of-the-tests", "AWS_CONFIG_FILE=/dev/null")
		out, err := command.Output()
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			t.Logf("aws %s: %s", arguments[0], failed.Stderr)
		}
		require.NoError(t, err)
		return strings.TrimSpace(string(out))
	}
	const endless = `CREATE TABLE s (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '10'); ` +
		`CREATE TABLE d (n BIGINT) WITH ('connector' = 'blackhole'); INSERT INTO d SELECT n FROM s;`
	cli("create-application", "--application-name", "orders", "--runtime-environment", "FLINK-1_20",
		"--service-execution-role", "arn:aws:iam::000000000000:role/e2e", "--application-configuration",
		fmt.Sprintf(`{"ApplicationCodeConfiguration":{"CodeContentType":"PLAINTEXT","CodeContent":{"TextContent":%q}}}`, endless))
	cli("start-application", "--application-name", "orders")
	eventually(t, "the application runs", func() bool {
		return cli("describe-application", "--application-name", "orders", "--query", "ApplicationDetail.ApplicationStatus") == "RUNNING"
	})
	require.Len(t, clusterPods(t, namespace), 1)
	cli("stop-application", "--application-name", "orders", "--force")
	eventually(t, "its pod is gone", func() bool { return len(clusterPods(t, namespace)) == 0 })
}

// bucket is the address of an S3 with the bucket "state".
func bucket(t *testing.T) string {
	t.Helper()
	moto := awstest.Moto(t)
	client := s3.New(s3.Options{
		Region: "us-east-1", BaseEndpoint: &moto, UsePathStyle: true, Credentials: credentials.NewStaticCredentialsProvider("test", "test", ""),
	})
	_, err := client.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: aws.String("state")})
	require.NoError(t, err)
	return strings.TrimPrefix(moto, "http://")
}

// databaseURL is that of an empty database, as pods reach it. Its Postgres listens on a socket only.
func databaseURL(t *testing.T) string {
	t.Helper()
	database, err := url.Parse(storetest.EmptyURL(t))
	require.NoError(t, err)
	options := database.Query()
	port := options.Get("port")
	if port == "" {
		port = "5432"
	}
	database.Host = reachable(t, "unix", filepath.Join(options.Get("host"), ".s.PGSQL."+port))
	options.Del("host")
	options.Del("port")
	options.Set("sslmode", "disable")
	database.RawQuery = options.Encode()
	return database.String()
}

// reachable is an address of this machine, as pods see it, that leads to one that only this machine sees.
func reachable(t *testing.T, network, address string) string {
	t.Helper()
	var lc net.ListenConfig
	l, err := lc.Listen(t.Context(), "tcp", net.JoinHostPort(os.Getenv("K8S_NET")+".0.1", "0"))
	require.NoError(t, err)
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				to, err := (&net.Dialer{}).DialContext(context.Background(), network, address)
				if err != nil {
					return
				}
				defer to.Close()
				go func() {
					defer to.Close()
					_, _ = io.Copy(to, conn)
				}()
				_, _ = io.Copy(conn, to)
			}()
		}
	}()
	return l.Addr().String()
}

// install makes objects in a namespace, which are gone after the test.
func install(t *testing.T, manifest, namespace string) {
	t.Helper()
	client := kubernetestest.Client(t)
	decoder := yaml.NewYAMLOrJSONDecoder(strings.NewReader(manifest), 4096)
	for {
		o := &unstructured.Unstructured{}
		err := decoder.Decode(&o.Object)
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(t, err)
		if o.Object == nil {
			continue
		}
		resource, known := chartResources[o.GetKind()]
		require.True(t, known, o.GetKind())
		if o.GetKind() == "Namespace" {
			spaces := client.Resource(resource)
			_, err = spaces.Create(t.Context(), o, metav1.CreateOptions{})
			t.Cleanup(func() {
				if err := spaces.Delete(context.Background(), o.GetName(), metav1.DeleteOptions{}); err != nil {
					t.Logf("remove the namespace after the test: %v", err)
				}
			})
		} else {
			_, err = client.Resource(resource).Namespace(namespace).Create(t.Context(), o, metav1.CreateOptions{})
		}
		require.NoError(t, err, "%s %s", o.GetKind(), o.GetName())
	}
}

// readyControlPlanes are the addresses of those.
func readyControlPlanes(t *testing.T, namespace string) (addresses []string) {
	t.Helper()
	list, err := kubernetestest.Client(t).Resource(podResource).Namespace(namespace).List(t.Context(), metav1.ListOptions{
		LabelSelector: "app.kubernetes.io/component=control-plane",
	})
	require.NoError(t, err)
	for i := range list.Items {
		conditions, _, _ := unstructured.NestedSlice(list.Items[i].Object, "status", "conditions")
		for _, c := range conditions {
			if c, ok := c.(map[string]any); ok && c["type"] == "Ready" && c["status"] == "True" {
				address, _, _ := unstructured.NestedString(list.Items[i].Object, "status", "podIP")
				addresses = append(addresses, address)
			}
		}
	}
	return addresses
}

// clusterPods are the names of the pods of applications.
func clusterPods(t *testing.T, namespace string) (names []string) {
	t.Helper()
	for _, name := range podNames(t, namespace) {
		if strings.HasPrefix(name, "ps-") {
			names = append(names, name)
		}
	}
	return names
}
