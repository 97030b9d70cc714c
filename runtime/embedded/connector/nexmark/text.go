package nexmark

import (
	"math/bits"
	"strconv"
	"strings"
)

// longestText is the length of the text that all 'extra' columns are cut from.
const longestText = 1 << 20

// texts are what all events of a source cut their strings from, so that an event costs no memory of its own for them.
type texts struct {
	extra   string
	channel [channels]string
	url     [channels]string
	hotURL  [len(hotChannels)]string
	card    [10_000]string
}

const channels = 10_000

var (
	hotChannels = [...]string{"Google", "Facebook", "Baidu", "Apple"}
	states      = [...]string{"AZ", "CA", "ID", "OR", "WA", "WY"}
	cities      = [...]string{
		"Phoenix", "Los Angeles", "San Francisco", "Boise", "Portland", "Bend", "Redmond", "Seattle", "Kent", "Cheyenne",
	}
	firstNames = [...]string{"Peter", "Paul", "Luke", "John", "Saul", "Vicky", "Kate", "Julie", "Sarah", "Deiter", "Walter"}
	lastNames  = [...]string{"Shultz", "Abrams", "Spencer", "White", "Bartels", "Walton", "Smith", "Jones", "Noris"}
)

func newTexts(seed int64) *texts {
	t := new(texts)
	r := splittableRandom(seed)
	extra := make([]byte, longestText)
	for i := 0; i < len(extra); {
		// Six characters a number. Negative numbers make characters before 'a'.
		for n, end := r.int32(), min(i+6, len(extra)); i < end; i++ {
			extra[i] = byte('a' + n%26)
			n /= 26
		}
	}
	t.extra = string(extra)
	r = splittableRandom(seed + 1)
	for i := range t.hotURL {
		t.hotURL[i] = baseURL(&r)
	}
	for i := range channels {
		url := baseURL(&r)
		if r.below(10) > 0 {
			id := int32(bits.Reverse32(uint32(i)))
			url += "&channel_id=" + strconv.FormatInt(int64(max(id, -id)), 10) // the smallest number is its own negative
		}
		t.channel[i], t.url[i] = "channel-"+strconv.Itoa(i), url
	}
	for i := range t.card {
		t.card[i] = strconv.Itoa(10_000 + i)[1:]
	}
	return t
}

func baseURL(r *splittableRandom) string {
	var b strings.Builder
	b.WriteString("https://www.nexmark.com/")
	for range 3 {
		b.WriteString(word(r, 5, '_'))
		b.WriteByte('/')
	}
	b.WriteString("item.htm?query=1")
	return b.String()
}

// word draws a word of 3 to longest-1 letters, with special characters among them.
func word(r *splittableRandom, longest int32, special byte) string {
	var letters [128]byte
	return string(appendWord(letters[:0], r, longest, special))
}

func appendWord(to []byte, r *splittableRandom, longest int32, special byte) []byte {
	start := len(to)
	for n := shortestWord + r.below(longest-shortestWord); n > 0; n-- {
		if r.isSpecial() {
			to = append(to, special)
		} else {
			to = append(to, byte('a'+r.letter()))
		}
	}
	// Blanks at both ends are cut off.
	end := len(to)
	for end > start && to[end-1] == ' ' {
		end--
	}
	first := start
	for first < end && to[first] == ' ' {
		first++
	}
	return append(to[:start], to[first:end]...)
}

// shortestWord is how many letters a word has at least.
const shortestWord = 3

// skipWord draws a word with blanks that nobody wants, and returns how many letters it has.
func skipWord(r *splittableRandom, longest int32) int {
	letters, blanks := 0, 0
	for n := shortestWord + r.below(longest-shortestWord); n > 0; n-- {
		switch {
		case !r.isSpecial():
			r.letter()
			letters += blanks + 1
			blanks = 0
		case letters > 0:
			blanks++
		}
	}
	return letters
}

const (
	// One letter in specials is a special one.
	specials = 13
	// What is drawn from these on is drawn again: it is behind the last multiple that is not more than 2^31.
	mostSpecial = 1<<31 - 1<<31%specials
	mostLetter  = 1<<31 - 1<<31%26
)

// isSpecial is below(13) == 0, and letter below(26), with bounds that the compiler knows.
func (r *splittableRandom) isSpecial() bool {
	u := uint32(r.int32()) >> 1
	for u >= mostSpecial {
		u = uint32(r.int32()) >> 1
	}
	return u%specials == 0
}

func (r *splittableRandom) letter() uint32 {
	u := uint32(r.int32()) >> 1
	for u >= mostLetter {
		u = uint32(r.int32()) >> 1
	}
	return u % 26
}

// cut draws a text that makes an event as large as it shall be on average, of which size bytes are there.
func (t *texts) cut(r *splittableRandom, size, average int64) string {
	at, length := drawCut(r, size, average)
	return t.extra[at : at+length]
}

// drawCut draws where cut begins, and how long it is.
func drawCut(r *splittableRandom, size, average int64) (at, length int64) {
	if size > average {
		return 0, 0
	}
	average -= size
	delta := int64(float64(average)*0.2 + 0.5)
	length = average - delta
	if delta > 0 {
		length += int64(r.below(int32(2 * delta)))
	}
	return int64(r.below(longestText - int32(length))), length
}
