package kubernetes

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"slices"
	"strconv"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/kubernetes/pod"
)

const (
	// handOverPatience is how long one call waits for the pod to come up. After it the call is repeated, which goes on waiting.
	handOverPatience = 20 * time.Second
	// shortestRedial and longestRedial bound the time between two attempts to reach a pod that has an address and does not listen yet.
	shortestRedial = 10 * time.Millisecond
	longestRedial  = 500 * time.Millisecond
)

// Prepare makes the cluster's objects, waits for its pod, and hands over the workload. While the pod does not come up, the error says
// why, and a repeated call goes on.
func (d *Driver) Prepare(ctx context.Context, spec driver.Spec) (driver.Handle, error) {
	if err := checkID(spec.ID); err != nil {
		return driver.Handle{}, err
	}
	namespace := d.namespace(spec.ApplicationARN)
	r, err := d.findRecord(ctx, namespace, spec.ID)
	if err != nil {
		return driver.Handle{}, err
	}
	if r != nil && r.fencing > spec.FencingToken {
		return driver.Handle{}, fmt.Errorf("cluster %s was made by a control plane with the newer lease %d", spec.ID, r.fencing)
	}
	w, engine, err := driver.ChooseWorkload(ctx, d.o.Engines, spec)
	if err != nil {
		return driver.Handle{}, err
	}
	defer w.Secret.Wipe()
	image, err := d.o.imageOf(engine.Name(), w)
	if err != nil {
		return driver.Handle{}, err
	}
	if r == nil {
		r, err = d.makeRecord(ctx, &record{
			id: spec.ID, namespace: namespace, arn: spec.ApplicationARN, fencing: spec.FencingToken, build: w.Build,
			inClear: spec.Keys != nil && !w.Sealed,
		}, spec.ApplicationName)
		if err != nil {
			return driver.Handle{}, err
		}
		if r == nil {
			return driver.Handle{}, fmt.Errorf("cluster %s is destroyed while it is made", spec.ID)
		}
	}
	if r.pod == "" {
		if err := d.makePod(ctx, r, spec, engine.Name(), image); err != nil {
			return driver.Handle{}, d.overdue(r, err)
		}
	}
	if err := d.handOver(ctx, r, spec, w); err != nil {
		return driver.Handle{}, err
	}
	return d.handleOf(r)
}

// overdue makes an error final that has lasted for longer than a pod may wait for its place.
func (d *Driver) overdue(r *record, err error) error {
	if _, terminal := driver.IsTerminal(err); terminal || time.Since(r.created) < d.o.PendingPatience {
		return err
	}
	return &driver.TerminalError{Reason: err.Error()}
}

// makePod makes the pod and all that it needs, and writes down which it is.
func (d *Driver) makePod(ctx context.Context, r *record, spec driver.Spec, engine, image string) error {
	identity, err := d.identity(r.id)
	if err != nil {
		return err
	}
	name := spec.ApplicationName
	var all sync.WaitGroup
	parts := []struct {
		resource schema.GroupVersionResource
		manifest runtime.Object
	}{
		{secrets, d.secretManifest(r, name, identity)}, {serviceAccounts, d.serviceAccountManifest(r, name)},
		{services, d.serviceManifest(r, name)}, {networkPolicies, d.networkPolicyManifest(r, name)},
	}
	errs := make([]error, len(parts))
	for i, part := range parts {
		all.Go(func() { _, errs[i] = d.apply(ctx, part.resource, r.namespace, part.manifest) })
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	made, err := d.getPod(ctx, r.namespace, r.id)
	if err != nil {
		return err
	}
	if made == nil {
		manifest, err := d.podManifest(r, spec, engine, image)
		if err != nil {
			return err
		}
		u, err := d.apply(ctx, pods, r.namespace, manifest)
		if err != nil {
			return err
		}
		if made, err = podOf(u); err != nil {
			return err
		}
		d.log.InfoContext(ctx, "pod made", "cluster", r.id, "namespace", r.namespace, "application", r.arn)
	}
	return d.notePod(ctx, r, made.UID, name)
}

// handOver waits for the pod and gives it its workload, unless it has one. A pod that has ended is given none: that is for Inspect to tell.
func (d *Driver) handOver(ctx context.Context, r *record, spec driver.Spec, w driver.Workload) error {
	ctx, cancel := context.WithTimeout(ctx, handOverPatience)
	defer cancel()
	changed, release := d.watch.subscribe(r.id)
	defer release()
	redial := shortestRedial
	for {
		p := d.watch.pod(r.id)
		if p == nil || p.UID != r.pod {
			var err error
			if p, err = d.getPod(ctx, r.namespace, r.id); err != nil {
				return err
			}
		}
		if p == nil || p.UID != r.pod || exitOf(p) != nil {
			return nil
		}
		if t := d.troubleOf(p); t != nil {
			return t.err(time.Since(p.CreationTimestamp.Time))
		}
		err := errors.New("it has no address yet")
		if p.Status.PodIP != "" {
			var done bool
			if done, err = d.offer(ctx, r.id, p, spec, w); done {
				return err
			}
		}
		timer := time.NewTimer(redial)
		redial = min(2*redial, longestRedial)
		retry := timer.C
		if p.Status.PodIP == "" {
			retry = nil
		}
		select {
		case <-changed:
		case <-retry:
		case <-ctx.Done():
			timer.Stop()
			return fmt.Errorf("pod %s/%s is not up after %v (%s): %w", r.namespace, r.id, time.Since(p.CreationTimestamp.Time).Round(time.Second), progress(p), err)
		}
		timer.Stop()
	}
}

// offer hands over the workload to a pod that waits for it. done is false for one that does not listen yet.
func (d *Driver) offer(ctx context.Context, id driver.ClusterID, p *corev1.Pod, spec driver.Spec, w driver.Workload) (done bool, err error) {
	client, err := d.clientAt(id, addressOf(p))
	if err != nil {
		return true, err
	}
	seen, err := client.Status(ctx, 0)
	if err != nil {
		return false, err
	}
	if seen.State != pod.Waiting {
		return true, nil
	}
	if err := client.Assign(ctx, assignmentOf(ctx, spec, w)); err != nil {
		return true, fmt.Errorf("hand over the workload of cluster %s: %w", id, err)
	}
	d.log.InfoContext(ctx, "cluster started", "cluster", id, "application", spec.ApplicationARN, "pod", p.Namespace+"/"+p.Name)
	return true, nil
}

// assignmentOf is a workload as pods are told it.
func assignmentOf(ctx context.Context, spec driver.Spec, w driver.Workload) *pod.Assignment {
	a := &pod.Assignment{Args: w.Args, Env: w.Env, Secret: w.Secret.Bytes()}
	if w.Sealed && spec.Keys != nil {
		a.LogKeyID, a.LogKey = spec.Keys.Log.ID, spec.Keys.Log.Key.Bytes()
	}
	for _, name := range slices.Sorted(maps.Keys(w.Files)) {
		content := w.Files[name]
		a.Files = append(a.Files, pod.File{Name: name, Size: int64(len(content)), Open: func() (io.ReadCloser, error) {
			return io.NopCloser(bytes.NewReader(content)), nil
		}})
	}
	for _, name := range slices.Sorted(maps.Keys(w.Copies)) {
		code := w.Copies[name]
		a.Files = append(a.Files, pod.File{Name: name, Size: code.Size, Open: func() (io.ReadCloser, error) { return code.Open(ctx) }})
	}
	return a
}

// addressOf is where the pod's first process listens.
func addressOf(p *corev1.Pod) string { return net.JoinHostPort(p.Status.PodIP, strconv.Itoa(pod.Port)) }

// progress is how far a pod has come, for people.
func progress(p *corev1.Pod) string {
	for i := range p.Status.ContainerStatuses {
		if waiting := p.Status.ContainerStatuses[i].State.Waiting; waiting != nil && waiting.Reason != "" {
			return waiting.Reason
		}
	}
	return string(p.Status.Phase)
}
