package batch

import (
	"encoding/binary"
	"math/bits"
)

// HashVersion names the hash that distributes keys to key groups. It is written into snapshots: state that was
// distributed by another hash cannot be found again.
const HashVersion = 1

const (
	hashSeed = 0x9e3779b97f4a7c15
	hashMul1 = 0xa0761d6478bd642f
	hashMul2 = 0xe7037ed1a0b428db
)

// Hash is a 64-bit hash of an encoded key. It is the same on every machine and in every version (see HashVersion), and
// both halves are well mixed: tables use the low bits, key groups the high ones.
func Hash(key []byte) uint64 {
	h := uint64(len(key))*hashMul1 ^ hashSeed
	for len(key) >= 16 {
		h = mix(binary.LittleEndian.Uint64(key)^hashMul1^h, binary.LittleEndian.Uint64(key[8:])^hashMul2)
		key = key[16:]
	}
	var a, b uint64
	switch {
	case len(key) >= 8:
		a = binary.LittleEndian.Uint64(key)
		b = tail(key[8:])
	default:
		a = tail(key)
	}
	return mix(mix(a^hashMul2^h, b^hashMul1), hashSeed)
}

// numberSeed is what Hash begins with for the key of a number, which is 9 bytes long.
const numberSeed = 9*hashMul1&(1<<64-1) ^ hashSeed

// hashNumber is Hash of the key of a number that is not NULL: a byte that says so, and its 8 bytes.
func hashNumber(v int64) uint64 {
	first, last := uint64(v)<<8|1, uint64(v)>>56
	return mix(mix(first^hashMul2^numberSeed, last*0x010101^hashMul1), hashSeed)
}

// tail is up to 8 bytes as a number.
func tail(p []byte) uint64 {
	switch n := len(p); {
	case n == 8:
		return binary.LittleEndian.Uint64(p)
	case n >= 4:
		return uint64(binary.LittleEndian.Uint32(p)) | uint64(binary.LittleEndian.Uint32(p[n-4:]))<<32
	case n > 0:
		return uint64(p[0]) | uint64(p[n/2])<<8 | uint64(p[n-1])<<16
	}
	return 0
}

func mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a|1, b^hashSeed|1)
	return hi ^ lo ^ bits.RotateLeft64(a^b, 29)
}

// KeyGroup is the key group of a hash.
func KeyGroup(hash uint64, maxParallelism int) int {
	hi, _ := bits.Mul64(hash, uint64(maxParallelism))
	return int(hi)
}

// GroupRange is a range of key groups, both ends included.
type GroupRange struct{ First, Last int }

// Contains tells whether a group is in the range.
func (r GroupRange) Contains(group int) bool { return r.First <= group && group <= r.Last }

// GroupRangeOf is the range that a subtask owns, as Flink assigns them.
func GroupRangeOf(maxParallelism, parallelism, subtask int) GroupRange {
	first := (subtask*maxParallelism + parallelism - 1) / parallelism
	last := ((subtask+1)*maxParallelism - 1) / parallelism
	return GroupRange{First: first, Last: last}
}

// SubtaskOf is the subtask that owns a key group.
func SubtaskOf(group, maxParallelism, parallelism int) int {
	return group * parallelism / maxParallelism
}
