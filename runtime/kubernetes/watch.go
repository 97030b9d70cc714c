package kubernetes

import (
	"context"
	"fmt"
	"log/slog"
	"sync"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/tools/cache"

	"github.com/penstock/penstock/runtime/driver"
)

// clusterWatch has the pods of the installation, and what keeps their numbers, as the API server last told of them, and tells who waits for
// those of a cluster that they changed.
type clusterWatch struct {
	pods, sets cache.SharedIndexInformer

	mu      sync.Mutex
	waiting map[driver.ClusterID]map[chan struct{}]struct{}
}

// byCluster is the index of objects by their cluster.
const byCluster = "cluster"

func newClusterWatch(pods, sets dynamic.ResourceInterface, selector string, log *slog.Logger) (*clusterWatch, error) {
	w := &clusterWatch{waiting: make(map[driver.ClusterID]map[chan struct{}]struct{})}
	var err error
	if w.pods, err = newInformer(pods, selector, log, "pods", func(u *unstructured.Unstructured) (any, error) { return podOf(u) }); err != nil {
		return nil, err
	}
	w.sets, err = newInformer(sets, selector, log, "ReplicaSets", func(u *unstructured.Unstructured) (any, error) { return replicaSetOf(u) })
	if err != nil {
		return nil, err
	}
	for _, informer := range []cache.SharedIndexInformer{w.pods, w.sets} {
		_, err = informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
			AddFunc: w.changed, UpdateFunc: func(_, o any) { w.changed(o) }, DeleteFunc: w.changed,
		})
		if err != nil {
			return nil, fmt.Errorf("watch clusters: %w", err)
		}
	}
	return w, nil
}

// newInformer watches objects of one kind.
func newInformer(source dynamic.ResourceInterface, selector string, log *slog.Logger, kind string, read func(*unstructured.Unstructured) (any, error)) (
	cache.SharedIndexInformer, error,
) {
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
	informer := cache.NewSharedIndexInformer(list, &unstructured.Unstructured{}, 0, cache.Indexers{
		byCluster: func(o any) ([]string, error) {
			if m, ok := o.(metav1.Object); ok {
				return []string{m.GetLabels()[labelCluster]}, nil
			}
			return nil, nil
		},
	})
	err := informer.SetTransform(func(o any) (any, error) {
		u, ok := o.(*unstructured.Unstructured)
		if !ok {
			return o, nil
		}
		u.SetManagedFields(nil)
		return read(u)
	})
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", kind, err)
	}
	err = informer.SetWatchErrorHandlerWithContext(func(ctx context.Context, _ *cache.Reflector, err error) {
		log.WarnContext(ctx, "a watch broke off and is begun anew", "of", kind, "error", err)
	})
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", kind, err)
	}
	return informer, nil
}

// run watches until ctx ends.
func (w *clusterWatch) run(ctx context.Context) {
	var both sync.WaitGroup
	both.Go(func() { w.pods.RunWithContext(ctx) })
	both.Go(func() { w.sets.RunWithContext(ctx) })
	both.Wait()
}

// changed wakes who waits for what belongs to the cluster of an object.
func (w *clusterWatch) changed(o any) {
	if gone, ok := o.(cache.DeletedFinalStateUnknown); ok {
		o = gone.Obj
	}
	m, ok := o.(metav1.Object)
	if !ok {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for c := range w.waiting[driver.ClusterID(m.GetLabels()[labelCluster])] {
		select {
		case c <- struct{}{}:
		default: // it is to wake already
		}
	}
}

// subscribe gives a channel that gets something after each change of a cluster's pod; release ends that.
func (w *clusterWatch) subscribe(id driver.ClusterID) (changed <-chan struct{}, release func()) {
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
func (w *clusterWatch) pod(id driver.ClusterID) *corev1.Pod {
	found, err := w.pods.GetIndexer().ByIndex(byCluster, string(id))
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

// workers are the pods of the cluster's workers as they were last told of. They are not to be changed.
func (w *clusterWatch) workers(id driver.ClusterID) (all []*corev1.Pod) {
	found, err := w.pods.GetIndexer().ByIndex(byCluster, string(id))
	if err != nil {
		return nil
	}
	for _, o := range found {
		if p, ok := o.(*corev1.Pod); ok && p.Labels[labelComponent] == componentWorker {
			all = append(all, p)
		}
	}
	return all
}

// replicaSet is what keeps the number of the cluster's workers, as it was last told of; nil where nothing was. It is not to be changed.
func (w *clusterWatch) replicaSet(id driver.ClusterID) *appsv1.ReplicaSet {
	found, err := w.sets.GetIndexer().ByIndex(byCluster, string(id))
	if err != nil || len(found) == 0 {
		return nil
	}
	set, _ := found[0].(*appsv1.ReplicaSet)
	return set
}
