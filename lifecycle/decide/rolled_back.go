package decide

// rolledBack decides for a status that only versions have. The database refuses it for applications.
func rolledBack(*Facts) Action {
	return Action{Kind: Idle, Why: "no application is ever in this status"}
}
