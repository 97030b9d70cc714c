package kubernetes

import (
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/penstock/penstock/runtime/kubernetes/pod"
)

// meta is what all objects of a cluster have in common. The record owns them: they are deleted with it.
func (d *Driver) meta(r *record, application string) metav1.ObjectMeta {
	return metav1.ObjectMeta{
		Name: string(r.id), Namespace: r.namespace, Labels: d.labels(r.id, application),
		OwnerReferences: []metav1.OwnerReference{{
			APIVersion: "v1", Kind: "ConfigMap", Name: string(r.id), UID: r.uid, Controller: new(true), BlockOwnerDeletion: new(false),
		}},
	}
}

// secretManifest holds the pod's part of the identity.
func (d *Driver) secretManifest(r *record, application string, id pod.Identity) *corev1.Secret {
	return &corev1.Secret{
		TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Secret"}, ObjectMeta: d.meta(r, application),
		Type: corev1.SecretTypeOpaque, Immutable: new(true), Data: id.Secret(),
	}
}

// serviceAccountManifest is an account without rights.
func (d *Driver) serviceAccountManifest(r *record, application string) *corev1.ServiceAccount {
	return &corev1.ServiceAccount{
		TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "ServiceAccount"}, ObjectMeta: d.meta(r, application),
		AutomountServiceAccountToken: new(false),
	}
}

// serviceManifest gives the pod a name.
func (d *Driver) serviceManifest(r *record, application string) *corev1.Service {
	return &corev1.Service{
		TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Service"}, ObjectMeta: d.meta(r, application),
		Spec: corev1.ServiceSpec{
			ClusterIP: corev1.ClusterIPNone, Selector: map[string]string{labelCluster: string(r.id), labelComponent: componentCluster},
			// It is spoken to before it is ready.
			PublishNotReadyAddresses: true,
			Ports:                    []corev1.ServicePort{{Name: "control", Port: pod.Port, TargetPort: intstr.FromInt32(pod.Port), Protocol: corev1.ProtocolTCP}},
		},
	}
}

// networkPolicyManifest lets in whoever asks on the control plane's port, where both sides prove who they are, and nobody else. What the
// job connects to is not restricted: policies of the namespace's owner may do that.
func (d *Driver) networkPolicyManifest(r *record, application string) *networkingv1.NetworkPolicy {
	tcp := corev1.ProtocolTCP
	port := func(n int32) networkingv1.NetworkPolicyPort {
		return networkingv1.NetworkPolicyPort{Protocol: &tcp, Port: new(intstr.FromInt32(n))}
	}
	own := metav1.LabelSelector{MatchLabels: map[string]string{labelCluster: string(r.id)}}
	return &networkingv1.NetworkPolicy{
		TypeMeta: metav1.TypeMeta{APIVersion: "networking.k8s.io/v1", Kind: "NetworkPolicy"}, ObjectMeta: d.meta(r, application),
		Spec: networkingv1.NetworkPolicySpec{
			PodSelector: own, PolicyTypes: []networkingv1.PolicyType{networkingv1.PolicyTypeIngress},
			Ingress: []networkingv1.NetworkPolicyIngressRule{
				{Ports: []networkingv1.NetworkPolicyPort{port(pod.Port), port(pod.ProbePort)}},
				{From: []networkingv1.NetworkPolicyPeer{{PodSelector: &own}}},
			},
		},
	}
}
