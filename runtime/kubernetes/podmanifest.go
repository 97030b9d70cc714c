package kubernetes

import (
	"encoding/json"
	"fmt"
	"maps"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
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
func (d *Driver) podManifest(r *record, spec driver.Spec, engine, image string) (*corev1.Pod, error) {
	own := corev1.PodTemplateSpec{ObjectMeta: metav1.ObjectMeta{Labels: d.labels(r.id, spec.ApplicationName)}, Spec: d.podSpec(r, spec, image)}
	if engine == flinkEngine {
		forFlink(&own.Spec)
	}
	merged, err := mergeTemplate(own, d.o.Template)
	if err != nil {
		return nil, err
	}
	p := &corev1.Pod{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Pod"}, ObjectMeta: d.meta(r, spec.ApplicationName), Spec: merged.Spec}
	// What finds the pod again is not a matter of templates, nor that it is started once.
	labels := maps.Clone(merged.Labels)
	maps.Copy(labels, p.Labels)
	p.Labels, p.Annotations = labels, merged.Annotations
	p.Spec.RestartPolicy = corev1.RestartPolicyNever
	return p, nil
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
	patch, err := json.Marshal(template)
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

func (d *Driver) podSpec(r *record, spec driver.Spec, image string) corev1.PodSpec {
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
			Resources:    d.resources(spec),
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
func kpus(spec driver.Spec) int64 {
	per := max(1, spec.ParallelismPerKPU)
	return int64(max(1, (spec.Parallelism+per-1)/per))
}

// resources are the application's KPUs: that is its limit, and by default what is set aside for it.
func (d *Driver) resources(spec driver.Spec) corev1.ResourceRequirements {
	n, percent := kpus(spec), int64(d.o.RequestPercent)
	const hundred = 100
	cpu := func(part int64) resource.Quantity {
		return *resource.NewMilliQuantity(n*milliCPUPerKPU*part/hundred, resource.DecimalSI)
	}
	memory := func(part int64) resource.Quantity {
		return resource.MustParse(strconv.FormatInt(n*mebiPerKPU*part/hundred, 10) + "Mi")
	}
	return corev1.ResourceRequirements{
		Requests: corev1.ResourceList{corev1.ResourceCPU: cpu(percent), corev1.ResourceMemory: memory(percent)},
		Limits:   corev1.ResourceList{corev1.ResourceCPU: cpu(hundred), corev1.ResourceMemory: memory(hundred)},
	}
}
