package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
)

// server is a running control plane and a client of it.
type server struct {
	cmd    *exec.Cmd
	client *kinesisanalyticsv2.Client
}

// startServer starts the control plane and waits until it is ready.
func startServer(ctx context.Context, binary, dataDir string) (*server, error) {
	address, err := freeAddress(ctx)
	if err != nil {
		return nil, err
	}
	s := &server{cmd: exec.CommandContext(ctx, binary, "serve", "--data-dir", dataDir, "--listen", address, "--stop-applications")}
	s.cmd.Cancel = func() error { return s.cmd.Process.Signal(syscall.SIGTERM) }
	if err := os.MkdirAll(dataDir, 0o755); err != nil {
		return nil, err
	}
	log, err := os.Create(filepath.Join(dataDir, "serve.log"))
	if err != nil {
		return nil, err
	}
	defer log.Close()
	s.cmd.Stdout, s.cmd.Stderr = log, log
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	if err := poll(ctx, time.Minute, func() (bool, error) { return healthy(ctx, address), nil }); err != nil {
		s.stop()
		text, _ := os.ReadFile(log.Name())
		return nil, fmt.Errorf("the control plane does not become ready: %w\n%s", err, text)
	}
	cfg, err := config.LoadDefaultConfig(ctx,
		config.WithSharedCredentialsFiles([]string{filepath.Join(dataDir, "aws", "credentials")}),
		config.WithSharedConfigFiles([]string{filepath.Join(dataDir, "aws", "config")}))
	if err != nil {
		s.stop()
		return nil, err
	}
	s.client = kinesisanalyticsv2.NewFromConfig(cfg)
	return s, nil
}

func freeAddress(ctx context.Context) (string, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

func healthy(ctx context.Context, address string) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/healthz", nil)
	if err != nil {
		return false
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}

// poll waits until done says so, looking every 2 ms.
func poll(ctx context.Context, limit time.Duration, done func() (bool, error)) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for {
		ok, err := done()
		if ok || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

func (s *server) stop() {
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		fmt.Fprintln(os.Stderr, "stopping the control plane:", err)
	}
	if err := s.cmd.Wait(); err != nil {
		fmt.Fprintln(os.Stderr, "the control plane ended:", err)
	}
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
	err := poll(ctx, time.Minute, func() (bool, error) {
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
