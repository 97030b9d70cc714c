package state

import "fmt"

// Stored is how many entries of the table lie on disk.
func (t *Table) Stored() int {
	if t.spill == nil {
		return 0
	}
	return t.spill.stored
}

// Buckets is how many parts the entries of a namespace can be read in.
const Buckets = 256

// Bucket is the part that the key of a slot is in.
func (t *Table) Bucket(slot int32) int { return int(bucketOf(t.Key(slot))) }

// StoredNamespaces calls f with each namespace that has entries on disk.
func (t *Table) StoredNamespaces(f func(namespace int64)) {
	if t.Stored() == 0 {
		return
	}
	snapshot := t.spill.disk.Snapshot()
	err := func() error {
		for from := []byte(nil); ; {
			if err := snapshot.Scan(t.space(entrySpace), from, false); err != nil {
				return err
			}
			name, _, ok, err := snapshot.Next()
			if err != nil || !ok {
				return err
			}
			namespace, _, err := cutOrdered(name)
			if err != nil {
				return err
			}
			f(namespace)
			if namespace == Never {
				return nil
			}
			from = appendTime(nil, namespace+1)
		}
	}()
	closed(snapshot, err)
}

// closed closes a snapshot that was read.
func closed(snapshot DiskSnapshot, err error) {
	if closeErr := snapshot.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		panic(&AccessError{fmt.Errorf("read state from disk: %w", err)})
	}
}

// EachStored calls f with the entries of a namespace that lie on disk, those of one bucket or, where that is negative, of all. The
// bytes are never written again. The entries stay where they are, and f leaves the table as it is.
func (t *Table) EachStored(namespace int64, bucket int, f func(key, content []byte) error) error {
	return t.eachStored(namespace, bucket, func(key, value []byte) error {
		_, _, content, err := t.spill.cutValue(value)
		if err != nil {
			panic(&AccessError{fmt.Errorf("read state from disk: %w", err)})
		}
		return f(key, content)
	})
}

func (t *Table) eachStored(namespace int64, bucket int, f func(key, value []byte) error) (failed error) {
	if t.Stored() == 0 {
		return nil
	}
	order := appendTime(nil, namespace)
	if bucket >= 0 {
		order = append(order, byte(bucket))
	}
	snapshot := t.spill.disk.Snapshot()
	err := snapshot.Scan(t.space(entrySpace), order, true)
	for err == nil && failed == nil {
		var name, value, key []byte
		var ok bool
		if name, value, ok, err = snapshot.Next(); err != nil || !ok {
			break
		}
		if _, key, err = cutOrdered(name); err == nil {
			failed = f(key, value)
		}
	}
	closed(snapshot, err)
	return failed
}

// RemoveStored removes the entries of a namespace that lie on disk, after f was called with each; f may be nil.
func (t *Table) RemoveStored(namespace int64, f func(key, content []byte) error) error {
	if t.Stored() == 0 {
		return nil
	}
	s := t.spill
	before := s.stored
	err := t.EachStored(namespace, -1, func(key, content []byte) error {
		s.forgets(namespace, key)
		if c := t.changes; c != nil && c.base != 0 {
			t.markGone(namespace, key)
		}
		if f == nil {
			return nil
		}
		return f(key, content)
	})
	if err != nil || s.stored == before {
		return err
	}
	if err := s.disk.Clear(t.space(entrySpace), appendTime(nil, namespace)); err != nil {
		panic(&AccessError{fmt.Errorf("write state to disk: %w", err)})
	}
	return nil
}

// markGone says that an entry is not there any more that the newest checkpoint may have.
func (t *Table) markGone(namespace int64, key []byte) {
	s := t.spill
	s.name = t.appendName(s.name[:0], namespace, key)
	if err := s.disk.Set(t.space(changedSpace), s.name, nil); err != nil {
		panic(&AccessError{fmt.Errorf("write state to disk: %w", err)})
	}
}

// loadedAtOnce is how many entries LoadNamespace brings back before it calls settle, fewer if they are large.
const loadedAtOnce = 1024

// LoadNamespace brings back the entries of a namespace that lie on disk, some at a time, after each of which settle is called, which is
// to use them up and may have the table settle.
func (t *Table) LoadNamespace(namespace int64, settle func() error) error {
	s := t.spill
	for found := t.Stored() > 0; found; {
		found = false
		n, mostLoaded := 0, s.loaded+s.mostLoaded()
		err := t.eachStored(namespace, -1, func(key, _ []byte) error {
			hash := t.spill.hash(key)
			slot, place := t.lookup(hash, namespace, key)
			if slot != NoSlot || t.load(place, hash, namespace, key) == NoSlot {
				return nil // it was looked up since the scan began
			}
			found = true
			if n++; n < loadedAtOnce && s.loaded < mostLoaded {
				return nil
			}
			n, mostLoaded = 0, s.loaded+s.mostLoaded()
			return settle()
		})
		if err == nil {
			err = settle()
		}
		if err != nil {
			return err
		}
	}
	return nil
}
