package kubernetes

import (
	"encoding/json"
	"fmt"
	"maps"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/strategicpatch"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/kubernetes/pod"
)

const (
	// containerName is the container's, for templates.
	containerName = "cluster"
	// user is who the process runs as, where a template says nothing else.
	user = 10001

	workDir        = "/work"
	identityDir    = "/identity"
	terminationLog = "/dev/termination-log"
	// gracePeriod is how long a pod has for its last checkpoint, in seconds.
	gracePeriod = 30
)

// The parts of a KPU.
const (
	milliCPUPerKPU = 1000
	mebiPerKPU     = 4096
)

// podManifest is the pod of a cluster: the driver's own, merged with the installation's template.
func (d *Driver) podManifest(c cluster) (*corev1.Pod, error) {
	name := c.spec.ApplicationName
	own := corev1.PodTemplateSpec{ObjectMeta: metav1.ObjectMeta{Labels: d.labels(c.id, name)}, Spec: d.podSpec(c.record, c.image)}
	n := kpus(c.spec)
	own.Spec.Containers[0].Resources = d.limits(n, n*mebiPerKPU, n*mebiPerKPU)
	if c.engine == flinkEngine {
		forFlink(&own.Spec)
	}
	if c.workload.Workers != nil {
		d.forHost(&own.Spec, c.workload)
	}
	merged, err := mergeTemplates(own, d.o.Template)
	if err != nil {
		return nil, err
	}
	p := &corev1.Pod{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Pod"}, ObjectMeta: d.meta(c.record, name), Spec: merged.Spec}
	// What finds the pod again is not a matter of templates, nor that it is started once.
	labels := maps.Clone(merged.Labels)
	maps.Copy(labels, p.Labels)
	p.Labels, p.Annotations = labels, merged.Annotations
	p.Spec.RestartPolicy = corev1.RestartPolicyNever
	return p, nil
}

// forHost gives the pod of a cluster that has workers in pods of their own what that needs. It had better not be on a node that may be
// taken away at any time: a worker's end costs a restart of its tasks, this one's that of the job.
func (d *Driver) forHost(spec *corev1.PodSpec, w driver.Workload) {
	memory := w.Workers.HostMebibytes
	limit := memory
	if w.Sealed {
		limit += sealedHostFiles
	}
	c := &spec.Containers[0]
	c.Resources = d.limits(workerKPUs, memory, limit)
	withAddress(c)
	require := func(key string, operator corev1.NodeSelectorOperator, values ...string) corev1.NodeSelectorRequirement {
		return corev1.NodeSelectorRequirement{Key: key, Operator: operator, Values: values}
	}
	spec.Affinity = &corev1.Affinity{NodeAffinity: &corev1.NodeAffinity{
		PreferredDuringSchedulingIgnoredDuringExecution: []corev1.PreferredSchedulingTerm{{
			Weight: mostWeight,
			Preference: corev1.NodeSelectorTerm{MatchExpressions: []corev1.NodeSelectorRequirement{ // each holds where the label is missing
				require("karpenter.sh/capacity-type", corev1.NodeSelectorOpNotIn, "spot"),
				require("eks.amazonaws.com/capacityType", corev1.NodeSelectorOpNotIn, "SPOT"),
				require("cloud.google.com/gke-spot", corev1.NodeSelectorOpNotIn, "true"),
				require("kubernetes.azure.com/scalesetpriority", corev1.NodeSelectorOpNotIn, "spot"),
			}},
		}},
	}}
}

// mostWeight is the most that a preference can weigh.
const mostWeight = 100

// sealedHostFiles is what a JobManager with keys may have in files in memory, in MiB: blobs and the application's code.
const sealedHostFiles = 2048

// mergeTemplates merges templates over a pod, one after the other.
func mergeTemplates(own corev1.PodTemplateSpec, templates ...*corev1.PodTemplateSpec) (corev1.PodTemplateSpec, error) {
	var err error
	for _, template := range templates {
		if own, err = mergeTemplate(own, template); err != nil {
			return own, err
		}
	}
	return own, nil
}

// mergeTemplate merges a template over a pod as a strategic merge patch.
func mergeTemplate(own corev1.PodTemplateSpec, template *corev1.PodTemplateSpec) (corev1.PodTemplateSpec, error) {
	if template == nil {
		return own, nil
	}
	original, err := json.Marshal(own)
	if err != nil {
		return own, fmt.Errorf("write the pod: %w", err)
	}
	said, err := runtime.DefaultUnstructuredConverter.ToUnstructured(template)
	if err != nil {
		return own, fmt.Errorf("write the template of pods: %w", err)
	}
	// A patch takes away what is null in it, such as the containers of a template that has none.
	if unstructured.RemoveNestedField(said, "metadata", "creationTimestamp"); template.Spec.Containers == nil {
		unstructured.RemoveNestedField(said, "spec", "containers")
	}
	patch, err := json.Marshal(said)
	if err != nil {
		return own, fmt.Errorf("write the template of pods: %w", err)
	}
	text, err := strategicpatch.StrategicMergePatch(original, patch, corev1.PodTemplateSpec{})
	if err != nil {
		return own, fmt.Errorf("merge the template of pods: %w", err)
	}
	var merged corev1.PodTemplateSpec
	if err := json.Unmarshal(text, &merged); err != nil {
		return own, fmt.Errorf("merge the template of pods: %w", err)
	}
	for _, c := range merged.Spec.Containers {
		if c.Name == containerName {
			return merged, nil
		}
	}
	return own, &driver.TerminalError{Reason: "The template of pods takes the container " + containerName + " away."}
}

func (d *Driver) podSpec(r *record, image string) corev1.PodSpec {
	volume := func(name string, source corev1.VolumeSource) corev1.Volume {
		return corev1.Volume{Name: name, VolumeSource: source}
	}
	scratch := corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}}
	volumes := []corev1.Volume{
		volume("work", scratch), volume("tmp", scratch),
		volume("identity", corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{SecretName: string(r.id), DefaultMode: new(int32(0o440))}}),
	}
	mounts := []corev1.VolumeMount{
		{Name: "work", MountPath: workDir}, {Name: "tmp", MountPath: "/tmp"},
		{Name: "identity", MountPath: identityDir, ReadOnly: true},
	}
	if d.o.StateVolume != nil {
		volumes = append(volumes, volume("state", *d.o.StateVolume))
		mounts = append(mounts, corev1.VolumeMount{Name: "state", MountPath: d.o.StatePath})
	}
	return corev1.PodSpec{
		RestartPolicy: corev1.RestartPolicyNever, ServiceAccountName: string(r.id), AutomountServiceAccountToken: new(false),
		EnableServiceLinks: new(false), TerminationGracePeriodSeconds: new(int64(gracePeriod)),
		SecurityContext: &corev1.PodSecurityContext{
			RunAsNonRoot: new(true), RunAsUser: new(int64(user)), RunAsGroup: new(int64(user)), FSGroup: new(int64(user)),
			SeccompProfile: &corev1.SeccompProfile{Type: corev1.SeccompProfileTypeRuntimeDefault},
		},
		Volumes: volumes,
		Containers: []corev1.Container{{
			Name: containerName, Image: image, ImagePullPolicy: d.o.ImagePullPolicy, WorkingDir: workDir,
			Command: []string{"/penstock"}, Args: []string{"pod", "--dir", workDir, "--identity", identityDir, "--termination", terminationLog},
			Ports: []corev1.ContainerPort{
				{Name: "control", ContainerPort: pod.Port, Protocol: corev1.ProtocolTCP}, {Name: "probe", ContainerPort: pod.ProbePort, Protocol: corev1.ProtocolTCP},
			},
			Env:          []corev1.EnvVar{{Name: "TMPDIR", Value: "/tmp"}, {Name: "HOME", Value: workDir}},
			VolumeMounts: mounts,
			ReadinessProbe: &corev1.Probe{
				ProbeHandler:   corev1.ProbeHandler{HTTPGet: &corev1.HTTPGetAction{Path: "/readyz", Port: intstr.FromInt32(pod.ProbePort)}},
				TimeoutSeconds: 10, PeriodSeconds: 10,
			},
			TerminationMessagePath: terminationLog, TerminationMessagePolicy: corev1.TerminationMessageReadFile,
			SecurityContext: &corev1.SecurityContext{
				AllowPrivilegeEscalation: new(false), ReadOnlyRootFilesystem: new(true), RunAsNonRoot: new(true),
				Capabilities: &corev1.Capabilities{Drop: []corev1.Capability{"ALL"}},
			},
		}},
	}
}

// kpus is how many KPUs a job needs: as many as its subtasks fill.
func kpus(spec driver.Spec) int {
	per := max(1, spec.ParallelismPerKPU)
	return max(1, (spec.Parallelism+per-1)/per)
}

// limits are what a container may have at most: the processors of a number of KPUs, and memory in MiB. The scheduler is asked for all of
// the processors and of the memory that is given as requested, unless the installation asks for less.
func (d *Driver) limits(kpus, requested, most int) corev1.ResourceRequirements {
	const hundred = 100
	cpu := func(percent int) resource.Quantity {
		return *resource.NewMilliQuantity(int64(kpus*milliCPUPerKPU*percent/hundred), resource.DecimalSI)
	}
	memory := func(mebibytes int) resource.Quantity { return resource.MustParse(strconv.Itoa(mebibytes) + "Mi") }
	percent := d.o.RequestPercent
	return corev1.ResourceRequirements{
		Requests: corev1.ResourceList{corev1.ResourceCPU: cpu(percent), corev1.ResourceMemory: memory(requested * percent / hundred)},
		Limits:   corev1.ResourceList{corev1.ResourceCPU: cpu(hundred), corev1.ResourceMemory: memory(most)},
	}
}
