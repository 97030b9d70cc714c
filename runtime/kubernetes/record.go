package kubernetes

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"

	"github.com/penstock/penstock/runtime/driver"
)

// record is what Kubernetes has of a cluster as such.
type record struct {
	id        driver.ClusterID
	namespace string
	uid       types.UID
	arn       string
	fencing   int64
	build     string
	inClear   bool
	// pod is the uid of the pod that was made; empty before.
	pod     types.UID
	created time.Time
}

// errForeign says that an object of a cluster's name is not this installation's.
var errForeign = errors.New("it belongs to another installation")

func (d *Driver) recordOf(u *unstructured.Unstructured) (*record, error) {
	if u.GetLabels()[labelInstallation] != d.o.Installation {
		return nil, fmt.Errorf("ConfigMap %s/%s: %w", u.GetNamespace(), u.GetName(), errForeign)
	}
	notes := u.GetAnnotations()
	token, err := strconv.ParseInt(notes[annotationFencing], 10, 64)
	if err != nil {
		return nil, fmt.Errorf("ConfigMap %s/%s: read %s: %w", u.GetNamespace(), u.GetName(), annotationFencing, err)
	}
	return &record{
		id: driver.ClusterID(u.GetName()), namespace: u.GetNamespace(), uid: u.GetUID(), arn: notes[annotationARN], fencing: token,
		build: notes[annotationBuild], inClear: notes[annotationInClear] == "true", pod: types.UID(notes[annotationPod]),
		created: u.GetCreationTimestamp().Time,
	}, nil
}

// findRecord asks the API server for a cluster's record; nil where there is none. Without a namespace it looks everywhere.
func (d *Driver) findRecord(ctx context.Context, namespace string, id driver.ClusterID) (*record, error) {
	if namespace == "" {
		list, err := d.in(configMaps, "").List(ctx, metav1.ListOptions{LabelSelector: d.selector() + "," + labelCluster + "=" + string(id)})
		if err != nil {
			return nil, d.told("look for cluster "+string(id), err)
		}
		if len(list.Items) == 0 {
			return nil, nil
		}
		return d.recordOf(&list.Items[0])
	}
	u, err := d.in(configMaps, namespace).Get(ctx, string(id), metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, d.told(fmt.Sprintf("look for cluster %s in namespace %s", id, namespace), err)
	}
	return d.recordOf(u)
}

// manifest is the record as an object.
func (d *Driver) recordManifest(r *record, application string) *corev1.ConfigMap {
	notes := map[string]string{annotationARN: r.arn, annotationFencing: strconv.FormatInt(r.fencing, 10)}
	if r.build != "" {
		notes[annotationBuild] = r.build
	}
	if r.inClear {
		notes[annotationInClear] = "true"
	}
	if r.pod != "" {
		notes[annotationPod] = string(r.pod)
	}
	return &corev1.ConfigMap{
		TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "ConfigMap"},
		ObjectMeta: metav1.ObjectMeta{
			Name: string(r.id), Namespace: r.namespace, Labels: d.labels(r.id, application), Annotations: notes,
		},
	}
}

// makeRecord makes the record. Of several control planes that do so at once all get the same one.
func (d *Driver) makeRecord(ctx context.Context, r *record, application string) (*record, error) {
	u, err := toUnstructured(d.recordManifest(r, application))
	if err != nil {
		return nil, err
	}
	made, err := d.in(configMaps, r.namespace).Create(ctx, u, metav1.CreateOptions{FieldManager: fieldManager})
	switch {
	case apierrors.IsAlreadyExists(err):
		return d.findRecord(ctx, r.namespace, r.id)
	case err != nil && d.noNamespace(err, r.namespace):
		if err := d.makeNamespace(ctx, r.namespace); err != nil {
			return nil, err
		}
		if made, err = d.in(configMaps, r.namespace).Create(ctx, u, metav1.CreateOptions{FieldManager: fieldManager}); err == nil {
			return d.recordOf(made)
		}
	}
	if err != nil {
		return nil, d.told(fmt.Sprintf("make the record of cluster %s in namespace %s", r.id, r.namespace), err)
	}
	return d.recordOf(made)
}

// noNamespace tells whether an object was refused because its namespace is not there.
func (d *Driver) noNamespace(err error, namespace string) bool {
	var status apierrors.APIStatus
	if !apierrors.IsNotFound(err) || !errors.As(err, &status) {
		return false
	}
	details := status.Status().Details
	return details != nil && details.Kind == "namespaces" && details.Name == namespace
}

// makeNamespace makes a namespace where that is wanted.
func (d *Driver) makeNamespace(ctx context.Context, name string) error {
	if !d.o.CreateNamespaces {
		return &driver.TerminalError{Reason: fmt.Sprintf("There is no namespace %s in Kubernetes. Make it, or run the control plane with "+
			"--kubernetes-create-namespaces.", name)}
	}
	_, err := d.apply(ctx, namespaces, "", &corev1.Namespace{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Namespace"},
		ObjectMeta: metav1.ObjectMeta{Name: name, Labels: map[string]string{labelManagedBy: fieldManager}},
	})
	return err
}

// notePod writes down which pod was made, before anything is handed over to it.
func (d *Driver) notePod(ctx context.Context, r *record, pod types.UID, application string) error {
	if r.pod == pod {
		return nil
	}
	noted := *r
	noted.pod = pod
	if _, err := d.apply(ctx, configMaps, r.namespace, d.recordManifest(&noted, application)); err != nil {
		return err
	}
	r.pod = pod
	return nil
}
