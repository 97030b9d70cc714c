package kubernetes

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/kubernetes/pod"
)

// workersSuffix makes the names of what belongs to a cluster's workers.
const workersSuffix = "-workers"

// componentWorker is what pods of workers are, by the label of Kubernetes for that; componentCluster is the cluster's own.
const (
	labelComponent   = "app.kubernetes.io/component"
	componentCluster = "cluster"
	componentWorker  = "worker"
)

// workerKPUs is how many KPUs a worker is, and sealedWorkerKPUs what memory it may have where its files are in memory, too.
const (
	workerKPUs       = 1
	sealedWorkerKPUs = 2
)

// replacementPatience is how long a node may be silent until its workers are replaced, in seconds. Unlike the cluster's pod they may be
// twice: the JobManager takes nothing from one that it has given up.
const replacementPatience = 20

// workerMeta is that of an object of the workers.
func (d *Driver) workerMeta(r *record, application string) metav1.ObjectMeta {
	m := d.meta(r, application)
	m.Name += workersSuffix
	m.Labels[labelComponent] = componentWorker
	return m
}

// workerSecretManifest holds the workers' part of the identity.
func (d *Driver) workerSecretManifest(r *record, application string, id pod.Identity) *corev1.Secret {
	return &corev1.Secret{
		TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Secret"}, ObjectMeta: d.workerMeta(r, application),
		Type: corev1.SecretTypeOpaque, Immutable: new(true), Data: id.WorkerSecret(),
	}
}

// workerBudgetManifest has nodes drained one after the other, as far as they have workers.
func (d *Driver) workerBudgetManifest(r *record, application string) *policyv1.PodDisruptionBudget {
	return &policyv1.PodDisruptionBudget{
		TypeMeta: metav1.TypeMeta{APIVersion: "policy/v1", Kind: "PodDisruptionBudget"}, ObjectMeta: d.workerMeta(r, application),
		Spec: policyv1.PodDisruptionBudgetSpec{MaxUnavailable: new(intstr.FromInt32(1)), Selector: &metav1.LabelSelector{MatchLabels: workerLabels(r.id)}},
	}
}

// workerLabels are those by which the pods of a cluster's workers are found.
func workerLabels(id driver.ClusterID) map[string]string {
	return map[string]string{labelCluster: string(id), labelComponent: componentWorker}
}

// workersManifest keeps as many workers as there are to be, which connect to the cluster's pod at an address.
func (d *Driver) workersManifest(c cluster, address string) (*appsv1.ReplicaSet, error) {
	template, err := d.workerTemplate(c, address)
	if err != nil {
		return nil, err
	}
	return &appsv1.ReplicaSet{
		TypeMeta: metav1.TypeMeta{APIVersion: "apps/v1", Kind: "ReplicaSet"}, ObjectMeta: d.workerMeta(c.record, c.spec.ApplicationName),
		Spec: appsv1.ReplicaSetSpec{
			Replicas: new(int32(c.workload.Workers.Count)), Selector: &metav1.LabelSelector{MatchLabels: workerLabels(c.id)}, Template: template,
		},
	}, nil
}

// workerTemplate is the pod of a worker.
func (d *Driver) workerTemplate(c cluster, address string) (corev1.PodTemplateSpec, error) {
	labels := d.workerMeta(c.record, c.spec.ApplicationName).Labels
	own := corev1.PodTemplateSpec{ObjectMeta: metav1.ObjectMeta{Labels: labels}, Spec: d.podSpec(c.record, c.image)}
	memory := workerKPUs
	if c.workload.Sealed {
		memory = sealedWorkerKPUs
	}
	container := &own.Spec.Containers[0]
	container.Args, container.Ports, container.ReadinessProbe = append(slices.Clone(c.workload.Workers.Args), workDir), nil, nil
	container.Resources = d.limits(workerKPUs, mebiPerKPU, memory*mebiPerKPU)
	container.Env = append(container.Env, corev1.EnvVar{Name: pod.ClusterVariable, Value: address})
	withAddress(container)
	own.Spec.RestartPolicy = corev1.RestartPolicyAlways
	for i := range own.Spec.Volumes {
		if s := own.Spec.Volumes[i].Secret; s != nil {
			s.SecretName = string(c.id) + workersSuffix
		}
	}
	if c.engine == flinkEngine {
		forFlink(&own.Spec)
	}
	merged, err := mergeTemplates(own, d.o.Template, d.o.WorkerTemplate)
	if err != nil {
		return merged, err
	}
	maps.Copy(merged.Labels, labels)
	merged.Spec.RestartPolicy = corev1.RestartPolicyAlways
	for _, key := range []string{corev1.TaintNodeNotReady, corev1.TaintNodeUnreachable} {
		if !slices.ContainsFunc(merged.Spec.Tolerations, func(t corev1.Toleration) bool { return t.Key == key }) {
			merged.Spec.Tolerations = append(merged.Spec.Tolerations, corev1.Toleration{
				Key: key, Operator: corev1.TolerationOpExists, Effect: corev1.TaintEffectNoExecute, TolerationSeconds: new(int64(replacementPatience)),
			})
		}
	}
	return merged, nil
}

// withAddress has the process know its identity, and the pod's address.
func withAddress(c *corev1.Container) {
	c.Env = append(c.Env,
		corev1.EnvVar{Name: pod.IdentityVariable, Value: identityDir},
		corev1.EnvVar{Name: pod.AddressVariable, ValueFrom: &corev1.EnvVarSource{
			FieldRef: &corev1.ObjectFieldSelector{APIVersion: "v1", FieldPath: "status.podIP"},
		}},
	)
}

// makeWorkers has Kubernetes start the workers of a cluster whose pod has an address.
func (d *Driver) makeWorkers(ctx context.Context, c cluster, address string) error {
	if c.workload.Workers == nil {
		return nil
	}
	set, err := d.workersManifest(c, address)
	if err != nil {
		return err
	}
	_, err = d.apply(ctx, replicaSets, c.namespace, set)
	return err
}

// awaitWorkers waits until Kubernetes has started all workers. Its error says what they wait for.
func (d *Driver) awaitWorkers(ctx context.Context, c cluster) error {
	if c.workload.Workers == nil {
		return nil
	}
	wanted := c.workload.Workers.Count
	changed, release := d.watch.subscribe(c.id)
	defer release()
	for {
		running, waits, err := d.workersOf(c.id)
		if err != nil {
			return d.overdue(c.record, err)
		}
		if running >= wanted {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return d.overdue(c.record, fmt.Errorf("%d of %d TaskManagers have been started after %v (%s)", running, wanted,
				time.Since(c.created).Round(time.Second), waits))
		}
	}
}

// workersOf counts the workers that were started. The error is why one cannot be.
func (d *Driver) workersOf(id driver.ClusterID) (running int, waits string, err error) {
	waits = "Pending"
	if set := d.watch.replicaSet(id); set != nil {
		for i := range set.Status.Conditions {
			c := &set.Status.Conditions[i]
			if c.Type == appsv1.ReplicaSetReplicaFailure && c.Status == corev1.ConditionTrue {
				return 0, waits, errors.New(refusedWorker(c.Message))
			}
		}
	}
	for _, p := range d.watch.workers(id) {
		if p.DeletionTimestamp != nil {
			continue
		}
		if t := d.troubleOf(p); t != nil {
			return running, waits, t.err(time.Since(p.CreationTimestamp.Time))
		}
		if p.Status.Phase == corev1.PodRunning {
			running++
		} else {
			waits = progress(p)
		}
	}
	return running, waits, nil
}

// refusedWorker says what can be done about a pod that Kubernetes does not let be made.
func refusedWorker(message string) string {
	reason, advice := adviceOn(message)
	return fmt.Sprintf("start a TaskManager: %s (%s). %s", reason, strings.TrimSpace(message), advice)
}
