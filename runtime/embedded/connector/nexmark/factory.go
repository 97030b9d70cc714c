package nexmark

import (
	"errors"
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// Factory is the connector 'nexmark'.
type Factory struct{}

// Name implements connector.Factory.
func (Factory) Name() string { return "nexmark" }

var errNoSink = errors.New("connector 'nexmark' can only be used as a source, it cannot be written to")

// Check implements connector.Factory.
func (f Factory) Check(t *connector.Table, sink bool) error {
	if sink {
		return errNoSink
	}
	_, err := f.Source(t)
	return err
}

// Sink implements connector.Factory.
func (Factory) Sink(*connector.Table) (connector.Sink, error) { return nil, errNoSink }

// Source implements connector.Factory.
func (Factory) Source(t *connector.Table) (connector.Source, error) {
	o, err := readOptions(t.Options)
	if err != nil {
		return nil, err
	}
	columns := make([]column, len(t.Columns))
	for i, c := range t.Columns {
		if columns[i], err = columnOf(c); err != nil {
			return nil, err
		}
	}
	var projected []column
	for _, i := range t.Projected {
		projected = append(projected, columns[i])
	}
	return newSource(o, projected), nil
}

func columnOf(c connector.Column) (column, error) {
	for i, known := range schema {
		if c.Metadata != "" || known.Name != c.Name {
			continue
		}
		if !c.Type.EqualIgnoringNull(known.Type) {
			return 0, fmt.Errorf("column '%s' of the connector 'nexmark' is %s, not %s", c.Name, known.Type, c.Type)
		}
		return column(i), nil
	}
	return 0, fmt.Errorf("the connector 'nexmark' has no column '%s'; there are event_type, person, auction and bid", c.Name)
}

// schema is that of the reference's table; a table may leave columns out.
var schema = [...]types.Field{
	columnType: field("event_type", types.Of(types.Int)),
	columnPerson: field("person", types.RowOf(
		long("id"), text("name"), text("emailAddress"), text("creditCard"), text("city"), text("state"), time3("dateTime"), text("extra"))),
	columnAuction: field("auction", types.RowOf(
		long("id"), text("itemName"), text("description"), long("initialBid"), long("reserve"), time3("dateTime"), time3("expires"),
		long("seller"), long("category"), text("extra"))),
	columnBid: field("bid", types.RowOf(
		long("auction"), long("bidder"), long("price"), text("channel"), text("url"), time3("dateTime"), text("extra"))),
}

func field(name string, t types.Type) types.Field { return types.Field{Name: name, Type: t} }

func long(name string) types.Field  { return field(name, types.Of(types.BigInt)) }
func text(name string) types.Field  { return field(name, types.String()) }
func time3(name string) types.Field { return field(name, types.TimestampOf(3)) }
