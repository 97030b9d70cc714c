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
	// sendPatience bounds the time in which a workload is sent, once that has begun.
	sendPatience = 5 * time.Minute
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
	c := cluster{record: r, spec: spec, workload: w, engine: engine.Name(), image: image}
	if r.pod == "" {
		if err := d.makePod(ctx, c); err != nil {
			return driver.Handle{}, d.overdue(r, err)
		}
	}
	if err := d.handOver(ctx, c); err != nil {
		return driver.Handle{}, err
	}
	return d.handleOf(r)
}

// cluster is one that is prepared.
type cluster struct {
	*record
	spec     driver.Spec
	workload driver.Workload
	// engine is the name of the engine that made the workload, and image what its pods are made of.
	engine, image string
}

// overdue makes an error final that has lasted for longer than a pod may wait for its place.
func (d *Driver) overdue(r *record, err error) error {
	if _, terminal := driver.IsTerminal(err); terminal || time.Since(r.created) < d.o.PendingPatience {
		return err
	}
	return &driver.TerminalError{Reason: err.Error()}
}

// makePod makes the pod and all that it needs, and writes down which it is.
func (d *Driver) makePod(ctx context.Context, c cluster) error {
	r, name := c.record, c.spec.ApplicationName
	identity, err := d.identity(r.id)
	if err != nil {
		return err
	}
	var all sync.WaitGroup
	type part struct {
		resource schema.GroupVersionResource
		manifest runtime.Object
	}
	parts := []part{
		{secrets, d.secretManifest(r, name, identity)}, {serviceAccounts, d.serviceAccountManifest(r, name)},
		{services, d.serviceManifest(r, name)}, {networkPolicies, d.networkPolicyManifest(r, name)},
	}
	if c.workload.Workers != nil {
		parts = append(parts, part{secrets, d.workerSecretManifest(r, name, identity)}, part{budgets, d.workerBudgetManifest(r, name)})
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
		manifest, err := d.podManifest(c)
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

// handOver waits for the pod and gives it its workload, unless it has one, and waits for the workers that it needs. A pod that has ended is
// given none: that is for Inspect to tell.
func (d *Driver) handOver(ctx context.Context, c cluster) error {
	ctx, cancel := context.WithTimeout(ctx, handOverPatience)
	defer cancel()
	changed, release := d.watch.subscribe(c.id)
	defer release()
	redial, workersMade := shortestRedial, false
	for {
		p, err := d.podOfRecord(ctx, c.record)
		if err != nil {
			return err
		}
		if p == nil || exitOf(p) != nil {
			return nil
		}
		if t := d.troubleOf(p); t != nil {
			return t.err(time.Since(p.CreationTimestamp.Time))
		}
		err = errors.New("it has no address yet")
		if p.Status.PodIP != "" {
			if !workersMade { // while the pod comes up
				if err := d.makeWorkers(ctx, c, p.Status.PodIP); err != nil {
					return d.overdue(c.record, err)
				}
				workersMade = true
			}
			var done bool
			if done, err = d.offer(ctx, c, p); done {
				if err == nil {
					err = d.awaitWorkers(ctx, c)
				}
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
			return fmt.Errorf("pod %s/%s is not up after %v (%s): %w", c.namespace, c.id, time.Since(p.CreationTimestamp.Time).Round(time.Second), progress(p), err)
		}
		timer.Stop()
	}
}

// podOfRecord is the pod that is noted in a record, as it was last told of, or else as the API server has it; nil where it is gone.
func (d *Driver) podOfRecord(ctx context.Context, r *record) (*corev1.Pod, error) {
	if p := d.watch.pod(r.id); p != nil && p.UID == r.pod {
		return p, nil
	}
	p, err := d.getPod(ctx, r.namespace, r.id)
	if err != nil || p == nil || p.UID != r.pod {
		return nil, err
	}
	return p, nil
}

// offer hands over the workload to a pod that waits for it. done is false for one that does not listen yet.
func (d *Driver) offer(ctx context.Context, c cluster, p *corev1.Pod) (done bool, err error) {
	client, err := d.clientAt(c.id, addressOf(p))
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
	sending, sent := outlasting(ctx, sendPatience)
	defer sent()
	if err := client.Assign(sending, assignmentOf(sending, c.spec, c.workload)); err != nil {
		return true, fmt.Errorf("hand over the workload of cluster %s: %w", c.id, err)
	}
	d.log.InfoContext(ctx, "cluster started", "cluster", c.id, "application", c.arn, "pod", p.Namespace+"/"+p.Name)
	return true, nil
}

// outlasting is a context for what is not to break off halfway, for the pod ends that was given half of its workload: it ends when ctx is
// canceled, but not at its deadline, and after most in any case.
func outlasting(ctx context.Context, most time.Duration) (context.Context, context.CancelFunc) {
	own, cancel := context.WithTimeout(context.WithoutCancel(ctx), most)
	stop := context.AfterFunc(ctx, func() {
		if errors.Is(ctx.Err(), context.Canceled) {
			cancel()
		}
	})
	return own, func() {
		stop()
		cancel()
	}
}

// assignmentOf is a workload as pods are told it.
func assignmentOf(ctx context.Context, spec driver.Spec, w driver.Workload) *pod.Assignment {
	a := &pod.Assignment{Args: w.Args, Env: w.Env, Secret: w.Secret.Bytes()}
	if w.Sealed && spec.Keys != nil {
		a.LogKeyID, a.LogKey = spec.Keys.Log.ID, spec.Keys.Log.Key.Bytes()
	}
	if w.Workers != nil {
		a.Args = append(slices.Clone(w.Args), w.Workers.HostArgs...)
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
