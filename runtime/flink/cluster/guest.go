package cluster

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strconv"
	"time"

	"github.com/penstock/penstock/runtime/embedded/cluster/eventlog"
	"github.com/penstock/penstock/runtime/flink/assembly"
)

// Elsewhere has TaskManagers run on other machines: each connects to the keeper, is told what it is to run, and ends when the connection
// does. Who starts them, and others in their places, is not the keeper's matter.
type Elsewhere struct {
	// Listener lets in nobody but TaskManagers of this cluster.
	Listener net.Listener
	// Address is this machine's own, by which they reach it.
	Address string
}

// bind is what the JobManager listens on: more than its address, since the program in it uploads files to localhost.
func (e *Elsewhere) bind() string {
	if ip := net.ParseIP(e.Address); ip != nil && ip.To4() == nil {
		return net.IPv6zero.String()
	}
	return net.IPv4zero.String()
}

// orderVersion is the version of orders that this build writes. Newer ones are refused.
const orderVersion = 1

// order is what a TaskManager elsewhere is to be. Where the cluster has keys, the assignment follows as a handover.
type order struct {
	Version    int         `json:"version"`
	Assignment *Assignment `json:"assignment,omitempty"`
	// JobManager is the address of the JobManager.
	JobManager string            `json:"jobManager"`
	Identity   assembly.Identity `json:"identity"`
}

// ending is how a JVM elsewhere ended.
type ending struct {
	Code int    `json:"code"`
	Text string `json:"text"`
}

// guest is a TaskManager elsewhere, for as long as its connection lasts.
type guest struct {
	frames
	name string
	// conn is what frames go over.
	conn net.Conn
	// leaving tells that its machine goes down. The lock of the members guards it.
	leaving bool
}

// handshakePatience bounds the time in which whoever connects has to prove who it is.
const handshakePatience = 10 * time.Second

// receive lets TaskManagers in until ctx ends.
func (k *keeper) receive(ctx context.Context) {
	context.AfterFunc(ctx, func() { _ = k.elsewhere.Listener.Close() }) // the process ends
	for {
		conn, err := k.elsewhere.Listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			k.logs.tell(slog.LevelWarn, "A TaskManager could not connect: %v", err)
			select { // such as for want of file descriptors, which others may give back
			case <-time.After(shortestReconnect):
			case <-ctx.Done():
			}
			continue
		}
		go k.welcome(ctx, conn)
	}
}

// welcome serves one connection.
func (k *keeper) welcome(ctx context.Context, conn net.Conn) {
	defer func() { _ = conn.Close() }()
	g := &guest{frames: frames{over: conn}, conn: conn}
	err := conn.SetDeadline(time.Now().Add(handshakePatience))
	if err == nil {
		err = k.instruct(g)
	}
	if err == nil {
		err = conn.SetDeadline(time.Time{})
	}
	if err != nil {
		k.logs.tell(slog.LevelDebug, "A TaskManager could not be told what to run: %v", err)
		return
	}
	m := k.current(ctx)
	if m == nil || !m.admit(g) {
		return
	}
	defer m.replaced.Done()
	how := k.listen(m, g)
	if m.part(g) {
		k.logs.tell(slog.LevelWarn, "%s %s; another takes its place", g.name, how)
	}
}

// instruct tells what to run.
func (k *keeper) instruct(g *guest) error {
	told := order{Version: orderVersion, JobManager: k.elsewhere.Address, Identity: k.identity}
	assigned := k.assigned
	assigned.Code, assigned.Spec.Statements = nil, nil // these are the JobManager's
	if k.seals == nil {
		told.Assignment = &assigned
		return g.sendJSON(frameOrder, told)
	}
	handover, err := EncodeHandover(assigned)
	if err != nil {
		return err
	}
	defer clear(handover)
	if err := g.sendJSON(frameOrder, told); err != nil {
		return err
	}
	return g.send(frameHandover, handover)
}

// current waits for members; nil when ctx ends before there are any.
func (k *keeper) current(ctx context.Context) *members {
	select {
	case <-k.gathered:
	case <-ctx.Done():
		return nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.members
}

// listen takes what a TaskManager tells until its connection breaks, and says how it ended.
func (k *keeper) listen(m *members, g *guest) (how string) {
	how = "is not reached any more"
	for {
		kind, content, err := g.receive()
		if err != nil {
			return how
		}
		switch kind {
		case frameMessage:
			k.note(parseMessage(content))
		case frameNote:
			var e eventlog.Event
			if err := json.Unmarshal(content, &e); err != nil {
				return fmt.Sprintf("sends what is no event (%v)", err)
			}
			k.logs.add(e)
		case frameLeaving:
			go k.relieve(m, g)
		case frameEnded:
			var e ending
			if err := json.Unmarshal(content, &e); err == nil {
				how = e.Text
			}
		default:
			return "sends what nobody knows"
		}
	}
}

// admit makes a TaskManager one of the members, and tells it where the JobManager is; false when they end.
func (m *members) admit(g *guest) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.ending {
		return false
	}
	for i := 1; g.name == ""; i++ {
		if name := "TaskManager " + strconv.Itoa(i); m.guests[name] == nil {
			g.name = name
		}
	}
	m.guests[g.name] = g
	m.replaced.Add(1)
	if m.rpc != 0 {
		g.meet(m.rpc)
	}
	return true
}

// part takes a TaskManager whose connection ended out of the members. It tells whether that was not because they end.
func (m *members) part(g *guest) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.guests, g.name)
	return !m.ending
}

// meet tells a TaskManager the port of the JobManager. One whose connection broke is found out by who listens to it.
func (g *guest) meet(port int) { _ = g.send(frameSay, []byte(strconv.Itoa(port))) }
