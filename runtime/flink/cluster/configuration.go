package cluster

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"path/filepath"

	"github.com/penstock/penstock/runtime/flink/assembly"
)

// privateFolder is where JVMs of a cluster with keys have their files: each a file system in memory of its own, which is gone with it.
const privateFolder = "private"

// errNoMemory is that JVMs cannot have their files in memory.
var errNoMemory = errors.New("processes cannot have file systems in memory")

// configuration is what the JVMs of a cluster are told.
type configuration struct {
	manager, worker map[string]string
	// properties are the runtime properties of the program.
	properties []byte
}

func configurationOf(spec assembly.Spec, place assembly.Place) configuration {
	c := configuration{manager: spec.JobManager(place), worker: spec.TaskManager(place)}
	s3 := s3Settings(os.Getenv)
	maps.Copy(c.manager, s3)
	maps.Copy(c.worker, s3)
	return c
}

// identify has the JVMs know each other, and be known to nobody else, by a key of the cluster. It lies in the folder, encrypted by a
// password that only they are told.
func (c configuration) identify(dir string, identity assembly.Identity) error {
	path := filepath.Join(dir, assembly.IdentityFile)
	if err := os.WriteFile(path, identity.KeyStore, 0o600); err != nil {
		return fmt.Errorf("write the identity of the cluster: %w", err)
	}
	identity.Require(c.manager, path)
	identity.Require(c.worker, path)
	return nil
}

// configurationOf is what JVMs are told where there are keys: to name their state so that it is encrypted.
func (s *seals) configurationOf(a Assignment, place assembly.Place) (configuration, error) {
	if s == nil {
		return configurationOf(a.Spec, place), nil
	}
	spec := a.Spec
	spec.CheckpointsURI = s.uri(spec.CheckpointsURI)
	c := configurationOf(spec, place)
	bucket, err := bucketSettings(spec.StateStorage, a.Storage)
	if err != nil {
		return c, err
	}
	maps.Copy(c.manager, bucket)
	maps.Copy(c.worker, bucket)
	// A file that others go on writing could not be read before its end.
	c.manager["execution.checkpointing.file-merging.enabled"] = "false"
	c.properties, err = applicationProperties(spec.Properties)
	return c, err
}

// seal finds out whether JVMs can have their files in memory. Where they cannot, a cluster that may have nothing in clear does not start;
// another one has its files in the cluster's folder, as its log tells.
func (l *launcher) seal(ctx context.Context, a Assignment) error {
	err := l.probeMemory(ctx)
	if err == nil {
		l.seals.inMemory = true
		return nil
	}
	inMemory, wrong := liesInMemory(l.place.Dir)
	if wrong != nil {
		return wrong
	}
	if a.Required && !inMemory {
		return &BrokenError{fmt.Sprintf("The application has a customer managed key, and what Apache Flink keeps beside its state would lie on a disk in the clear: %v. "+
			"Run Penstock as root, or let its user have user namespaces; or give the application KeyType AWS_OWNED_KEY.", err)}
	}
	if !inMemory {
		l.logs.tell(slog.LevelWarn, "What Apache Flink keeps beside its checkpoints lies in the folder of the cluster in the clear: %v", err)
	}
	properties, err := applicationProperties(a.Spec.Properties)
	if err != nil {
		return err
	}
	if err := makeTemporary(l.place); err != nil {
		return err
	}
	for _, f := range l.seals.pack(l.dir, properties, true) {
		if err := f.place(l.place.Dir); err != nil {
			return fmt.Errorf("write %s: %w", f.name, err)
		}
	}
	return nil
}

// place writes a file in clear.
func (f packed) place(folder string) error {
	content, err := f.content()
	if err != nil {
		return err
	}
	defer content.Close()
	path := filepath.Join(folder, f.name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(file, content)
	return errors.Join(err, file.Close())
}
