package main

import (
	"context"
	"os/exec"
	"path/filepath"
	"syscall"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"

	"github.com/penstock/penstock/bench/process"
)

// server is a running server with the API.
type server struct {
	*process.Process

	name, endpoint string
	credentials    aws.Credentials
}

// start starts a server.
type start func(ctx context.Context) (*server, error)

// penstockServer is Penstock with everything in dir.
func penstockServer(binary, dir string) start {
	return func(ctx context.Context) (*server, error) {
		address, err := process.FreeAddress(ctx)
		if err != nil {
			return nil, err
		}
		data := filepath.Join(dir, "data")
		cmd := exec.CommandContext(ctx, binary, "serve", "--data-dir", data, "--listen", address)
		cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
		running, err := process.Start(ctx, cmd, "http://"+address+"/healthz", filepath.Join(dir, "penstock.log"))
		if err != nil {
			return nil, err
		}
		s := &server{Process: running, name: "penstock", endpoint: "http://" + address + "/"}
		cfg, err := config.LoadDefaultConfig(ctx,
			config.WithSharedCredentialsFiles([]string{filepath.Join(data, "aws", "credentials")}),
			config.WithSharedConfigFiles([]string{filepath.Join(data, "aws", "config")}))
		if err == nil {
			s.credentials, err = cfg.Credentials.Retrieve(ctx)
		}
		if err != nil {
			running.Stop()
			return nil, err
		}
		return s, nil
	}
}

// motoServer is a moto_server, which takes any credentials.
func motoServer(command, dir string) start {
	return func(ctx context.Context) (*server, error) {
		address, err := process.FreeAddress(ctx)
		if err != nil {
			return nil, err
		}
		port := address[len("127.0.0.1:"):]
		cmd := exec.CommandContext(ctx, command, "--host", "127.0.0.1", "--port", port)
		running, err := process.Start(ctx, cmd, "http://"+address+"/moto-api/data.json", filepath.Join(dir, "moto.log"))
		if err != nil {
			return nil, err
		}
		return &server{
			Process: running, name: "moto_server", endpoint: "http://" + address + "/",
			credentials: aws.Credentials{AccessKeyID: "testing", SecretAccessKey: "testing"},
		}, nil
	}
}
