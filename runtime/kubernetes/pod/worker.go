package pod

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"time"
)

// WorkerPort is where a cluster that spreads over pods waits for its workers.
const WorkerPort = 7073

// The environment by which pods of a cluster that spreads know how to reach each other.
const (
	// IdentityVariable is the folder with the pod's own part of an [Identity].
	IdentityVariable = "PENSTOCK_IDENTITY"
	// AddressVariable is the pod's own IP address.
	AddressVariable = "PENSTOCK_POD_IP"
	// ClusterVariable is, for workers, the IP address of the cluster's pod.
	ClusterVariable = "PENSTOCK_CLUSTER_IP"
)

// keepAlive has a connection to a machine that is gone break within 20 seconds.
var keepAlive = net.KeepAliveConfig{Enable: true, Idle: 5 * time.Second, Interval: 5 * time.Second, Count: 3}

// ListenForWorkers listens, in the cluster's pod, for workers that prove that they are its own. own is the pod's address.
func ListenForWorkers(ctx context.Context) (l net.Listener, own string, err error) {
	if own = os.Getenv(AddressVariable); own == "" {
		return nil, "", errors.New("listen for workers: " + AddressVariable + " does not say what this pod's address is")
	}
	config, err := ownTLS(os.Getenv(IdentityVariable), keyFile, workersFile)
	if err != nil {
		return nil, "", err
	}
	plain, err := (&net.ListenConfig{KeepAliveConfig: keepAlive}).Listen(ctx, "tcp", net.JoinHostPort(own, strconv.Itoa(WorkerPort)))
	if err != nil {
		return nil, "", fmt.Errorf("listen for workers: %w", err)
	}
	return tls.NewListener(plain, config), own, nil
}

// DialCluster connects a worker to its cluster's pod, and makes sure that it is the one.
func DialCluster(ctx context.Context) (net.Conn, error) {
	address := os.Getenv(ClusterVariable)
	if address == "" {
		return nil, errors.New("connect to the cluster: " + ClusterVariable + " does not say where it is")
	}
	config, err := ownTLS(os.Getenv(IdentityVariable), workerKeyFile, clusterFile)
	if err != nil {
		return nil, err
	}
	d := tls.Dialer{NetDialer: &net.Dialer{Timeout: dialPatience, KeepAliveConfig: keepAlive}, Config: config}
	conn, err := d.DialContext(ctx, "tcp", net.JoinHostPort(address, strconv.Itoa(WorkerPort)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	return conn, nil
}
