package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/bench/controlplane"
)

// application is one that is measured.
type application struct {
	api        *client.Client
	data       string
	name       string
	code       *model.ApplicationCodeConfiguration
	options    map[string]string
	startLimit time.Duration
}

func (a *application) properties(n int) []model.PropertyGroup {
	return []model.PropertyGroup{
		{PropertyGroupId: new("penstock.run.options"), PropertyMap: a.options},
		{PropertyGroupId: new("bench"), PropertyMap: map[string]string{"n": strconv.Itoa(n)}},
	}
}

// measure starts, updates and stops, again and again.
func (a *application) measure(ctx context.Context, runs int) error {
	_, err := a.api.CreateApplication(ctx, &model.CreateApplicationRequest{
		ApplicationName: &a.name, RuntimeEnvironment: new(model.RuntimeEnvironmentFLINK_1_20),
		ServiceExecutionRole: new("arn:aws:iam::000000000000:role/bench"),
		ApplicationConfiguration: &model.ApplicationConfiguration{
			ApplicationCodeConfiguration: a.code, EnvironmentProperties: &model.EnvironmentProperties{PropertyGroups: a.properties(0)},
			ApplicationSnapshotConfiguration: &model.ApplicationSnapshotConfiguration{SnapshotsEnabled: new(true)},
		},
	})
	if err != nil {
		return err
	}
	var start, update, downtime, memory []int64
	for n := range runs {
		out, err := a.api.StartApplication(ctx, &model.StartApplicationRequest{ApplicationName: &a.name})
		if err != nil {
			return err
		}
		steps, err := controlplane.Outcome(ctx, a.api, a.name, out.OperationId)
		if err != nil {
			return err
		}
		start = append(start, *steps.DurationMilliseconds)
		memory = append(memory, a.memory()>>20)
		described, err := a.api.DescribeApplication(ctx, &model.DescribeApplicationRequest{ApplicationName: &a.name})
		if err != nil {
			return err
		}
		changed, err := a.api.UpdateApplication(ctx, &model.UpdateApplicationRequest{
			ApplicationName: &a.name, CurrentApplicationVersionId: described.ApplicationDetail.ApplicationVersionId,
			ApplicationConfigurationUpdate: &model.ApplicationConfigurationUpdate{
				EnvironmentPropertyUpdates: &model.EnvironmentPropertyUpdates{PropertyGroups: a.properties(n + 1)},
			},
		})
		if err != nil {
			return err
		}
		if steps, err = controlplane.Outcome(ctx, a.api, a.name, changed.OperationId); err != nil {
			return err
		}
		update, downtime = append(update, *steps.DurationMilliseconds), append(downtime, *steps.DowntimeMilliseconds)
		stopped, err := a.api.StopApplication(ctx, &model.StopApplicationRequest{ApplicationName: &a.name})
		if err != nil {
			return err
		}
		if _, err := controlplane.Outcome(ctx, a.api, a.name, stopped.OperationId); err != nil {
			return err
		}
	}
	print(a.name+": start to RUNNING", "ms", start, a.startLimit.String())
	print(a.name+": update", "ms", update, "-")
	print(a.name+":   nothing processed, by its operation", "ms", downtime, "2000")
	print(a.name+": JobManager and TaskManager resident", "MiB", memory, "600")
	return nil
}

// memory is what the JVMs of all clusters of the server have resident, in bytes.
func (a *application) memory() (total int64) {
	files, _ := filepath.Glob("/proc/[0-9]*/cmdline") // the pattern is a good one
	for _, file := range files {
		line, err := os.ReadFile(file)
		if err != nil || !bytes.Contains(line, []byte("io.penstock.flink")) || !bytes.Contains(line, []byte(a.data+"/")) {
			continue
		}
		statm, err := os.ReadFile(filepath.Join(filepath.Dir(file), "statm"))
		if fields := strings.Fields(string(statm)); err == nil && len(fields) > 1 {
			pages, _ := strconv.ParseInt(fields[1], 10, 64) // the kernel's own
			total += pages * int64(os.Getpagesize())
		}
	}
	return total
}
