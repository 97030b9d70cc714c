package kubernetes

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/rest"

	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/runtime/clusterlog"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/kubernetes/pod"
)

const (
	// lastWordsSuffix ends a position after the last words.
	lastWordsSuffix = ".end"
	// maxLastWords bounds what is taken of the container's own output, in bytes.
	maxLastWords = 16 << 10
)

// Logs has the pod read the log. After its death only its last words are left, which Kubernetes has.
func (d *Driver) Logs(ctx context.Context, handle driver.Handle, position string, limit int) (driver.LogBatch, error) {
	namespace, err := d.open(handle)
	if err != nil {
		return driver.LogBatch{}, err
	}
	batch := driver.LogBatch{Next: position}
	if strings.HasSuffix(position, lastWordsSuffix) {
		return batch, nil
	}
	if p := d.watch.pod(handle.ID); p != nil {
		if client, seen, err := d.ask(ctx, handle.ID, p); err == nil {
			return readLog(ctx, client, seen, position, limit)
		}
	}
	r, err := d.findRecord(ctx, namespace, handle.ID)
	if err != nil || r == nil || r.pod == "" { // one without a pod is only being made
		return batch, err
	}
	p, err := d.getPod(ctx, r.namespace, r.id)
	if err != nil {
		return driver.LogBatch{}, err
	}
	if p == nil || p.UID != r.pod {
		return driver.LogBatch{Events: words(goneExit(r), time.Now(), ""), Next: position + lastWordsSuffix}, nil
	}
	exit := exitOf(p)
	if exit == nil {
		client, seen, err := d.ask(ctx, handle.ID, p)
		switch {
		case err != nil && comesUp(p):
			return batch, nil
		case err != nil:
			return driver.LogBatch{}, fmt.Errorf("log of cluster %s: %w", handle.ID, err)
		}
		return readLog(ctx, client, seen, position, limit)
	}
	output, err := d.containerLog(ctx, p)
	if err != nil {
		return driver.LogBatch{}, err
	}
	return driver.LogBatch{Events: words(exit, endOf(p), output), Next: position + lastWordsSuffix}, nil
}

// readLog reads on in the log of a pod that was seen so before.
func readLog(ctx context.Context, client *pod.Client, seen pod.Status, position string, limit int) (driver.LogBatch, error) {
	if seen.State == pod.Waiting {
		return driver.LogBatch{Next: position}, nil
	}
	read, err := client.Log(ctx, position, limit)
	if err != nil {
		return driver.LogBatch{}, fmt.Errorf("read the log: %w", err)
	}
	batch := driver.LogBatch{Next: read.Next, Missed: read.Missed, More: read.More}
	for i := range read.Events {
		batch.Events = append(batch.Events, clusterlog.Event(&read.Events[i]))
	}
	if seen.State != pod.Exited || batch.More {
		return batch, nil
	}
	batch.Next += lastWordsSuffix
	if e := seen.Exit; e != nil && (!e.Asked || e.Output != "") {
		exit := &driver.Exit{Reason: e.Reason}
		if e.Asked {
			exit.Reason = "The cluster's process was ended, and had written to its standard error:"
		}
		batch.Events = append(batch.Events, words(exit, e.At, e.Output)...)
	}
	return batch, nil
}

// words are the last words of a cluster.
func words(exit *driver.Exit, at time.Time, output string) []logs.Event {
	e := logs.Event{Time: at, Level: logs.Error, Logger: "penstock.process", Thread: "main", Message: exit.Reason}
	if text := strings.TrimRight(output, "\n"); text != "" {
		e.Throwable = strings.Split(text, "\n")
	}
	return []logs.Event{e}
}

// endOf is when the pod's container ended.
func endOf(p *corev1.Pod) time.Time {
	for i := range p.Status.ContainerStatuses {
		if t := p.Status.ContainerStatuses[i].State.Terminated; t != nil && !t.FinishedAt.IsZero() {
			return t.FinishedAt.Time
		}
	}
	return time.Now()
}

// containerLog is the end of what the container wrote to its standard error, where Kubernetes still has it.
func (d *Driver) containerLog(ctx context.Context, p *corev1.Pod) (string, error) {
	host, _, err := rest.DefaultServerUrlFor(d.o.Config)
	if err != nil {
		return "", fmt.Errorf("log of pod %s: %w", p.Name, err)
	}
	host = host.JoinPath("api", "v1", "namespaces", p.Namespace, "pods", p.Name, "log")
	host.RawQuery = url.Values{"container": {containerName}, "tailLines": {"200"}}.Encode()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, host.String(), nil)
	if err != nil {
		return "", fmt.Errorf("log of pod %s: %w", p.Name, err)
	}
	response, err := d.web.Do(request)
	if err != nil {
		return "", d.told("read the log of pod "+p.Name, err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return "", nil // the container was removed, or the control plane may not read logs
	}
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return "", d.told("read the log of pod "+p.Name, err)
	}
	return string(text[max(0, len(text)-maxLastWords):]), nil
}
