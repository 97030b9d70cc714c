package exposition

// Held is how many bytes all text together takes.
func (m *Merged) Held() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.held
}
