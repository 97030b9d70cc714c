package kubernetes

import (
	"context"
	"errors"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/kubernetes/pod"
)

const (
	// shortGrace is how long a pod has that is deleted because it does not answer, in seconds.
	shortGrace = 1
	// gonePatience is how long a deleted pod may take to be gone before the call gives up, to be repeated.
	gonePatience = 25 * time.Second
)

// End has the pod end the cluster's process. The pod stays, with the log. One that does not answer is deleted.
func (d *Driver) End(ctx context.Context, handle driver.Handle) error {
	r, p, err := d.locate(ctx, handle)
	if err != nil || p == nil || exitOf(p) != nil {
		return err
	}
	client, _, err := d.ask(ctx, handle.ID, p)
	if err == nil {
		if err = client.End(ctx); err == nil {
			return nil
		}
	}
	if ctx.Err() != nil {
		return fmt.Errorf("end cluster %s: %w", handle.ID, err)
	}
	d.log.WarnContext(ctx, "a pod is deleted, because it does not end its cluster", "cluster", handle.ID, "error", err)
	return d.remove(ctx, r, p, shortGrace)
}

// Destroy ends the cluster, and deletes its pod and its record, and with that everything that it owns.
func (d *Driver) Destroy(ctx context.Context, handle driver.Handle) error {
	r, p, err := d.locate(ctx, handle)
	if err != nil || r == nil {
		return err
	}
	if p != nil {
		if err := d.destroyPod(ctx, r, p); err != nil {
			return err
		}
	}
	err = d.in(configMaps, r.namespace).Delete(ctx, string(r.id), metav1.DeleteOptions{
		Preconditions: &metav1.Preconditions{UID: &r.uid}, PropagationPolicy: new(metav1.DeletePropagationBackground),
	})
	if err != nil && !apierrors.IsNotFound(err) {
		return d.told("delete the record of cluster "+string(r.id), err)
	}
	d.forget(r.id)
	d.log.InfoContext(ctx, "cluster destroyed", "cluster", r.id, "namespace", r.namespace)
	return nil
}

// destroyPod ends a pod and deletes it. One that has said itself that nothing runs any more, or that has ended, need not be waited for.
func (d *Driver) destroyPod(ctx context.Context, r *record, p *corev1.Pod) error {
	if exitOf(p) != nil {
		return d.remove(ctx, r, p, 0)
	}
	client, _, err := d.ask(ctx, r.id, p)
	if err == nil {
		err = client.Leave(ctx)
	}
	switch {
	case err == nil:
		return d.remove(ctx, r, p, 0)
	case ctx.Err() != nil:
		return fmt.Errorf("destroy cluster %s: %w", r.id, err)
	case !errors.Is(err, pod.ErrUnreachable):
		d.log.WarnContext(ctx, "a pod does not end its cluster", "cluster", r.id, "error", err)
	}
	return d.remove(ctx, r, p, shortGrace)
}

// locate asks the API server for the record and the pod that is noted in it; nil for those that are not there.
func (d *Driver) locate(ctx context.Context, handle driver.Handle) (*record, *corev1.Pod, error) {
	namespace, err := d.open(handle)
	if err != nil {
		return nil, nil, err
	}
	r, err := d.findRecord(ctx, namespace, handle.ID)
	if err != nil || r == nil {
		return nil, nil, err
	}
	// Also one that is not noted yet: the control plane that made it died before it could.
	p, err := d.getPod(ctx, r.namespace, r.id)
	return r, p, err
}

// remove deletes a pod, and returns when it is gone, which the kubelet has to confirm unless grace is 0.
func (d *Driver) remove(ctx context.Context, r *record, p *corev1.Pod, grace int64) error {
	ctx, cancel := context.WithTimeout(ctx, gonePatience)
	defer cancel()
	changed, release := d.watch.subscribe(r.id)
	defer release()
	err := d.in(pods, r.namespace).Delete(ctx, p.Name, metav1.DeleteOptions{
		GracePeriodSeconds: &grace, Preconditions: &metav1.Preconditions{UID: &p.UID},
	})
	if apierrors.IsNotFound(err) || apierrors.IsConflict(err) {
		return nil
	}
	if err != nil {
		return d.told("delete pod "+string(r.id), err)
	}
	for {
		gone, err := d.isGone(ctx, r, p.UID)
		if gone || err != nil {
			return err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("the pod %s/%s does not end: its node %s does not answer Kubernetes. Once it is certain that the node is down, "+
				"delete it from Kubernetes or taint it with node.kubernetes.io/out-of-service", r.namespace, r.id, p.Spec.NodeName)
		}
	}
}

func (d *Driver) isGone(ctx context.Context, r *record, uid types.UID) (bool, error) {
	now, err := d.getPod(ctx, r.namespace, r.id)
	if err != nil && ctx.Err() == nil {
		return false, err
	}
	return err == nil && (now == nil || now.UID != uid), nil
}
