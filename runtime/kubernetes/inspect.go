package kubernetes

import (
	"context"
	"fmt"
	"io/fs"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/kubernetes/pod"
)

const (
	// askPatience bounds the question to a pod before the API server is asked about it.
	askPatience = 3 * time.Second
	// listenPatience is how long a container may run before it listens. After that, silence means that its state is not known.
	listenPatience = 15 * time.Second
)

// Inspect asks the cluster's pod, and where it does not answer, the API server.
func (d *Driver) Inspect(ctx context.Context, handle driver.Handle) (driver.Observation, error) {
	namespace, err := d.open(handle)
	if err != nil {
		return driver.Observation{}, err
	}
	if p := d.watch.pod(handle.ID); p != nil && len(handle.State) > 0 {
		if _, seen, err := d.ask(ctx, handle.ID, p); err == nil {
			return observationOf(handle, seen), nil
		}
	}
	r, err := d.findRecord(ctx, namespace, handle.ID)
	if err != nil {
		return driver.Observation{}, err
	}
	if r == nil {
		return d.withoutRecord(ctx, handle)
	}
	if handle, err = d.handleOf(r); err != nil {
		return driver.Observation{}, err
	}
	p, err := d.getPod(ctx, r.namespace, r.id)
	if err != nil {
		return driver.Observation{}, err
	}
	if p == nil || p.UID != r.pod {
		return driver.Observation{State: driver.StateExited, Handle: handle, Exit: goneExit(r)}, nil
	}
	return d.observe(ctx, handle, p)
}

// withoutRecord tells of a cluster that has no record: it is absent, unless somebody deleted the record under a pod, which Kubernetes will end.
func (d *Driver) withoutRecord(ctx context.Context, handle driver.Handle) (driver.Observation, error) {
	if known := d.watch.pod(handle.ID); known != nil {
		p, err := d.getPod(ctx, known.Namespace, handle.ID)
		if err != nil {
			return driver.Observation{}, err
		}
		if p != nil {
			return driver.Observation{State: driver.StateUnknown, Handle: handle}, nil
		}
	}
	return driver.Observation{State: driver.StateAbsent, Handle: handle}, nil
}

// observe tells how the cluster of a pod is.
func (d *Driver) observe(ctx context.Context, handle driver.Handle, p *corev1.Pod) (driver.Observation, error) {
	if exit := exitOf(p); exit != nil {
		return driver.Observation{State: driver.StateExited, Handle: handle, Exit: exit}, nil
	}
	_, seen, err := d.ask(ctx, handle.ID, p)
	switch {
	case err == nil:
		return observationOf(handle, seen), nil
	case ctx.Err() != nil:
		return driver.Observation{}, fmt.Errorf("look at cluster %s: %w", handle.ID, err)
	case comesUp(p):
		return driver.Observation{State: driver.StatePreparing, Handle: handle}, nil
	default:
		d.log.WarnContext(ctx, "a pod does not answer that should", "cluster", handle.ID, "node", p.Spec.NodeName, "error", err)
		return driver.Observation{State: driver.StateUnknown, Handle: handle}, nil
	}
}

// ask asks the pod itself.
func (d *Driver) ask(ctx context.Context, id driver.ClusterID, p *corev1.Pod) (*pod.Client, pod.Status, error) {
	if p.Status.PodIP == "" {
		return nil, pod.Status{}, fmt.Errorf("%w: it has no address yet", pod.ErrUnreachable)
	}
	client, err := d.clientAt(id, addressOf(p))
	if err != nil {
		return nil, pod.Status{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, askPatience)
	defer cancel()
	seen, err := client.Status(ctx, 0)
	return client, seen, err
}

// comesUp tells whether a pod that does not answer was only just started, or not even that.
func comesUp(p *corev1.Pod) bool {
	for i := range p.Status.ContainerStatuses {
		if running := p.Status.ContainerStatuses[i].State.Running; running != nil {
			return time.Since(running.StartedAt.Time) < listenPatience
		}
	}
	return p.DeletionTimestamp == nil
}

// observationOf is what a pod tells of itself.
func observationOf(handle driver.Handle, seen pod.Status) driver.Observation {
	o := driver.Observation{State: driver.StatePreparing, Handle: handle}
	switch seen.State {
	case pod.Ready:
		o.State = driver.StateReady
	case pod.Exited:
		o.State, o.Exit = driver.StateExited, &driver.Exit{Code: -1}
		if e := seen.Exit; e != nil {
			o.Exit = &driver.Exit{Code: e.Code, Reason: e.Reason, Terminal: e.Terminal}
		}
	case pod.Waiting, pod.Preparing:
	}
	return o
}

// goneExit is the end of a cluster whose pod is not there any more, or never was.
func goneExit(r *record) *driver.Exit {
	if r.pod == "" {
		return &driver.Exit{Code: -1, Reason: "The cluster was never started."}
	}
	return &driver.Exit{Code: -1, Reason: "The cluster's pod is gone: it was deleted, or its node was drained or taken away."}
}

// Endpoint tells where the pod is. The connection proves both sides before a byte of REST is sent.
func (d *Driver) Endpoint(ctx context.Context, handle driver.Handle) (driver.Endpoint, error) {
	namespace, err := d.open(handle)
	if err != nil {
		return driver.Endpoint{}, err
	}
	p := d.watch.pod(handle.ID)
	if p == nil || p.Status.PodIP == "" {
		if namespace == "" {
			return driver.Endpoint{}, fmt.Errorf("endpoint of cluster %s: %w", handle.ID, fs.ErrNotExist)
		}
		if p, err = d.getPod(ctx, namespace, handle.ID); err != nil {
			return driver.Endpoint{}, err
		}
	}
	if p == nil || p.Status.PodIP == "" {
		return driver.Endpoint{}, fmt.Errorf("endpoint of cluster %s: %w", handle.ID, fs.ErrNotExist)
	}
	client, err := d.clientAt(handle.ID, addressOf(p))
	if err != nil {
		return driver.Endpoint{}, err
	}
	return driver.Endpoint{
		Network: "tcp", Address: client.Address(), BaseURL: "http://" + string(handle.ID), Token: client.Token(), Dialer: client,
	}, nil
}
