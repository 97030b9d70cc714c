package java

import "encoding/binary"

// HandedOver stands for the file of settings on the command line of a JVM that is handed them on its standard input, see [Handover].
const HandedOver = "-"

// Key is a data key in clear, of 256 bits.
type Key struct {
	// ID is what files name it by.
	ID  string
	Key []byte
}

// Seals are what a JVM encrypts and decrypts the files of checkpoints and savepoints with.
type Seals struct {
	// Owner is whose files they are; see checkpoint.Files.
	Owner string
	// TakesClear lets files be read that are in clear.
	TakesClear bool
	// Keys are the one that files are written with, and then all others that they may have to be read with.
	Keys []Key
}

// Handover is what the standard input of a JVM begins with whose settings are [HandedOver]: its settings, as a file of properties has them,
// and its keys; nil for none. Whoever has written it wipes it.
//
//	settings: length (4 bytes), text
//	keys: 1, or 0 for none; owner (length, text); 1 where files in clear are taken; how many (4 bytes); each: id (length, text), 32 bytes
//
// Numbers are big endian.
func Handover(settings []byte, s *Seals) []byte {
	out := make([]byte, 0, 4+len(settings)+1+s.size()) // at once, so that no copies of keys are left behind
	out = appendText(out, settings)
	out = append(out, boolean(s != nil))
	if s == nil {
		return out
	}
	out = append(appendText(out, []byte(s.Owner)), boolean(s.TakesClear))
	out = binary.BigEndian.AppendUint32(out, uint32(len(s.Keys)))
	for _, key := range s.Keys {
		out = append(appendText(out, []byte(key.ID)), key.Key...)
	}
	return out
}

func (s *Seals) size() int {
	if s == nil {
		return 0
	}
	n := 4 + len(s.Owner) + 1 + 4
	for _, key := range s.Keys {
		n += 4 + len(key.ID) + len(key.Key)
	}
	return n
}

func appendText(to, text []byte) []byte {
	return append(binary.BigEndian.AppendUint32(to, uint32(len(text))), text...)
}

func boolean(b bool) byte {
	if b {
		return 1
	}
	return 0
}
