package cluster

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"
)

// defaultMainPatience is how long a main may take until it has a job. It is less than what a start may take, so that the reason is told.
const defaultMainPatience = 4 * time.Minute

// dumpPatience is how long a JobManager may take to tell where its threads are.
const dumpPatience = 20 * time.Second

// gateThread begins the frame of a thread that runs the program, in a dump of threads.
const gateThread = "io.penstock.flink.Gate.main"

// giveUp has a program that has not come to run a job within its time have failed, with where it is.
func (k *keeper) giveUp() {
	ctx, cancel := context.WithTimeout(context.Background(), dumpPatience)
	defer cancel()
	k.mu.Lock()
	m, r := k.members, k.run
	waits := !r.submitted && r.threw == nil && !r.returned
	k.mu.Unlock()
	client := m.client()
	if !waits || client == nil {
		return
	}
	at, trace := "", ""
	threads, err := client.JobManagerThreads(ctx)
	if err != nil {
		k.logs.tell(slog.LevelWarn, "Where the program is cannot be told: %v", err)
	}
	for _, text := range threads {
		if strings.Contains(text, gateThread) {
			at, trace = top(text), text
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if r.submitted || r.threw != nil || k.run != r {
		return
	}
	reason := fmt.Sprintf("it has not started a job within %v", k.mainPatience)
	if at != "" && k.spec.Python == nil { // Java waits for a program in Python, wherever that is
		reason += ", and is at " + at
	}
	r.threw, r.threwAt, r.stuck = &message{Reason: reason, Trace: trace}, time.Now(), true
	k.logs.events.Append(k.thrown(*r.threw))
	k.watch.nudge()
}

// top is the frame of a stack trace where a thread is.
func top(trace string) string {
	for line := range strings.Lines(trace) {
		line = strings.TrimSpace(line)
		if frame, found := strings.CutPrefix(line, "at "); found {
			return frame
		}
	}
	return ""
}
