package pattern

// The numbers of a row and those of a step take about this many bytes where a partition is written.
const (
	rowSize  = 16
	stepSize = 7
)

// Size is about how many bytes Append appends, without making them. Of runs that began with the same row it counts the longest one.
func (p *Partition) Size() int {
	longest := map[*Row]*Step{}
	for _, runs := range [...]runs{p.partial, p.complete} {
		for i := range runs {
			first, last := runs[i].first, runs[i].last
			if before := longest[first]; last != nil && (before == nil || last.Row.Number > before.Row.Number) {
				longest[first] = last
			}
		}
	}
	n := stepSize * (len(p.partial) + len(p.complete))
	var oldest *Step
	most := 0
	for first, last := range longest {
		steps := int(last.Row.Number-first.Number) + 1
		n += stepSize * steps
		if steps > most {
			oldest, most = last, steps
		}
	}
	for s := oldest; s != nil; s = s.Previous {
		n += rowSize + len(s.Row.Data)
	}
	return n
}
