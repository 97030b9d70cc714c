package snapshots

import (
	"encoding/json"
	"fmt"
)

// Location is where the state of a snapshot is, in the form in which the store keeps it.
type Location struct {
	// URI is what a job is started with.
	URI string `json:"uri"`
}

// Encode is the stored form.
func (l Location) Encode() (json.RawMessage, error) {
	data, err := json.Marshal(l)
	if err != nil {
		return nil, fmt.Errorf("write location of a snapshot: %w", err)
	}
	return data, nil
}

// ParseLocation reads the stored form.
func ParseLocation(data json.RawMessage) (Location, error) {
	var l Location
	if err := json.Unmarshal(data, &l); err != nil {
		return Location{}, fmt.Errorf("read location of a snapshot: %w", err)
	}
	if l.URI == "" {
		return Location{}, fmt.Errorf("read location of a snapshot: it has no URI")
	}
	return l, nil
}
