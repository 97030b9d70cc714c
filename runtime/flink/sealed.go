package flink

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/checkpoint/objects"
	"github.com/penstock/penstock/runtime/embeddedengine"
	"github.com/penstock/penstock/runtime/flink/assembly"
	"github.com/penstock/penstock/runtime/flink/cluster"
)

// KeepState has clusters keep their state elsewhere than in files: in a bucket, as [objects.ParseS3] reads it. They are handed the
// credentials in memory; without any they use those that their machine has. It is called before anything is started.
func (e *Engine) KeepState(storage string, c *objects.Credentials) {
	e.storage, e.credentials = storage, c
}

// seal makes the workload of a cluster one that has keys: what it is to run is handed over with them, and its files are encrypted.
func (e *Engine) seal(w driver.Workload, spec driver.Spec, c assembly.Spec) (driver.Workload, error) {
	c.StateStorage = e.storage
	keys := embeddedengine.KeysOf(spec.Keys)
	state, err := keys.State()
	if err != nil {
		return w, err
	}
	files := checkpoint.Files{Keys: state, Owner: keys.Owner}
	for name, code := range w.Copies {
		if w.Copies[name], err = sealedCode(files, name, code); err != nil {
			return w, err
		}
	}
	handover, err := cluster.EncodeHandover(cluster.Assignment{
		Spec: c, Code: slices.Sorted(maps.Keys(w.Copies)), Required: spec.Keys.Required, Storage: e.credentials, Keys: keys,
	})
	if err != nil {
		return w, err
	}
	w.Secret, w.Sealed = driver.NewSecret(handover), true
	return w, nil
}

// sealedCode is code that is encrypted, as the file of a name, while it is read.
func sealedCode(files checkpoint.Files, name string, code driver.Code) (driver.Code, error) {
	size, err := files.FlinkSize(name, code.Size)
	if err != nil {
		return driver.Code{}, fmt.Errorf("encrypt the application's code: %w", err)
	}
	return driver.Code{Kind: code.Kind, Size: size, Open: func(ctx context.Context) (io.ReadCloser, error) {
		content, err := code.Open(ctx)
		if err != nil {
			return nil, err
		}
		from, to := io.Pipe()
		go func() {
			defer content.Close()
			err := files.WriteFlink(to, name, content)
			if err != nil {
				err = fmt.Errorf("encrypt the application's code: %w", err)
			}
			to.CloseWithError(err)
		}()
		return from, nil
	}}, nil
}
