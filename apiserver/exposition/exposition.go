// Package exposition puts what many clusters tell Prometheus together into one answer.
//
// The text format wants all samples of a family together, and each cluster tells a few of every family. So text is kept by family until all
// clusters have told theirs. It repeats itself a lot and is kept compressed: a million samples of 300 bytes take some tens of megabytes.
package exposition

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"runtime"
	"slices"
	"sync"

	"github.com/klauspost/compress/s2"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

// ContentType is that of what is written.
const ContentType = "text/plain; version=0.0.4; charset=utf-8"

const (
	// blockSize is how much text of a family is compressed at once.
	blockSize = 64 << 10
	// maxHeld bounds the memory that all text together takes.
	maxHeld = 256 << 20
)

// ErrFull says that no more is taken.
var ErrFull = errors.New("there is no room for more figures")

// Label is a name and its value, which may be any text.
type Label struct{ Name, Value string }

// Merged is the text of many sources. It is safe for concurrent use.
type Merged struct {
	// parsing has an element for each text that is being parsed: parsed it takes ten times the memory.
	parsing chan struct{}

	mu       sync.Mutex
	families map[string]*family
	held     int
}

// New makes one without any text.
func New() *Merged {
	return &Merged{parsing: make(chan struct{}, runtime.GOMAXPROCS(0)), families: map[string]*family{}}
}

// family is one metric with what is known of its samples.
type family struct {
	kind dto.MetricType
	// header is its HELP and TYPE.
	header []byte
	// open is text that is not compressed yet, after that of blocks.
	open   []byte
	blocks [][]byte
}

// Add parses what one source tells and adds it, each sample with the labels, which stand in for those of the same names. All of it is
// added or nothing. A family that others have told to be of another type is left out.
//
// It is ErrFull when what is kept has reached its bound.
func (m *Merged) Add(labels []Label, text []byte) error { return m.parse(labels, text, maxHeld) }

// AddAnyway adds a line or two in any case, such as that the rest was not added.
func (m *Merged) AddAnyway(labels []Label, text []byte) error {
	return m.parse(labels, text, math.MaxInt)
}

func (m *Merged) parse(labels []Label, text []byte, most int) error {
	m.parsing <- struct{}{}
	defer func() { <-m.parsing }()
	parser := expfmt.NewTextParser(model.LegacyValidation)
	told, err := parser.TextToMetricFamilies(bytes.NewReader(text))
	if err != nil {
		return fmt.Errorf("parse figures: %w", err)
	}
	encoded := make(map[string][]byte, len(told))
	for name, f := range told {
		label(f, labels)
		var out bytes.Buffer
		if _, err := expfmt.MetricFamilyToText(&out, f); err != nil {
			return fmt.Errorf("write figures: %w", err)
		}
		encoded[name] = out.Bytes()
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.held >= most {
		return ErrFull
	}
	for name, text := range encoded {
		m.add(name, told[name].GetType(), text)
	}
	return nil
}

// label gives all samples of a family the labels.
func label(f *dto.MetricFamily, labels []Label) {
	for _, sample := range f.Metric {
		all := make([]*dto.LabelPair, 0, len(labels)+len(sample.Label))
		for i := range labels {
			all = append(all, &dto.LabelPair{Name: &labels[i].Name, Value: &labels[i].Value})
		}
		for _, own := range sample.Label {
			if !slices.ContainsFunc(labels, func(l Label) bool { return l.Name == own.GetName() }) {
				all = append(all, own)
			}
		}
		sample.Label = all
	}
}

// add adds the text of a family, of which the header is kept of the first only.
func (m *Merged) add(name string, kind dto.MetricType, text []byte) {
	samples := text
	for bytes.HasPrefix(samples, []byte("#")) {
		_, samples, _ = bytes.Cut(samples, []byte("\n"))
	}
	f := m.families[name]
	if f == nil {
		f = &family{kind: kind, header: text[:len(text)-len(samples)]}
		m.families[name] = f
	}
	if f.kind != kind {
		return
	}
	f.open = append(f.open, samples...)
	m.held += len(samples)
	if len(f.open) >= blockSize {
		block := s2.Encode(nil, f.open)
		m.held += len(block) - len(f.open)
		f.blocks, f.open = append(f.blocks, block), f.open[:0]
	}
}

// Write writes everything, families in the order of their names.
func (m *Merged) Write(to io.Writer) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	var text []byte
	for _, name := range slices.Sorted(maps.Keys(m.families)) {
		f := m.families[name]
		if _, err := to.Write(f.header); err != nil {
			return err
		}
		for _, block := range f.blocks {
			var err error
			if text, err = s2.Decode(text[:cap(text)], block); err != nil {
				return fmt.Errorf("unpack figures: %w", err)
			}
			if _, err := to.Write(text); err != nil {
				return err
			}
		}
		if _, err := to.Write(f.open); err != nil {
			return err
		}
	}
	return nil
}
