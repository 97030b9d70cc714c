package kubernetes

import (
	"context"
	"fmt"
	"log/slog"
	"sync"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/tools/cache"

	"github.com/penstock/penstock/runtime/driver"
)

// podWatch has all pods of the installation as the API server last told of them, and tells who waits for one that it changed.
type podWatch struct {
	informer cache.SharedIndexInformer

	mu      sync.Mutex
	waiting map[driver.ClusterID]map[chan struct{}]struct{}
}

// byCluster is the index of pods by their cluster.
const byCluster = "cluster"

func newPodWatch(source dynamic.ResourceInterface, selector string, log *slog.Logger) (*podWatch, error) {
	w := &podWatch{waiting: make(map[driver.ClusterID]map[chan struct{}]struct{})}
	list := &cache.ListWatch{
		ListWithContextFunc: func(ctx context.Context, o metav1.ListOptions) (runtime.Object, error) {
			o.LabelSelector = selector
			return source.List(ctx, o)
		},
		WatchFuncWithContext: func(ctx context.Context, o metav1.ListOptions) (watch.Interface, error) {
			o.LabelSelector = selector
			return source.Watch(ctx, o)
		},
	}
	w.informer = cache.NewSharedIndexInformer(list, &unstructured.Unstructured{}, 0, cache.Indexers{
		byCluster: func(o any) ([]string, error) {
			if p, ok := o.(*corev1.Pod); ok {
				return []string{p.Labels[labelCluster]}, nil
			}
			return nil, nil
		},
	})
	err := w.informer.SetTransform(func(o any) (any, error) {
		u, ok := o.(*unstructured.Unstructured)
		if !ok {
			return o, nil
		}
		u.SetManagedFields(nil)
		return podOf(u)
	})
	if err != nil {
		return nil, fmt.Errorf("watch pods: %w", err)
	}
	err = w.informer.SetWatchErrorHandlerWithContext(func(ctx context.Context, _ *cache.Reflector, err error) {
		log.WarnContext(ctx, "the watch of pods broke off and is begun anew", "error", err)
	})
	if err != nil {
		return nil, fmt.Errorf("watch pods: %w", err)
	}
	_, err = w.informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc: w.changed, UpdateFunc: func(_, o any) { w.changed(o) }, DeleteFunc: w.changed,
	})
	if err != nil {
		return nil, fmt.Errorf("watch pods: %w", err)
	}
	return w, nil
}

// run watches until ctx ends.
func (w *podWatch) run(ctx context.Context) { w.informer.RunWithContext(ctx) }

// changed wakes who waits for the pod.
func (w *podWatch) changed(o any) {
	if gone, ok := o.(cache.DeletedFinalStateUnknown); ok {
		o = gone.Obj
	}
	p, ok := o.(*corev1.Pod)
	if !ok {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for c := range w.waiting[driver.ClusterID(p.Labels[labelCluster])] {
		select {
		case c <- struct{}{}:
		default: // it is to wake already
		}
	}
}

// subscribe gives a channel that gets something after each change of a cluster's pod; release ends that.
func (w *podWatch) subscribe(id driver.ClusterID) (changed <-chan struct{}, release func()) {
	c := make(chan struct{}, 1)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.waiting[id] == nil {
		w.waiting[id] = make(map[chan struct{}]struct{})
	}
	w.waiting[id][c] = struct{}{}
	return c, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.waiting[id], c)
		if len(w.waiting[id]) == 0 {
			delete(w.waiting, id)
		}
	}
}

// pod is the cluster's pod as it was last told of; nil where none was. It is not to be changed.
func (w *podWatch) pod(id driver.ClusterID) *corev1.Pod {
	found, err := w.informer.GetIndexer().ByIndex(byCluster, string(id))
	if err != nil || len(found) == 0 {
		return nil
	}
	for _, o := range found {
		if p, ok := o.(*corev1.Pod); ok && p.Name == string(id) {
			return p
		}
	}
	return nil
}
