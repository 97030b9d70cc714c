package filesystem

import (
	"fmt"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// Factory is the connector 'filesystem'.
type Factory struct {
	// Formats are those that the option 'format' may name.
	Formats format.Registry
}

// Name implements connector.Factory.
func (Factory) Name() string { return "filesystem" }

// Check implements connector.Factory.
func (f Factory) Check(t *connector.Table, asSink bool) error {
	if asSink {
		_, err := f.Sink(t)
		return err
	}
	_, err := f.Source(t)
	return err
}

// Source implements connector.Factory.
func (f Factory) Source(t *connector.Table) (connector.Source, error) {
	o, err := readOptions(t, f.Formats)
	if err != nil {
		return nil, err
	}
	l, err := layoutOf(t)
	if err != nil {
		return nil, err
	}
	s := &source{table: t, options: o, layout: l}
	if _, err := s.decoder(); err != nil {
		return nil, err
	}
	return s, nil
}

// Sink implements connector.Factory.
func (f Factory) Sink(t *connector.Table) (connector.Sink, error) {
	o, err := readOptions(t, f.Formats)
	if err != nil {
		return nil, err
	}
	if strings.ContainsAny(o.path, "*?[") {
		return nil, fmt.Errorf("the path '%s' of a sink must not have wildcards", o.path)
	}
	l, err := layoutOf(t)
	if err != nil {
		return nil, err
	}
	if len(l.metadata) > 0 {
		return nil, fmt.Errorf("metadata column '%s' cannot be written; declare it VIRTUAL",
			t.Columns[t.Projected[l.metadata[0].column]].Name)
	}
	s := &sink{table: t, options: o, layout: l, token: token(t, o.path), own: make(map[string]bool)}
	if _, err := s.encoder(); err != nil {
		return nil, err
	}
	return s, nil
}

// layout tells where the columns of a batch come from or go to.
type layout struct {
	// fields are the columns that are in the files; format says which of them are columns of the batch, and columns the
	// positions of those in the batch.
	fields    []format.Field
	projected []int
	columns   []int
	// partitions are the partition columns in their order, with their position in the batch or -1.
	partitions []partitionColumn
	metadata   []metadataColumn
}

type partitionColumn struct {
	name   string
	typ    types.Type
	column int
}

type metadataColumn struct {
	key    string
	column int
}

func layoutOf(t *connector.Table) (layout, error) {
	l := layout{}
	place := make(map[int]int, len(t.Projected)) // index of Columns to position in the batch
	for position, i := range t.Projected {
		place[i] = position
	}
	partitioned := make(map[int]bool)
	for _, i := range t.PartitionedBy {
		position, ok := place[i]
		if !ok {
			position = -1
		}
		partitioned[i] = true
		l.partitions = append(l.partitions, partitionColumn{t.Columns[i].Name, t.Columns[i].Type, position})
	}
	for i, c := range t.Columns {
		position, wanted := place[i]
		switch {
		case partitioned[i]:
		case c.Metadata != "":
			if err := checkMetadata(c); err != nil {
				return l, err
			}
			if wanted {
				l.metadata = append(l.metadata, metadataColumn{c.Metadata, position})
			}
		default:
			if wanted {
				l.projected = append(l.projected, len(l.fields))
				l.columns = append(l.columns, position)
			}
			l.fields = append(l.fields, format.Field{Name: c.Name, Type: c.Type})
		}
	}
	return l, nil
}

// metadataKinds are the metadata columns of a file.
var metadataKinds = map[string]func(types.Kind) bool{
	"file.path":              types.Kind.IsCharacter,
	"file.name":              types.Kind.IsCharacter,
	"file.size":              func(k types.Kind) bool { return k == types.BigInt },
	"file.modification-time": func(k types.Kind) bool { return k == types.TimestampLTZ },
}

func checkMetadata(c connector.Column) error {
	fits, ok := metadataKinds[c.Metadata]
	if !ok {
		return fmt.Errorf("invalid metadata key '%s' in column '%s'; the connector 'filesystem' supports "+
			"file.path, file.name, file.size and file.modification-time", c.Metadata, c.Name)
	}
	if !fits(c.Type.Kind) {
		return fmt.Errorf("invalid data type %s for metadata column '%s' (%s)", c.Type, c.Name, c.Metadata)
	}
	return nil
}

func (l *layout) schema(t *connector.Table, values map[string]string) format.Schema {
	return format.Schema{Fields: l.fields, Projected: l.projected, Options: values, TimeZone: t.TimeZone}
}
