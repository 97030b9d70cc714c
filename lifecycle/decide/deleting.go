package decide

// deleting decides for an application that is being removed with everything it owns.
func deleting(f *Facts) Action {
	if action, done := f.clearAway("the application is deleted"); !done {
		return action
	}
	return Action{Kind: DeleteApplication, Why: "nothing of it runs"}
}
