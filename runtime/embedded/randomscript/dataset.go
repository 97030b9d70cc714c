package randomscript

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// dataset makes the rows of a table.
type dataset struct {
	*generator
	columns  []column
	instants bool
	// spread is by how many seconds at most a row is behind the ones before it.
	spread int
	// now is the largest time there was, in seconds from the beginning.
	now int
	// last is the row after the last change.
	last []string
}

// beginning is the time of the earliest rows.
var beginning = time.Date(2024, 3, 1, 10, 0, 0, 0, time.UTC)

// value is a random value of a column as JSON, or null.
func (d *dataset) value(c column) string {
	if d.chance(12) {
		return "null"
	}
	switch c.kind {
	case integer:
		if c.name == "g" {
			return strconv.Itoa(d.IntN(3))
		}
		return pick(d.generator, strconv.Itoa(d.IntN(8)), strconv.Itoa(d.IntN(8)), strconv.Itoa(d.IntN(40)-20), pick(d.generator, "2147483647", "-2147483648", "0", "5", "1", "4"))
	case bigint:
		return pick(d.generator, "1", "7", "3000000000", "-9000000000", strconv.Itoa(d.IntN(100)), strconv.Itoa(d.IntN(10)))
	case text:
		return pick(d.generator, `"a"`, `"a"`, `"b"`, `"b"`, `"c"`, `"abc"`, `""`, `"Ä z"`)
	case double:
		return strconv.FormatFloat(float64(d.IntN(80)-20)/4, 'f', 2, 64)
	case decimal:
		return strconv.FormatFloat(float64(d.IntN(2000)-500)/100, 'f', 2, 64)
	case boolean:
		return pick(d.generator, "true", "false")
	case date:
		return fmt.Sprintf(`"2024-0%d-%02d"`, 1+d.IntN(3), 1+d.IntN(28))
	default:
		var elements []string
		for range d.IntN(4) {
			elements = append(elements, pick(d.generator, "1", "2", "3", "null"))
		}
		return "[" + list(elements) + "]"
	}
}

// next is the time of the next row in seconds: often the same as that of others, and sometimes behind them.
func (d *dataset) next() int {
	d.now += pick(d.generator, 0, 0, 1, 1, 2, 3, 5, 11)
	if d.chance(40) {
		return max(0, d.now-d.IntN(d.spread))
	}
	return d.now
}

// moment is a time as the table has it, with the name of its column.
func (d *dataset) moment(seconds int) (name, value string) {
	t := beginning.Add(time.Duration(seconds) * time.Second)
	if d.instants {
		return "ms", strconv.FormatInt(t.UnixMilli(), 10)
	}
	return "ts", t.Format(`"2006-01-02 15:04:05"`)
}

// row is one with an id, at a time; the id is left away where there is none.
func (d *dataset) row(id, seconds int) []string {
	var values []string
	for _, c := range d.columns {
		if c.name == "id" {
			values = append(values, strconv.Itoa(id))
		} else {
			values = append(values, d.value(c))
		}
	}
	_, moment := d.moment(seconds)
	return append(values, moment)
}

// object is a row as JSON.
func (d *dataset) object(row []string) string {
	if row == nil {
		return "null"
	}
	var members []string
	for i, c := range d.columns {
		members = append(members, `"`+c.name+`": `+row[i])
	}
	name, _ := d.moment(0)
	return "{" + list(append(members, `"`+name+`": `+row[len(row)-1])) + "}"
}

// count is how many rows a table has.
func (d *dataset) count() int { return 4 + d.IntN(24) }

// json is a file of rows.
func (d *dataset) json() (content string, rows int) {
	var b strings.Builder
	rows = d.count()
	for id := range rows {
		b.WriteString(d.object(d.row(id, d.next())) + "\n")
	}
	return b.String(), rows
}

// csv is a file of rows without a header.
func (d *dataset) csv() (content string, rows int) {
	var b strings.Builder
	rows = d.count()
	for id := range rows {
		row := d.row(id, d.next())
		for i, value := range row {
			if value == "null" {
				row[i] = "NULL"
			}
		}
		b.WriteString(strings.Join(row, ",") + "\n")
	}
	return b.String(), rows
}

// change writes a change of Debezium's.
func (d *dataset) change(b *strings.Builder, before, after []string, operation string) {
	fmt.Fprintf(b, `{"before": %s, "after": %s, "op": "%s"}`+"\n", d.object(before), d.object(after), operation)
	d.last = after
	if d.repeated && d.chance(20) {
		fmt.Fprintf(b, `{"before": %s, "after": %s, "op": "%s"}`+"\n", d.object(before), d.object(after), operation)
	}
}

// changelog is a file of changes of rows by id.
func (d *dataset) changelog() (content string, rows int) {
	var b strings.Builder
	current := map[int][]string{}
	var ids []int
	for range d.count() * 3 / 2 {
		at := d.next()
		if len(ids) == 0 || d.chance(45) {
			id := rows
			rows++
			ids = append(ids, id)
			d.change(&b, nil, d.row(id, at), "c")
			current[id] = d.last
			continue
		}
		id := pick(d.generator, ids...)
		switch before := current[id]; {
		case before == nil:
			d.change(&b, nil, d.row(id, at), "c")
		case d.chance(25):
			d.change(&b, before, nil, "d")
		default:
			after := d.row(id, at)
			for i := range len(after) - 1 {
				if d.chance(50) {
					after[i] = before[i]
				}
			}
			d.change(&b, before, after, "u")
		}
		current[id] = d.last
	}
	return b.String(), rows
}

// versions is a file of changes of rows by their first column, whose time goes on with each.
func (d *dataset) versions() (content string, rows int) {
	var b strings.Builder
	current := map[string][]string{}
	for range d.count() {
		d.now += 1 + d.IntN(6)
		after := d.row(0, d.now)
		after[0] = pick(d.generator, `"a"`, `"b"`, `"c"`, `""`)
		key := after[0]
		switch before := current[key]; {
		case before == nil:
			d.change(&b, nil, after, "c")
		case d.chance(20):
			d.change(&b, before, nil, "d")
		default:
			d.change(&b, before, after, "u")
		}
		current[key] = d.last
		rows++
	}
	return b.String(), rows
}
