package lifecycle

import "strings"

// ResourceName is an Amazon Resource Name in its parts.
type ResourceName struct {
	Partition, Service, Region, AccountID string
	// Resource is all that follows, with its colons and slashes.
	Resource string
}

// ParseARN takes an ARN apart. ok is false for what is none.
func ParseARN(arn string) (name ResourceName, ok bool) {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) != 6 || parts[0] != "arn" || !strings.HasPrefix(parts[1], "aws") || parts[2] == "" || parts[5] == "" {
		return ResourceName{}, false
	}
	return ResourceName{Partition: parts[1], Service: parts[2], Region: parts[3], AccountID: parts[4], Resource: parts[5]}, true
}

// LogStream is a stream of CloudWatch Logs.
type LogStream struct{ Region, AccountID, Group, Stream string }

// ParseLogStreamARN reads arn:aws:logs:REGION:ACCOUNT:log-group:GROUP:log-stream:STREAM. ok is false for anything else.
func ParseLogStreamARN(arn string) (stream LogStream, ok bool) {
	name, ok := ParseARN(arn)
	rest, isGroup := strings.CutPrefix(name.Resource, "log-group:")
	group, named, isStream := strings.Cut(rest, ":log-stream:")
	if !ok || name.Service != "logs" || name.Region == "" || name.AccountID == "" || !isGroup || !isStream || group == "" || named == "" {
		return LogStream{}, false
	}
	return LogStream{Region: name.Region, AccountID: name.AccountID, Group: group, Stream: named}, true
}
