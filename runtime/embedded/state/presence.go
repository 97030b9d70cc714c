package state

import (
	"math/bits"
	"unsafe"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// presence tells which entries a table may have on disk, so that most keys that are not there are not looked for: looking costs more
// than all else that is done to a key. It has 16 bits of the hash of each entry, in parts by other bits that grow one by one, and
// takes about three bytes an entry. It may say yes where no is right, the more often the more there are, and never the reverse.
type presence struct {
	parts []presentPart
	// shift leaves those bits of a hash that choose a part.
	shift int
	// size is how many bytes the parts take, and most how many they may.
	size, most int
}

// presentPart is a set of tags with linear probing, in which a tag may be several times. 0 is no tag; the length of tags is a power of two.
type presentPart struct {
	tags  []uint16
	count int
}

const (
	// A part that has perPart tags takes about perTag bytes for each, and is right about all but one key in a hundred. There are so
	// many parts that this is how many each has when they take all that they may, and leastParts.
	perPart, perTag = 512, 3
	leastParts      = 256
	// firstTags is how many tags there is room for at first, mostTags the most of a part: more could not be told apart.
	firstTags = 8
	mostTags  = 1 << 16
)

// newPresence returns an empty one that may take a number of bytes.
func newPresence(most int) *presence {
	chosenBy := bits.Len(uint(max(leastParts, most/(perPart*perTag)) - 1))
	parts := make([]presentPart, 1<<chosenBy)
	return &presence{parts, 64 - chosenBy, len(parts) * int(unsafe.Sizeof(parts[0])), most}
}

// presenceOf is what an entry is known by there.
func presenceOf(namespace int64, key []byte) uint64 {
	return bits.RotateLeft64((batch.Hash(key)^uint64(namespace)*0x9fb21c651e98df25)*0xd6e8feb86659fd93, 32)
}

// presenceShare is the part of what state may take that the presence of a table may have at most. Beyond that it is done without.
const presenceShare = 4

// stores says that an entry was written to disk that was not there.
func (s *spill) stores(namespace int64, key []byte) {
	if s.stored++; s.stored == 1 && s.presence == nil {
		s.presence = newPresence(int(max(leastPresence, s.memory.most/presenceShare)))
	}
	if p := s.presence; p != nil && !p.add(presenceOf(namespace, key)) {
		s.presence = nil
	}
}

// leastPresence is what the presence of a table may always take.
const leastPresence = 1 << 20

// forgets says that an entry was removed from disk.
func (s *spill) forgets(namespace int64, key []byte) {
	if s.stored--; s.presence != nil {
		s.presence.remove(presenceOf(namespace, key))
	}
}

// mayStore tells that an entry may be on disk.
func (s *spill) mayStore(namespace int64, key []byte) bool {
	return s.stored > 0 && (s.presence == nil || s.presence.may(presenceOf(namespace, key)))
}

// cut is the part of a hash, and what the part has of it.
func (p *presence) cut(hash uint64) (*presentPart, uint16) {
	return &p.parts[hash>>p.shift], max(1, uint16(hash))
}

// add says that an entry is on disk. It returns false where there are too many.
func (p *presence) add(hash uint64) bool {
	part, tag := p.cut(hash)
	if part.count*loadParts >= len(part.tags)*loadMost {
		if len(part.tags) >= mostTags {
			return false
		}
		p.grow(part)
	}
	part.insert(tag)
	return p.size <= p.most
}

func (part *presentPart) insert(tag uint16) {
	mask := len(part.tags) - 1
	at := part.home(tag)
	for part.tags[at] != 0 {
		at = (at + 1) & mask
	}
	part.tags[at] = tag
	part.count++
}

// home is where the search for a tag begins.
func (part *presentPart) home(tag uint16) int { return int(tag) & (len(part.tags) - 1) }

func (p *presence) grow(part *presentPart) {
	old := part.tags
	part.tags, part.count = make([]uint16, max(firstTags, 2*len(old))), 0
	p.size += 2 * (len(part.tags) - len(old))
	for _, tag := range old {
		if tag != 0 {
			part.insert(tag)
		}
	}
}

// find is where a tag is, or -1.
func (part *presentPart) find(tag uint16) int {
	if part.count == 0 {
		return -1
	}
	mask := len(part.tags) - 1
	for at := part.home(tag); part.tags[at] != 0; at = (at + 1) & mask {
		if part.tags[at] == tag {
			return at
		}
	}
	return -1
}

// may tells that an entry may be on disk.
func (p *presence) may(hash uint64) bool {
	part, tag := p.cut(hash)
	return part.find(tag) >= 0
}

// remove says that an entry, which was added, is not on disk any more.
func (p *presence) remove(hash uint64) {
	part, tag := p.cut(hash)
	gap := part.find(tag)
	if gap < 0 {
		return
	}
	part.count--
	mask := len(part.tags) - 1
	for at := gap; ; {
		at = (at + 1) & mask
		tag := part.tags[at]
		if tag == 0 {
			break
		}
		if (at-part.home(tag))&mask >= (at-gap)&mask {
			part.tags[gap] = tag
			gap = at
		}
	}
	part.tags[gap] = 0
}
