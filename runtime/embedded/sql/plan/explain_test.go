package plan

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// counted is a plan that counts the rows of a table by its primary key's column and writes them to two sinks.
func counted(t *testing.T, acceptsChangelog bool) (*Plan, error) {
	t.Helper()
	table := &Table{
		Name: "c.d.t", Display: "t", Connector: "datagen", PrimaryKey: []int{0},
		Columns: []TableColumn{{Name: "k", Type: types.Of(types.Int).NotNull()}, {Name: "unused", Type: types.String()}},
	}
	source := &Source{Table: table, Rowtime: -1}
	for i, c := range table.Columns {
		source.Columns = append(source.Columns, SourceColumn{
			Column: Column{Name: c.Name, Type: c.Type}, Expr: &expr.Column{Index: i, Name: c.Name, Typ: c.Type},
		})
	}
	p := &Plan{}
	for _, name := range []string{"a", "b"} {
		aggregate := Connect(&GroupAggregate{Keys: []int{0}, Aggs: []AggregateCall{
			{Name: "COUNT", Filter: -1, Type: types.Of(types.BigInt).NotNull(), OutputName: "n"},
		}}, Node(NewTableSource(source)))
		sink := &Sink{Table: &Table{Name: "c.d." + name, Connector: "print", Columns: []TableColumn{{Name: "k"}, {Name: "n"}}}, Written: []int{0, 1}, AcceptsChangelog: acceptsChangelog}
		p.Sinks = append(p.Sinks, Connect(sink, Node(aggregate)))
	}
	return p, Optimize(p)
}

func TestOptimize(t *testing.T) {
	t.Parallel()
	p, err := counted(t, true)
	require.NoError(t, err)
	require.Same(t, p.Sinks[0].In[0], p.Sinks[1].In[0], "both sinks read one aggregate")
	aggregate := p.Sinks[0].In[0]
	require.Equal(t, Retract, aggregate.Mode())
	require.Equal(t, [][]int{{0}}, aggregate.Schema().Keys)
	scan := aggregate.Inputs()[0].(*Scan)
	require.Equal(t, []int{0}, scan.Projected, "only the column that is read is scanned")
	require.Equal(t, InsertOnly, scan.Mode())
	require.Equal(t, [][]int{{0}}, scan.Schema().Keys)
}

func TestOptimize_refuses_updates_into_an_appending_sink(t *testing.T) {
	t.Parallel()
	_, err := counted(t, false)
	require.ErrorContains(t, err, "Table sink 'c.d.a' doesn't support consuming update changes which is produced by node GroupAggregate(groupBy=[k], select=[COUNT(*)])")
}

func TestJSON(t *testing.T) {
	t.Parallel()
	p, err := counted(t, true)
	require.NoError(t, err)
	data, err := JSON(p, "0123", "name", 2)
	require.NoError(t, err)
	var got struct {
		JID   string
		Name  string
		Nodes []struct {
			ID, Operator, Description string
			Parallelism               int
			Inputs                    []struct{ ID string }
		}
	}
	require.NoError(t, json.Unmarshal(data, &got))
	require.Equal(t, "0123", got.JID)
	require.Len(t, got.Nodes, 4, "a scan, an aggregate and two sinks")
	ids := map[string]bool{}
	for _, n := range got.Nodes {
		for _, i := range n.Inputs {
			require.True(t, ids[i.ID], "inputs come before the nodes that read them")
		}
		ids[n.ID] = true
		require.NotEmpty(t, n.Description)
		require.Equal(t, 2, n.Parallelism)
	}
	require.Len(t, ids, 4)
}
