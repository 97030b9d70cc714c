package filesystem

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/format"
)

// source reads the files of a table.
type source struct {
	table   *connector.Table
	options options
	layout  layout
	backlog backlog
}

// Bounded implements connector.Source.
func (s *source) Bounded() bool { return s.options.monitorInterval == 0 }

// DiscoveryInterval implements connector.Source.
func (s *source) DiscoveryInterval() time.Duration { return s.options.monitorInterval }

// Changelog implements connector.Source.
func (s *source) Changelog() bool { return s.options.format.Changelog() }

// Discover implements connector.Source.
func (s *source) Discover(ctx context.Context) ([]connector.Split, error) {
	files, err := s.list()
	if err != nil {
		return nil, err
	}
	splits := make([]connector.Split, len(files))
	for i, f := range files {
		splits[i] = connector.Split{ID: f}
	}
	return splits, ctx.Err()
}

func (s *source) decoder() (format.Decoder, error) {
	return s.options.format.Decoder(s.layout.schema(s.table, s.options.formatOptions))
}

// position is where to go on in a file.
type position struct {
	// Offset is that of the next record in the uncompressed bytes, Line its line number, counted from 0.
	Offset int64 `json:"offset"`
	Line   int64 `json:"line"`
	// Skip is the number of rows of that record that were delivered already.
	Skip int `json:"skip,omitempty"`
	// Unended tells that the record before ended with the file, without a line break: that may have been appended since.
	Unended bool `json:"unended,omitempty"`
}

// Open implements connector.Source.
func (s *source) Open(_ context.Context, split connector.Split) (connector.SplitReader, error) {
	var at position
	if len(split.Position) > 0 {
		if err := json.Unmarshal(split.Position, &at); err != nil {
			return nil, fmt.Errorf("damaged position: %w", err)
		}
	}
	decoder, err := s.decoder()
	if err != nil {
		return nil, err
	}
	file, err := os.Open(split.ID)
	if err != nil {
		return nil, fmt.Errorf("open the file: %w", err)
	}
	r := &reader{source: s, path: split.ID, file: file, decoder: decoder, at: at}
	r.changelog = s.Changelog()
	if err := r.start(file); err != nil {
		_ = r.Close()
		return nil, fmt.Errorf("start reading: %w", err)
	}
	return r, nil
}

// start fills in what is the same for all rows of the file, and goes to the position.
func (r *reader) start(file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	l := &r.source.layout
	root, err := r.source.partitionRoot(r.path)
	if err != nil {
		return err
	}
	values, err := l.partitionValues(root, r.path, r.source.options.defaultPartition)
	if err != nil {
		return err
	}
	for i, p := range l.partitions {
		if p.column >= 0 {
			r.constants = append(r.constants, constant{p.column, values[i]})
		}
	}
	for _, m := range l.metadata {
		r.constants = append(r.constants, constant{m.column, metadataValue(m.key, r.path, info)})
	}
	r.part.Cols = make([]*batch.Vector, len(l.columns))
	content, err := decompressed(file, r.path)
	if err != nil {
		return err
	}
	r.source.backlog.begin(r, info.Size()-r.at.Offset)
	r.records = newRecords(content, r.source.options.format.Framing(r.source.options.formatOptions), r.at)
	return r.records.seek(file, content)
}
