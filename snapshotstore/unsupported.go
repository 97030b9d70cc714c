package snapshotstore

import (
	"errors"
	"io"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
)

// unsupported is a storage that can do nothing, for those that can do one thing.
type unsupported struct{}

var _ checkpoint.Storage = unsupported{}

// Create is not possible.
func (unsupported) Create(string) (checkpoint.File, error) { return nil, errors.ErrUnsupported }

// Open is not possible.
func (unsupported) Open(string) (io.ReadCloser, error) { return nil, errors.ErrUnsupported }

// Link is not possible.
func (unsupported) Link(string, string) error { return errors.ErrUnsupported }

// List is not possible.
func (unsupported) List(string) ([]string, error) { return nil, errors.ErrUnsupported }

// Remove is not possible.
func (unsupported) Remove(string) error { return errors.ErrUnsupported }
