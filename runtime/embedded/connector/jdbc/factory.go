package jdbc

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/option"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// Factory is the connector 'jdbc'.
type Factory struct{}

// Name implements connector.Factory.
func (Factory) Name() string { return "jdbc" }

// Check implements connector.Factory.
func (f Factory) Check(t *connector.Table, sink bool) error {
	if sink {
		_, err := f.Sink(t)
		return err
	}
	_, err := f.Source(t)
	return err
}

// Source implements connector.Factory.
func (Factory) Source(t *connector.Table) (connector.Source, error) {
	o, err := readOptions(t)
	if err != nil {
		return nil, err
	}
	return &source{table: t, options: o}, nil
}

// Sink implements connector.Factory.
func (Factory) Sink(*connector.Table) (connector.Sink, error) {
	return nil, errors.New("connector 'jdbc' reads and looks up tables; it does not write them")
}

// options are those of a table.
type options struct {
	pool       *pgxpool.Config
	relation   string
	fetchSize  int64
	maxRetries int64
	cache      connector.LookupCache
	partition  partition
}

// partition is how a scan is divided; column is empty where it is not.
type partition struct {
	column              string
	parts, lower, upper int64
}

const urlPrefix = "jdbc:postgresql:"

func readOptions(t *connector.Table) (o options, err error) {
	r := option.NewReader("connector 'jdbc'", "", t.Options)
	r.String("connector", "")
	url := r.Required("url")
	table := r.Required("table-name")
	user, password := r.String("username", ""), r.String("password", "")
	driver := r.String("driver", "org.postgresql.Driver")
	timeout := r.Duration("connection.max-retry-timeout", time.Minute)
	o.fetchSize = r.Int("scan.fetch-size", 0, 0)
	r.Bool("scan.auto-commit", true)
	o.maxRetries = r.Int("lookup.max-retries", 3, 0)
	o.cache = connector.ReadLookupCache(r)
	if column := r.String("scan.partition.column", ""); column != "" {
		o.partition = partition{column, r.Int("scan.partition.num", 1, 1), r.Int("scan.partition.lower-bound", 0, -1<<62), r.Int("scan.partition.upper-bound", 0, -1<<62)}
	}
	if err := r.Done(); err != nil {
		return o, err
	}
	if driver != "org.postgresql.Driver" {
		return o, fmt.Errorf("unsupported value '%s' for option 'driver': only org.postgresql.Driver is there", driver)
	}
	if !strings.HasPrefix(url, urlPrefix) {
		return o, fmt.Errorf("unsupported value for option 'url': it must begin with %s", urlPrefix)
	}
	if o.pool, err = pgxpool.ParseConfig(strings.TrimPrefix(url, "jdbc:")); err != nil {
		return o, errors.New("invalid value for option 'url': it is not the URL of a PostgreSQL database") // which may hold a password
	}
	if user != "" {
		o.pool.ConnConfig.User = user
	}
	if password != "" {
		o.pool.ConnConfig.Password = password
	}
	o.pool.ConnConfig.ConnectTimeout = timeout
	for name, value := range map[string]string{"TimeZone": "UTC", "DateStyle": "ISO", "bytea_output": "hex", "synchronize_seqscans": "off"} {
		o.pool.ConnConfig.RuntimeParams[name] = value
	}
	o.relation = pgx.Identifier(strings.Split(table, ".")).Sanitize()
	return o, o.checkColumns(t)
}

// checkColumns refuses columns that cannot be read.
func (o *options) checkColumns(t *connector.Table) error {
	found := o.partition.column == ""
	for _, c := range t.Columns {
		if c.Metadata != "" {
			return fmt.Errorf("connector 'jdbc' has no metadata, which column '%s' asks for", c.Name)
		}
		switch c.Type.Kind {
		case types.Array, types.Map, types.Multiset, types.Row:
			return fmt.Errorf("connector 'jdbc' does not support the type %s of column '%s'", c.Type, c.Name)
		}
		found = found || c.Name == o.partition.column
	}
	if !found {
		return fmt.Errorf("'scan.partition.column' is '%s', which is no column of the table", o.partition.column)
	}
	return nil
}
