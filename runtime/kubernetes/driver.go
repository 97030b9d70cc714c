package kubernetes

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"slices"
	"sync"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/kubernetes/pod"
)

// Name is the driver's name in handles.
const Name = "kubernetes"

// How many requests a control plane sends to the API server, in a second, and at once.
const (
	requestsPerSecond = 200
	requestsAtOnce    = 400
)

// Driver runs clusters as pods. Make it with New.
type Driver struct {
	o      Options
	client dynamic.Interface
	// web asks the API server for what is no object.
	web   *http.Client
	watch *clusterWatch
	log   *slog.Logger
	stop  context.CancelFunc
	ended sync.WaitGroup

	mu sync.Mutex
	// clients are those of pods that were asked.
	clients map[driver.ClusterID]*pod.Client
}

var (
	_ driver.Driver    = (*Driver)(nil)
	_ driver.Waiter    = (*Driver)(nil)
	_ driver.LogReader = (*Driver)(nil)
	_ driver.Ender     = (*Driver)(nil)
	_ driver.Builder   = (*Driver)(nil)
)

// New makes a driver and begins to watch its pods. It works while the API server is away, as far as it can. Close it.
func New(o Options) (*Driver, error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	o.warnOfUsers(int64(os.Geteuid()))
	config := rest.CopyConfig(o.Config)
	config.QPS, config.Burst, config.UserAgent = requestsPerSecond, requestsAtOnce, "penstock"
	web, err := rest.HTTPClientFor(config)
	if err != nil {
		return nil, fmt.Errorf("kubernetes: %w", err)
	}
	client, err := dynamic.NewForConfigAndClient(config, web)
	if err != nil {
		return nil, fmt.Errorf("kubernetes: %w", err)
	}
	d := &Driver{o: o, client: client, web: web, log: o.Logger, clients: make(map[driver.ClusterID]*pod.Client)}
	namespace := o.Namespace
	if d.everywhere() {
		namespace = metav1.NamespaceAll
	}
	if d.watch, err = newClusterWatch(d.in(pods, namespace), d.in(replicaSets, namespace), d.selector(), d.log); err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.Background())
	d.stop = stop
	d.ended.Go(func() { d.watch.run(ctx) })
	return d, nil
}

// Close ends the watch. Clusters are not affected.
func (d *Driver) Close() error {
	d.stop()
	d.ended.Wait()
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, c := range d.clients {
		c.Close()
	}
	return nil
}

// Name is "kubernetes".
func (*Driver) Name() string { return Name }

// Builds are those of the engines.
func (d *Driver) Builds() []string {
	var builds []string
	for _, e := range d.o.Engines {
		if b, ok := e.(driver.Builder); ok {
			builds = append(builds, b.Builds()...)
		}
	}
	slices.Sort(builds)
	return slices.Compact(builds)
}

// List asks the API server for the records of the installation.
func (d *Driver) List(ctx context.Context) ([]driver.Listed, error) {
	namespace := d.o.Namespace
	if d.everywhere() {
		namespace = metav1.NamespaceAll
	}
	found, err := d.in(configMaps, namespace).List(ctx, metav1.ListOptions{LabelSelector: d.selector()})
	if err != nil {
		return nil, d.told("list clusters", err)
	}
	var listed []driver.Listed
	for i := range found.Items {
		r, err := d.recordOf(&found.Items[i])
		if err != nil {
			return nil, err
		}
		h, err := d.handleOf(r)
		if err != nil {
			return nil, err
		}
		listed = append(listed, driver.Listed{Handle: h, ApplicationARN: r.arn, CreatedAt: r.created, FencingToken: r.fencing})
	}
	return listed, nil
}

// identity is how the cluster and the control plane know each other.
func (d *Driver) identity(id driver.ClusterID) (pod.Identity, error) {
	key, err := d.o.LogKeys.LogKey(id)
	if err != nil {
		return pod.Identity{}, fmt.Errorf("identity of cluster %s: %w", id, err)
	}
	defer key.Key.Wipe()
	return pod.NewIdentity(key.Key.Bytes(), string(id))
}

// clientAt is the client of a cluster's pod at an address.
func (d *Driver) clientAt(id driver.ClusterID, address string) (*pod.Client, error) {
	d.mu.Lock()
	known := d.clients[id]
	d.mu.Unlock()
	if known != nil && known.Address() == address {
		return known, nil
	}
	identity, err := d.identity(id)
	if err != nil {
		return nil, err
	}
	made, err := pod.NewClient(address, identity)
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if known = d.clients[id]; known != nil {
		known.Close()
	}
	d.clients[id] = made
	return made, nil
}

// forget gives up the client of a cluster that is gone.
func (d *Driver) forget(id driver.ClusterID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if c := d.clients[id]; c != nil {
		c.Close()
		delete(d.clients, id)
	}
}
