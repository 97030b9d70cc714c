package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"

	"github.com/spf13/pflag"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/yaml"

	"github.com/penstock/penstock/cmd/penstock/datadir"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/kubernetes"
	"github.com/penstock/penstock/runtime/local"
)

// The values of --runtime.
const (
	runtimeLocal      = local.Name
	runtimeKubernetes = kubernetes.Name
)

// clusterOptions are the flags of serve that say where clusters run.
type clusterOptions struct {
	runtime          string
	kubeconfig       string
	context          string
	namespace        string
	createNamespaces bool
	image            string
	flinkImage       string
	pullPolicy       string
	requestPercent   int
	stateVolume      string
	podTemplate      string
	taskTemplate     string
}

func (o *clusterOptions) register(f *pflag.FlagSet) {
	f.StringVar(&o.runtime, "runtime", runtimeLocal, "where clusters run: local, as processes of this machine, or kubernetes, as pods")
	f.StringVar(&o.kubeconfig, "kubeconfig", "", "how to reach Kubernetes (default: $KUBECONFIG; inside a pod, the pod's own account)")
	f.StringVar(&o.context, "kubernetes-context", "", "the context of the kubeconfig (default: its current one)")
	f.StringVar(&o.namespace, "kubernetes-namespace", "penstock", "the namespace of clusters; {account} and {application} are replaced by those of the application")
	f.BoolVar(&o.createNamespaces, "kubernetes-create-namespaces", false, "make namespaces that are not there")
	f.StringVar(&o.image, "kubernetes-image", "", `the image of clusters' pods, as "penstock image" writes it (default: $`+imageVariable+", or that of this build)")
	f.StringVar(&o.flinkImage, "kubernetes-flink-image", "", "the image of clusters on Apache Flink, with Java and the distributions; without it, JARs are refused")
	f.StringVar(&o.pullPolicy, "kubernetes-image-pull-policy", "", "Always, IfNotPresent or Never (default: Kubernetes decides)")
	f.IntVar(&o.requestPercent, "kubernetes-request-percent", 100, "how much of its KPUs, which are its limits, a pod asks the scheduler for")
	f.StringVar(&o.stateVolume, "kubernetes-state-volume", "", "the volume of checkpoints and snapshots, where those are in files: pvc:NAME or hostPath:PATH, the same as is mounted at applications/ of the data directory here")
	f.StringVar(&o.podTemplate, "kubernetes-pod-template", "", "a YAML file with a PodTemplateSpec that is merged over every pod; the container is named cluster")
	f.StringVar(&o.taskTemplate, "kubernetes-taskmanager-template", "", "another one, which is merged after it over the pods of TaskManagers, such as one that puts them on spot nodes")
}

func (o *clusterOptions) check(state stateOptions) error {
	switch o.runtime {
	case runtimeLocal:
		return nil
	case runtimeKubernetes:
	default:
		return fmt.Errorf("--runtime %q is neither %s nor %s", o.runtime, runtimeLocal, runtimeKubernetes)
	}
	if state.storage == "" && o.stateVolume == "" {
		return errors.New("--runtime kubernetes needs --state-storage, or --kubernetes-state-volume: checkpoints in a pod's own files would be gone with it")
	}
	if state.storage != "" && o.stateVolume != "" {
		return errors.New("--kubernetes-state-volume is for state in files, and --state-storage says that it is in a bucket")
	}
	if _, err := o.volume(); err != nil {
		return err
	}
	if o.requestPercent < 1 || o.requestPercent > 100 {
		return fmt.Errorf("--kubernetes-request-percent %d is not between 1 and 100", o.requestPercent)
	}
	switch corev1.PullPolicy(o.pullPolicy) {
	case "", corev1.PullAlways, corev1.PullIfNotPresent, corev1.PullNever:
		return nil
	default:
		return fmt.Errorf("--kubernetes-image-pull-policy %q is none of Always, IfNotPresent and Never", o.pullPolicy)
	}
}

// volume is the volume of state; nil for none.
func (o *clusterOptions) volume() (*corev1.VolumeSource, error) {
	if o.stateVolume == "" {
		return nil, nil
	}
	kind, name, _ := strings.Cut(o.stateVolume, ":")
	switch {
	case name == "":
	case kind == "pvc":
		return &corev1.VolumeSource{PersistentVolumeClaim: &corev1.PersistentVolumeClaimVolumeSource{ClaimName: name}}, nil
	case kind == "hostPath":
		return &corev1.VolumeSource{HostPath: &corev1.HostPathVolumeSource{Path: name, Type: new(corev1.HostPathDirectory)}}, nil
	}
	return nil, fmt.Errorf("--kubernetes-state-volume %q is neither pvc:NAME nor hostPath:PATH", o.stateVolume)
}

// readTemplate reads the template of pods that a flag names; nil for none.
func readTemplate(flag, path string) (*corev1.PodTemplateSpec, error) {
	if path == "" {
		return nil, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("--%s: %w", flag, err)
	}
	var t corev1.PodTemplateSpec
	if err := yaml.UnmarshalStrict(text, &t); err != nil {
		return nil, fmt.Errorf("--%s %s: %w", flag, path, err)
	}
	return &t, nil
}

// config finds out how to reach Kubernetes.
func (o *clusterOptions) config() (*rest.Config, error) {
	rules := clientcmd.NewDefaultClientConfigLoadingRules()
	rules.ExplicitPath = o.kubeconfig
	config, err := clientcmd.NewNonInteractiveDeferredLoadingClientConfig(rules, &clientcmd.ConfigOverrides{CurrentContext: o.context}).ClientConfig()
	if err != nil {
		return nil, fmt.Errorf("--runtime kubernetes: how to reach it is not known; name a file with --kubeconfig: %w", err)
	}
	return config, nil
}

// clusterDriver is what the control plane needs of a driver.
type clusterDriver interface {
	driver.Driver
	driver.Builder
}

// newClusters makes the driver.
func (cp *controlPlane) newClusters(o clusterOptions, dir *datadir.Dir, engines []driver.Engine, logger *slog.Logger) (clusterDriver, error) {
	if o.runtime != runtimeKubernetes {
		return local.New(local.Options{Dir: dir.Join("clusters"), Engines: engines, LogKeys: cp.dataKeys, Logger: logger})
	}
	config, err := o.config()
	if err != nil {
		return nil, err
	}
	template, err := readTemplate("kubernetes-pod-template", o.podTemplate)
	if err != nil {
		return nil, err
	}
	taskTemplate, err := readTemplate("kubernetes-taskmanager-template", o.taskTemplate)
	if err != nil {
		return nil, err
	}
	volume, err := o.volume()
	if err != nil {
		return nil, err
	}
	installation, err := installationName(cp.dataKeys)
	if err != nil {
		return nil, err
	}
	clusters, err := kubernetes.New(kubernetes.Options{
		Config: config, Installation: installation, Namespace: o.namespace, CreateNamespaces: o.createNamespaces, Engines: engines,
		Image: firstOf(o.image, os.Getenv(imageVariable), defaultImage()), Images: map[string]string{"flink": o.flinkImage},
		ImagePullPolicy: corev1.PullPolicy(o.pullPolicy), RequestPercent: o.requestPercent,
		StateVolume: volume, StatePath: dir.Join("applications"), Template: template, WorkerTemplate: taskTemplate,
		LogKeys: cp.dataKeys, Logger: logger,
	})
	if err != nil {
		return nil, err
	}
	cp.atClose(clusters.Close)
	return clusters, nil
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// installationName tells the installations apart that share a Kubernetes, by the keys that only one of them has.
func installationName(keys driver.LogKeys) (string, error) {
	key, err := keys.LogKey("installation")
	if err != nil {
		return "", err
	}
	defer key.Key.Wipe()
	sum := sha256.Sum256(append([]byte("name of the installation "), key.Key.Bytes()...))
	return hex.EncodeToString(sum[:8]), nil
}
