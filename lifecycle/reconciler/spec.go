package reconciler

import (
	"context"
	"fmt"
	"io"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/driver"
)

// spec is everything the cluster needs to know. Whoever asks for it wipes its keys.
func (s *session) spec(ctx context.Context, l *look, c *record) (driver.Spec, error) {
	v, err := s.readVersion(ctx, l.app.ID, c.VersionID)
	if err != nil {
		return driver.Spec{}, err
	}
	code, err := s.code(ctx, v.CodeID)
	if err != nil {
		return driver.Spec{}, err
	}
	spec := driver.Spec{
		ID: c.ID, ApplicationARN: l.app.ARN(), ApplicationName: l.app.Name, ApplicationVersion: v.ID,
		Lineage:      l.app.Lineage(),
		FencingToken: s.lease.Token,
		Runtime:      v.Runtime, Code: code, Properties: v.configuration.Properties, LogLevel: v.configuration.LogLevel,
		JobID: c.jobID(), Parallelism: c.Parallelism, MaxParallelism: max(s.MaxParallelism, c.Parallelism),
		ParallelismPerKPU: v.configuration.ParallelismPerKPU,
		Checkpointing: driver.Checkpointing{
			Enabled: v.configuration.CheckpointingEnabled, Interval: v.configuration.CheckpointInterval,
			MinPause: v.configuration.MinPauseBetweenCheckpoints, Fixed: v.configuration.CheckpointingFixed,
		},
		RestartDelay:   s.RestartDelay,
		CheckpointsURI: c.CheckpointsURI, SnapshotsURI: s.Storage.SnapshotsURI(l.app.ID),
	}
	if l.operation != nil {
		spec.OperationID = l.operation.ID
	}
	spec.Keys, err = s.keys(ctx, l, c, v)
	return spec, err
}

// code is the stored copy of the code.
func (s *session) code(ctx context.Context, id int64) (driver.Code, error) {
	if id == 0 {
		return driver.Code{}, &driver.TerminalError{Reason: "the application has no code"}
	}
	stored, err := s.Store.Code(ctx, id)
	if err != nil {
		return driver.Code{}, fmt.Errorf("find code: %w", err)
	}
	kind := driver.PlainText
	if stored.ContentType == lifecycle.CodeZipFile {
		kind = driver.ZipFile
	}
	return driver.Code{Kind: kind, Size: stored.Size, Open: func(ctx context.Context) (io.ReadCloser, error) {
		return s.Code.Open(ctx, id)
	}}, nil
}
