// Package controlplane starts the real binary with its private Postgres for benchmarks, and drives it as its users do.
package controlplane

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/bench/process"
)

// patience is how long an operation may take.
const patience = 4 * time.Minute

// Server is a control plane that runs.
type Server struct {
	*process.Process
	// API is signed with its first credentials.
	API *client.Client
	// Data is its data directory.
	Data string
}

// Start starts the binary with a data directory in the folder, and waits until it answers. When it is stopped, so are its applications.
func Start(ctx context.Context, binary, dir string) (*Server, error) {
	address, err := process.FreeAddress(ctx)
	if err != nil {
		return nil, err
	}
	data := filepath.Join(dir, "data")
	command := exec.CommandContext(ctx, binary, "serve", "--data-dir", data, "--listen", address, "--stop-applications")
	command.Cancel = func() error { return command.Process.Signal(syscall.SIGTERM) }
	running, err := process.Start(ctx, command, "http://"+address+"/healthz", filepath.Join(dir, "serve.log"))
	if err != nil {
		return nil, err
	}
	api, err := client.FromFiles(filepath.Join(data, "aws", "credentials"), filepath.Join(data, "aws", "config"))
	if err != nil {
		running.Stop()
		return nil, err
	}
	return &Server{Process: running, API: api, Data: data}, nil
}

// Outcome waits for the end of an operation, and tells its steps with their times. One that was not successful is an error.
func Outcome(ctx context.Context, api *client.Client, application string, id *string) (*model.ListOperationStepsResponse, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	wait := &model.WaitForApplicationRequest{ApplicationName: &application, OperationId: id, TimeoutSeconds: new(int64(patience.Seconds()))}
	if _, err := api.WaitForApplication(ctx, wait); err != nil {
		return nil, err
	}
	steps, err := api.ListOperationSteps(ctx, &model.ListOperationStepsRequest{ApplicationName: &application, OperationId: id})
	if err != nil {
		return nil, err
	}
	if status := *steps.OperationRecord.OperationStatus; status != model.OperationStatusSUCCESSFUL {
		return nil, fmt.Errorf("operation %s ended %s", *id, status)
	}
	return steps, nil
}
