package flink_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flink/flinktest"
	"github.com/penstock/penstock/runtime/flinkrest"
)

// Somebody else on the machine can connect to the ports of a cluster, and is told nothing at any of them.
func TestFlink_strangers(t *testing.T) {
	d, err := newLocal(t)
	require.NoError(t, err)
	spec := newSpec(t, driver.NewClusterID(t.Name(), 1, 0), flinktest.Code(t, flinktest.Examples(t)))
	spec.Properties = flinktest.Running(flinktest.TopSpeedWindowing)
	spec.Parallelism = 2 // records go from one TaskManager to the other
	_, seen := bringSpec(t, d, spec)
	client := clientOf(t, d, seen)
	_, err = client.Run(t.Context(), "program", flinkrest.RunRequest{JobID: spec.JobID})
	require.NoError(t, err)
	awaitState(t.Context(), t, client, spec.JobID, flinkrest.JobRunning)

	addresses := listening(t, jvmsOf(t, spec.ID))
	require.GreaterOrEqual(t, len(addresses), 3+2*2, "REST, RPC and blobs of the JobManager, RPC and records of each TaskManager: %v", addresses)
	for _, address := range addresses {
		host, _, err := net.SplitHostPort(address)
		require.NoError(t, err)
		require.True(t, net.ParseIP(host).IsLoopback(), address)
		if !refusesHTTP(t, address) {
			requireUnknown(t, address)
		}
	}
}

// jvmsOf are the pids of a cluster's JVMs.
func jvmsOf(t *testing.T, id driver.ClusterID) (pids []int) {
	t.Helper()
	files, err := filepath.Glob("/proc/[0-9]*/cmdline")
	require.NoError(t, err)
	for _, file := range files {
		line, err := os.ReadFile(file)
		words := strings.Split(string(line), "\x00")
		if err != nil || !strings.HasSuffix(words[0], "/java") || !strings.Contains(string(line), "/"+string(id)+"/") {
			continue
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		require.NoError(t, err)
		pids = append(pids, pid)
	}
	require.NotEmpty(t, pids)
	return pids
}

// listening are the addresses at which processes listen on TCP.
func listening(t *testing.T, pids []int) (addresses []string) {
	t.Helper()
	sockets := map[string]bool{}
	for _, pid := range pids {
		links, err := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", pid))
		require.NoError(t, err)
		for _, link := range links {
			if to, err := os.Readlink(link); err == nil && strings.HasPrefix(to, "socket:[") {
				sockets[strings.Trim(to, "socket:[]")] = true
			}
		}
	}
	for _, table := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		text, err := os.ReadFile(table)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		require.NoError(t, err)
		for line := range strings.Lines(string(text)) {
			const local, state, inode, listens = 1, 3, 9, "0A"
			fields := strings.Fields(line)
			if len(fields) > inode && fields[state] == listens && sockets[fields[inode]] {
				addresses = append(addresses, address(t, fields[local]))
			}
		}
	}
	return addresses
}

// address reads an address as the kernel's tables have it: words of 4 bytes in the machine's order, and a port.
func address(t *testing.T, text string) string {
	t.Helper()
	words, port, _ := strings.Cut(text, ":")
	var ip net.IP
	for word := range slices.Chunk([]byte(words), 8) {
		n, err := strconv.ParseUint(string(word), 16, 32)
		require.NoError(t, err)
		ip = append(ip, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
	}
	n, err := strconv.ParseUint(port, 16, 16)
	require.NoError(t, err)
	return net.JoinHostPort(ip.String(), strconv.FormatUint(n, 10))
}

// refusesHTTP tells whether a port is one of HTTP. It must ask for a token then.
func refusesHTTP(t *testing.T, address string) bool {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/jobs", nil)
	require.NoError(t, err)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	require.Equal(t, http.StatusUnauthorized, response.StatusCode, address)
	return true
}

// requireUnknown speaks TLS with a port, and is refused for want of a key.
func requireUnknown(t *testing.T, address string) {
	t.Helper()
	dialer := &tls.Dialer{Config: &tls.Config{InsecureSkipVerify: true, MaxVersion: tls.VersionTLS12}} // whoever the other end is
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	connection, err := dialer.DialContext(ctx, "tcp", address)
	if err == nil {
		defer connection.Close()
		_, err = connection.Read(make([]byte, 1))
		require.NotErrorIs(t, err, io.EOF)
	}
	var alert *net.OpError
	require.ErrorAs(t, err, &alert, address)
	require.Contains(t, err.Error(), "tls: ", address)
}
