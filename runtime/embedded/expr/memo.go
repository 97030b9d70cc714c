package expr

// memo keeps what was last made of a text, so that a constant pattern or format is compiled once.
type memo[T any] struct {
	make  func(string) (T, error)
	key   string
	value T
	err   error
	used  bool
}

func (m *memo[T]) get(key string) (T, error) {
	if !m.used || m.key != key {
		m.value, m.err = m.make(key)
		m.key, m.used = key, true
	}
	return m.value, m.err
}
