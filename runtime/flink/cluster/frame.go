package cluster

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"sync"
)

// A keeper and a TaskManager that is elsewhere send each other frames: what it is (1 byte), the length (4 bytes, big endian), the content.
type frameKind byte

const (
	// The keeper sends an order first, and where there are keys, their handover; then what the JVM is told, and at last that it may end.
	frameOrder    frameKind = 'O'
	frameHandover frameKind = 'H'
	frameSay      frameKind = 'S'
	frameEnd      frameKind = 'E'
	// The other side sends what the JVM tells, its own notes for the log, that its machine goes down, and how the JVM ended.
	frameMessage frameKind = 'm'
	frameNote    frameKind = 'n'
	frameLeaving frameKind = 'l'
	frameEnded   frameKind = 'x'
)

// longestFrame bounds the content of a frame, in bytes: a handover has credentials, properties and keys, a message a line.
const longestFrame = 80 << 20

const frameHead = 5

// frames are one end of a connection. Any goroutine may send, one may receive.
type frames struct {
	over    io.ReadWriter
	sending sync.Mutex
}

func (f *frames) send(kind frameKind, content []byte) error {
	head := make([]byte, frameHead, frameHead+len(content))
	head[0] = byte(kind)
	binary.BigEndian.PutUint32(head[1:], uint32(len(content)))
	whole := append(head, content...)
	defer clear(whole)
	f.sending.Lock()
	defer f.sending.Unlock()
	if _, err := f.over.Write(whole); err != nil {
		return fmt.Errorf("send to the other end of the cluster: %w", err)
	}
	return nil
}

func (f *frames) sendJSON(kind frameKind, what any) error {
	text, err := json.Marshal(what)
	if err != nil {
		return fmt.Errorf("send to the other end of the cluster: %w", err)
	}
	return f.send(kind, text)
}

// receive gives the next frame.
func (f *frames) receive() (frameKind, []byte, error) { return readFrame(f.over) }

func readFrame(from io.Reader) (frameKind, []byte, error) {
	var head [frameHead]byte
	if _, err := io.ReadFull(from, head[:]); err != nil {
		return 0, nil, fmt.Errorf("receive from the other end of the cluster: %w", err)
	}
	size := binary.BigEndian.Uint32(head[1:])
	if size > longestFrame {
		return 0, nil, fmt.Errorf("receive from the other end of the cluster: a frame would have %d bytes", size)
	}
	content := make([]byte, size)
	if _, err := io.ReadFull(from, content); err != nil {
		return 0, nil, fmt.Errorf("receive from the other end of the cluster: %w", err)
	}
	return frameKind(head[0]), content, nil
}
