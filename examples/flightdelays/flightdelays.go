// Package flightdelays is the example application that `penstock demo` runs: its script, its data, and the replay of the
// data into a folder that the application watches.
package flightdelays

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed" // the script and the data
	"encoding/json"
	"fmt"
	"time"
)

// Script is the application's Flink SQL. It takes its folders from the runtime properties demo:input and demo:output.
//
//go:embed flight-delays.sql
var Script string

//go:embed flights-2013-01.jsonl.gz
var packed []byte

// lapLength is by how much times move on each time the data are replayed anew.
const lapLength = 28 * 24 * time.Hour

// timeLayout is how the data write times.
const timeLayout = time.DateTime

// flight is one departure as the data hold it.
type flight struct {
	ID        int64   `json:"id"`
	Carrier   string  `json:"carrier"`
	Flight    int     `json:"flight"`
	Origin    string  `json:"origin"`
	Dest      string  `json:"dest"`
	SchedDep  string  `json:"sched_dep"`
	DepTs     *string `json:"dep_ts"`
	DepDelay  *int    `json:"dep_delay"`
	scheduled time.Time
}

// flights unpacks the data, in the order of their schedule.
func flights() ([]flight, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpacking the flights: %w", err)
	}
	var all []flight
	for lines := bufio.NewScanner(r); ; {
		if !lines.Scan() {
			if err := lines.Err(); err != nil {
				return nil, fmt.Errorf("unpacking the flights: %w", err)
			}
			return all, nil
		}
		var f flight
		if err := json.Unmarshal(lines.Bytes(), &f); err != nil {
			return nil, fmt.Errorf("flight %d: %w", len(all)+1, err)
		}
		if f.scheduled, err = time.Parse(timeLayout, f.SchedDep); err != nil {
			return nil, fmt.Errorf("flight %d: %w", f.ID, err)
		}
		all = append(all, f)
	}
}

// shifted is the flight as it departs in a later lap; ids go on after lastID, the greatest of the data.
func (f flight) shifted(lap int, lastID int64) (flight, error) {
	if lap == 0 {
		return f, nil
	}
	by := time.Duration(lap) * lapLength
	f.ID += int64(lap) * lastID
	f.SchedDep = f.scheduled.Add(by).Format(timeLayout)
	if f.DepTs != nil {
		left, err := time.Parse(timeLayout, *f.DepTs)
		if err != nil {
			return f, fmt.Errorf("flight %d: %w", f.ID, err)
		}
		text := left.Add(by).Format(timeLayout)
		f.DepTs = &text
	}
	return f, nil
}
