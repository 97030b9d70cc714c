package rest

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"sync"
)

// maxOperations is how many operations are remembered, the oldest ended ones being forgotten first. Flink forgets by
// time; a number bounds memory as well and keeps a result for as long as anybody may still want it.
const maxOperations = 1000

// operationKind separates the trigger ids of checkpoints from those of savepoints, as Flink does.
type operationKind string

const (
	checkpointKind operationKind = "checkpoint"
	savepointKind  operationKind = "savepoint"
)

type operationKey struct {
	kind operationKind
	id   string
}

type operationState struct {
	done   bool
	result string
	err    error
}

// operations runs asynchronous operations and remembers how they ended.
type operations struct {
	ctx     context.Context
	cancel  context.CancelFunc
	running sync.WaitGroup

	mu    sync.Mutex
	byKey map[operationKey]operationState
	order []operationKey
}

func newOperations() *operations {
	o := &operations{byKey: make(map[operationKey]operationState)}
	o.ctx, o.cancel = context.WithCancel(context.Background())
	return o
}

func newTriggerID() string {
	var id [16]byte
	rand.Read(id[:])
	return hex.EncodeToString(id[:])
}

// start runs do in the background unless an operation of that id is known already.
func (o *operations) start(kind operationKind, id string, do func(context.Context) (string, error)) error {
	key := operationKey{kind, id}
	o.mu.Lock()
	defer o.mu.Unlock()
	if _, known := o.byKey[key]; known {
		return nil
	}
	if o.ctx.Err() != nil {
		return Conflict("the cluster is shutting down")
	}
	o.byKey[key] = operationState{}
	o.order = append(o.order, key)
	o.forget()
	o.running.Go(func() {
		result, err := do(o.ctx)
		o.mu.Lock()
		defer o.mu.Unlock()
		o.byKey[key] = operationState{done: true, result: result, err: err}
	})
	return nil
}

// forget drops the oldest ended operations beyond maxOperations. The lock is held.
func (o *operations) forget() {
	for i := 0; len(o.order) > maxOperations && i < len(o.order); {
		if !o.byKey[o.order[i]].done {
			i++
			continue
		}
		delete(o.byKey, o.order[i])
		o.order = append(o.order[:i], o.order[i+1:]...)
	}
}

func (o *operations) find(kind operationKind, id string) (operationState, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	state, found := o.byKey[operationKey{kind, id}]
	return state, found
}

func (o *operations) close() {
	o.mu.Lock()
	o.cancel()
	o.mu.Unlock()
	o.running.Wait()
}
