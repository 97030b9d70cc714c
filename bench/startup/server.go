package main

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"

	"github.com/penstock/penstock/bench/process"
)

// server is a running control plane and a client of it.
type server struct {
	*process.Process

	client *kinesisanalyticsv2.Client
}

// startServer starts the control plane and waits until it is ready.
func startServer(ctx context.Context, binary, dataDir string) (*server, error) {
	address, err := process.FreeAddress(ctx)
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, binary, "serve", "--data-dir", dataDir, "--listen", address, "--stop-applications")
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	running, err := process.Start(ctx, cmd, "http://"+address+"/healthz", filepath.Join(dataDir, "serve.log"))
	if err != nil {
		return nil, err
	}
	cfg, err := config.LoadDefaultConfig(ctx,
		config.WithSharedCredentialsFiles([]string{filepath.Join(dataDir, "aws", "credentials")}),
		config.WithSharedConfigFiles([]string{filepath.Join(dataDir, "aws", "config")}))
	if err != nil {
		running.Stop()
		return nil, err
	}
	return &server{Process: running, client: kinesisanalyticsv2.NewFromConfig(cfg)}, nil
}

func (s *server) create(ctx context.Context, name, script string) error {
	_, err := s.client.CreateApplication(ctx, &kinesisanalyticsv2.CreateApplicationInput{
		ApplicationName:      aws.String(name),
		RuntimeEnvironment:   types.RuntimeEnvironmentFlink120,
		ServiceExecutionRole: aws.String("arn:aws:iam::000000000000:role/bench"),
		ApplicationConfiguration: &types.ApplicationConfiguration{
			ApplicationCodeConfiguration: &types.ApplicationCodeConfiguration{
				CodeContentType: types.CodeContentTypePlaintext,
				CodeContent:     &types.CodeContent{TextContent: aws.String(script)},
			},
		},
	})
	return err
}

func (s *server) timeStart(ctx context.Context, name string) (time.Duration, error) {
	return s.timed(ctx, name, types.ApplicationStatusRunning, func() error {
		_, err := s.client.StartApplication(ctx, &kinesisanalyticsv2.StartApplicationInput{ApplicationName: aws.String(name)})
		return err
	})
}

func (s *server) timeStop(ctx context.Context, name string) (time.Duration, error) {
	return s.timed(ctx, name, types.ApplicationStatusReady, func() error {
		_, err := s.client.StopApplication(ctx, &kinesisanalyticsv2.StopApplicationInput{ApplicationName: aws.String(name)})
		return err
	})
}

func (s *server) timeUpdate(ctx context.Context, name, script string) (time.Duration, error) {
	now, err := s.client.DescribeApplication(ctx, &kinesisanalyticsv2.DescribeApplicationInput{ApplicationName: aws.String(name)})
	if err != nil {
		return 0, err
	}
	return s.timed(ctx, name, types.ApplicationStatusRunning, func() error {
		_, err := s.client.UpdateApplication(ctx, &kinesisanalyticsv2.UpdateApplicationInput{
			ApplicationName:             aws.String(name),
			CurrentApplicationVersionId: now.ApplicationDetail.ApplicationVersionId,
			ApplicationConfigurationUpdate: &types.ApplicationConfigurationUpdate{
				ApplicationCodeConfigurationUpdate: &types.ApplicationCodeConfigurationUpdate{
					CodeContentUpdate: &types.CodeContentUpdate{TextContentUpdate: aws.String(script)},
				},
			},
		})
		return err
	})
}

// timed calls and waits for the status. Any status that is neither the wanted one nor on the way to it is an error.
func (s *server) timed(ctx context.Context, name string, want types.ApplicationStatus, call func() error) (time.Duration, error) {
	began := time.Now()
	if err := call(); err != nil {
		return 0, err
	}
	err := process.Poll(ctx, time.Minute, func() (bool, error) {
		d, err := s.client.DescribeApplication(ctx, &kinesisanalyticsv2.DescribeApplicationInput{ApplicationName: aws.String(name)})
		if err != nil {
			return false, err
		}
		switch status := d.ApplicationDetail.ApplicationStatus; status {
		case want:
			return true, nil
		case types.ApplicationStatusStarting, types.ApplicationStatusStopping, types.ApplicationStatusUpdating:
			return false, nil
		default:
			return false, fmt.Errorf("the application became %s instead of %s", status, want)
		}
	})
	return time.Since(began), err
}
