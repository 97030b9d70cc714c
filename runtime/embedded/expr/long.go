package expr

import (
	"fmt"
	"math/bits"
	"strings"
	"sync"

	"github.com/penstock/penstock/runtime/embedded/expr/javaregex"
	"github.com/penstock/penstock/runtime/embedded/heap"
)

const (
	// longestText is how many bytes a function makes of texts at most: what multiplies them would take all memory otherwise. Flink fails at 2 GB,
	// or when its memory is at its end.
	longestText = 256 << 20
	// longestFolded is how many bytes of text a constant part of a script may come to, and longestRead how many it may read, for it to be
	// computed while the script is planned. What compares texts and patterns may take as long as the square of that.
	longestFolded = 1 << 20
	longestRead   = 1 << 14
)

// fits tells whether a text of n times size bytes may be made; where it may not, the row fails.
func (x *exec) fits(n, size int64) bool {
	longest := longestInMemory()
	if x.folding {
		longest = longestFolded
	}
	high, low := bits.Mul64(uint64(max(0, n)), uint64(size))
	if high != 0 || low > uint64(longest) {
		x.fail(runtimeError(fmt.Sprintf("a text of more than %d bytes is too long", longest)))
		return false
	}
	if x.state != nil {
		x.state.Made += int64(low)
	}
	return true
}

// longestInMemory is longestText, or less where the process may not take several times as much.
var longestInMemory = sync.OnceValue(func() int64 { return min(longestText, heap.Limit()/8) })

// lengthening are the functions that make long texts of short ones.
var lengthening = map[string]bool{"REPEAT": true, "LPAD": true, "RPAD": true, "SPACE": true, "REPLACE": true, "REGEXP_REPLACE": true}

// Lengthens tells whether an expression may make much text of little, so that it is better computed for a few rows at a time.
func Lengthens(e Expr) (found bool) {
	if e == nil {
		return false
	}
	Walk(e, func(e Expr) bool {
		call, ok := e.(*Call)
		found = found || ok && lengthening[call.Name]
		return !found
	})
	return found
}

// mostParts is how many parts a text is cut into at most, which take a multiple of it.
const mostParts = 4 << 20

// fitParts tells whether a text may be cut into so many parts; where it may not, the row fails.
func (x *exec) fitParts(n int) bool {
	if n <= mostParts {
		return true
	}
	x.fail(runtimeError(fmt.Sprintf("a text of more than %d parts is too long", mostParts)))
	return false
}

func repeat(x *exec, s string, n int64) (string, bool) {
	if !x.fits(n, int64(len(s))) {
		return "", false
	}
	return strings.Repeat(s, int(max(0, n))), true
}

func replace(x *exec, s, old, by string) (string, bool) {
	if len(by) > len(old) && !x.fits(int64(strings.Count(s, old)), int64(len(by))) {
		return "", false
	}
	return strings.ReplaceAll(s, old, by), true
}

// replaceMatches is REGEXP_REPLACE. The matches are counted where so many would be too long.
func replaceMatches(*Call) func(x *exec, s, pattern, by string) (string, bool) {
	m := memo[*javaregex.Pattern]{make: javaregex.Compile}
	return func(x *exec, s, pattern, by string) (string, bool) {
		p, err := m.get(pattern)
		if err != nil {
			return "", false
		}
		if int64(len(s)+1)*int64(len(by)) > longestFolded {
			matches, err := p.FindAll(s)
			if err != nil || !x.fits(int64(len(matches)), int64(len(by))) {
				return "", false
			}
		}
		replaced, err := p.ReplaceAll(s, by)
		return replaced, err == nil
	}
}

func concat(x *exec, parts []string) (string, bool) {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	if !x.fits(1, int64(n)) {
		return "", false
	}
	return strings.Join(parts, ""), true
}

// foldable tells whether an expression over literals is computed while a script is planned: not if it reads or makes much, nor if it
// constructs JSON, which within other JSON is known by its call: as a literal it would be a text.
func foldable(e Expr) bool {
	if constructsJSON(e) {
		return false
	}
	n := 0
	for _, c := range Children(e) {
		if l, ok := c.(*Literal); ok {
			n += textSize(l.Value)
		}
	}
	return n <= longestRead && filledTo(e.Type()) <= longestFolded
}

// textSize is how many bytes of text a value is.
func textSize(value any) int {
	s, _ := value.(string)
	return len(s)
}
