package fault

// Kind is one way to fail that a caller can tell apart from the others.
type Kind string

// The kinds. Each corresponds to exactly one exception of the API.
const (
	// NotFoundKind says that the application, version, snapshot or operation named does not exist.
	NotFoundKind Kind = "NotFound"
	// InUseKind says that the resource exists already, or is in a status that does not admit the request.
	InUseKind Kind = "InUse"
	// InvalidArgumentKind says that a value in the request is wrong by itself or refers to nothing.
	InvalidArgumentKind Kind = "InvalidArgument"
	// ConcurrentModificationKind says that the caller acted on an outdated version, token or time.
	ConcurrentModificationKind Kind = "ConcurrentModification"
	// LimitExceededKind says that a quota is used up.
	LimitExceededKind Kind = "LimitExceeded"
	// InvalidRequestKind says that the request makes no sense for this resource at this moment.
	InvalidRequestKind Kind = "InvalidRequest"
	// CodeValidationKind says that the application's code does not parse or plan.
	CodeValidationKind Kind = "CodeValidation"
	// InvalidConfigurationKind says that the application's configuration, or the state of what it refers to
	// (snapshot, key, job), prevents the operation.
	InvalidConfigurationKind Kind = "InvalidConfiguration"
	// UnsupportedKind says that the operation does not exist for this kind of application, or here at all.
	UnsupportedKind Kind = "Unsupported"
	// TooManyTagsKind says that the application would have more tags than allowed.
	TooManyTagsKind Kind = "TooManyTags"
	// UndetectableSchemaKind says that no schema could be told from a sample of the records.
	UndetectableSchemaKind Kind = "UndetectableSchema"
	// ThroughputExceededKind says that a source of records throttles its reader.
	ThroughputExceededKind Kind = "ThroughputExceeded"
	// UnavailableKind says that something the request needs does not answer now; the same request may work later.
	UnavailableKind Kind = "Unavailable"
)

// Kinds lists every kind, so that a table over kinds can be tested for completeness.
func Kinds() []Kind {
	return []Kind{
		NotFoundKind, InUseKind, InvalidArgumentKind, ConcurrentModificationKind, LimitExceededKind,
		InvalidRequestKind, CodeValidationKind, InvalidConfigurationKind, UnsupportedKind, TooManyTagsKind,
		UndetectableSchemaKind, ThroughputExceededKind, UnavailableKind,
	}
}
