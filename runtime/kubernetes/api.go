package kubernetes

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"

	"github.com/penstock/penstock/runtime/driver"
)

// The resources that the driver works with.
var (
	pods            = schema.GroupVersionResource{Version: "v1", Resource: "pods"}
	configMaps      = schema.GroupVersionResource{Version: "v1", Resource: "configmaps"}
	secrets         = schema.GroupVersionResource{Version: "v1", Resource: "secrets"}
	services        = schema.GroupVersionResource{Version: "v1", Resource: "services"}
	serviceAccounts = schema.GroupVersionResource{Version: "v1", Resource: "serviceaccounts"}
	namespaces      = schema.GroupVersionResource{Version: "v1", Resource: "namespaces"}
	replicaSets     = schema.GroupVersionResource{Group: "apps", Version: "v1", Resource: "replicasets"}
	budgets         = schema.GroupVersionResource{Group: "policy", Version: "v1", Resource: "poddisruptionbudgets"}
	networkPolicies = schema.GroupVersionResource{Group: "networking.k8s.io", Version: "v1", Resource: "networkpolicies"}
)

// in are the objects of a resource in a namespace; of all where it is empty.
func (d *Driver) in(resource schema.GroupVersionResource, namespace string) dynamic.ResourceInterface {
	if namespace == "" {
		return d.client.Resource(resource)
	}
	return d.client.Resource(resource).Namespace(namespace)
}

// apply makes the object be as it is given, where it has anything else to say, whoever said so.
func (d *Driver) apply(ctx context.Context, resource schema.GroupVersionResource, namespace string, object runtime.Object) (*unstructured.Unstructured, error) {
	u, err := toUnstructured(object)
	if err != nil {
		return nil, err
	}
	applied, err := d.in(resource, namespace).Apply(ctx, u.GetName(), u, metav1.ApplyOptions{FieldManager: fieldManager, Force: true})
	if err != nil {
		return nil, d.told(fmt.Sprintf("apply %s %s/%s", resource.Resource, namespace, u.GetName()), err)
	}
	return applied, nil
}

// toUnstructured is an object without what nobody said of it, which server-side apply would take as said.
func toUnstructured(object runtime.Object) (*unstructured.Unstructured, error) {
	text, err := json.Marshal(object)
	if err != nil {
		return nil, fmt.Errorf("write a manifest: %w", err)
	}
	u := &unstructured.Unstructured{}
	if err := u.UnmarshalJSON(text); err != nil {
		return nil, fmt.Errorf("write a manifest: %w", err)
	}
	unstructured.RemoveNestedField(u.Object, "status")
	unstructured.RemoveNestedField(u.Object, "metadata", "creationTimestamp")
	return u, nil
}

// podOf reads a pod.
func podOf(u *unstructured.Unstructured) (*corev1.Pod, error) {
	p := &corev1.Pod{}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(u.Object, p); err != nil {
		return nil, fmt.Errorf("read pod %s: %w", u.GetName(), err)
	}
	return p, nil
}

// replicaSetOf reads a ReplicaSet.
func replicaSetOf(u *unstructured.Unstructured) (*appsv1.ReplicaSet, error) {
	s := &appsv1.ReplicaSet{}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(u.Object, s); err != nil {
		return nil, fmt.Errorf("read ReplicaSet %s: %w", u.GetName(), err)
	}
	return s, nil
}

// getPod asks the API server for a pod; nil where there is none.
func (d *Driver) getPod(ctx context.Context, namespace string, id driver.ClusterID) (*corev1.Pod, error) {
	u, err := d.in(pods, namespace).Get(ctx, string(id), metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, d.told(fmt.Sprintf("look for pod %s/%s", namespace, id), err)
	}
	return podOf(u)
}

// told says what was being done, and what can be done about what the API server, or its absence, had to say.
func (d *Driver) told(doing string, err error) error {
	var unreachable *url.Error
	var network net.Error
	var reason, advice string
	switch {
	case err == nil:
		return nil
	case apierrors.IsForbidden(err), isPolicy(err.Error()): // policies refuse by any status that they like
		reason, advice = adviceOn(err.Error())
	case apierrors.IsUnauthorized(err):
		reason, advice = "the API server does not know the control plane", "Renew the credentials in its kubeconfig."
	case errors.As(err, &unreachable), errors.As(err, &network):
		reason, advice = "the Kubernetes API server does not answer", "Check that it runs and can be reached from the control plane."
	default:
		return fmt.Errorf("%s: %w", doing, err)
	}
	return fmt.Errorf("%s: %s (%w). %s", doing, reason, err, advice)
}

// The words by which the API server tells what forbade something: webhooks that said so or were not reached, and policies that it has itself.
const (
	byWebhook     = "admission webhook"
	silentWebhook = "failed calling webhook"
	byPolicy      = "ValidatingAdmissionPolicy"
)

// isPolicy tells whether a message is about a policy of the owner of Kubernetes.
func isPolicy(message string) bool {
	return strings.Contains(message, byWebhook) || strings.Contains(message, silentWebhook) || strings.Contains(message, byPolicy)
}

// adviceOn says what can be done about something that Kubernetes forbids.
func adviceOn(message string) (reason, advice string) {
	switch {
	case strings.Contains(message, "exceeded quota"):
		return "the quota of the namespace is used up", "Raise its ResourceQuota, stop other applications, or give this one fewer KPUs."
	case strings.Contains(message, "failed quota"):
		return "the quota of the namespace does not take a pod like this", "Compare its ResourceQuota with the template of pods."
	case strings.Contains(message, "violates PodSecurity"):
		return "the namespace does not allow a pod like this", "Compare its Pod Security Standard with the template of pods (--kubernetes-pod-template)."
	case strings.Contains(message, silentWebhook):
		return "a webhook of Kubernetes that has to allow it does not answer", "Ask who keeps that webhook to mend it."
	case isPolicy(message):
		return "a policy of Kubernetes does not allow it", "Ask who keeps that policy, or change the template of pods (--kubernetes-pod-template)."
	case strings.Contains(message, "is being terminated"):
		return "the namespace is being deleted", "Make it anew once it is gone, or let clusters run in another one (--kubernetes-namespace)."
	case strings.Contains(message, "usage per"), strings.Contains(message, "limit"):
		return "the namespace does not allow a pod like this", "Compare its LimitRange with the KPUs of the application."
	default:
		return "the control plane may not do that", "Give its account the rights that docs/kubernetes.md lists."
	}
}
