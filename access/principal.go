package access

// Kind is what sort of principal somebody is.
type Kind string

// The kinds of principals.
const (
	// Root is the account itself: it may do everything in it, and no policy says otherwise.
	Root Kind = "root"
	// User has access keys.
	User Kind = "user"
	// Role is assumed, for a while.
	Role Kind = "role"
)

// Principal is whom a request is made by.
type Principal struct {
	Kind      Kind
	AccountID string
	// ID is never used twice; of a root it is the account. Name is empty for a root.
	ID, Name string
	// Session names a session of a role.
	Session string
}

// ARN names the principal: a user, an account's root, or the session of a role.
func (p Principal) ARN() string {
	switch p.Kind {
	case User:
		return UserARN(p.AccountID, p.Name)
	case Role:
		return SessionARN(p.AccountID, p.Name, p.Session)
	default:
		return RootARN(p.AccountID)
	}
}

// UserID is the principal's id, with the session of a role.
func (p Principal) UserID() string {
	switch p.Kind {
	case User:
		return p.ID
	case Role:
		return p.ID + ":" + p.Session
	default:
		return p.AccountID
	}
}

// Type is the value of the condition key aws:PrincipalType.
func (p Principal) Type() string {
	switch p.Kind {
	case User:
		return "User"
	case Role:
		return "AssumedRole"
	default:
		return "Account"
	}
}

// TrustedAs are the ARNs that trust policies may know the principal by, its own first and that of its account last.
func (p Principal) TrustedAs() []string {
	arns := []string{p.ARN()}
	switch p.Kind {
	case Role:
		arns = append(arns, RoleARN(p.AccountID, p.Name), RootARN(p.AccountID))
	case User:
		arns = append(arns, RootARN(p.AccountID))
	}
	return arns
}
