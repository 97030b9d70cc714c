package apiserver

import (
	"context"
	"fmt"
	"time"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

const (
	// auditInterval is how often the audit log is looked at for those who follow it, auditChunk how many entries at once.
	auditInterval = 500 * time.Millisecond
	auditChunk    = 1000
)

// auditSelection are the members of requests that select entries.
type auditSelection struct {
	start, end                     *model.Timestamp
	principal, action, application *string
	outcome                        *model.AuditOutcome
	changes                        *bool
}

func auditQuery(ctx context.Context, in auditSelection) store.AuditQuery {
	q := store.AuditQuery{
		AccountID: IdentityFrom(ctx).AccountID, Principal: orZero(in.principal), Action: orZero(in.action), Application: orZero(in.application),
		ChangesOnly: orZero(in.changes), Outcome: string(orZero(in.outcome)),
	}
	if in.start != nil {
		q.Start = in.start.Time()
	}
	if in.end != nil {
		q.End = in.end.Time()
	}
	return q
}

// ListAuditEvents lists the newest first.
func (s *Service) ListAuditEvents(ctx context.Context, in *model.ListAuditEventsRequest) (*model.ListAuditEventsResponse, error) {
	const kind = "audit events"
	var before store.AuditCursor
	if err := decodeToken(in.NextToken, kind, &before); err != nil {
		return nil, err
	}
	limit := pageLimit(in.Limit)
	q := auditQuery(ctx, auditSelection{in.StartTime, in.EndTime, in.Principal, in.Action, in.Application, in.Outcome, in.ChangesOnly})
	found, err := s.store.ListAudit(ctx, q, before, limit+1)
	if err != nil {
		return nil, err
	}
	out := &model.ListAuditEventsResponse{AuditEvents: []model.AuditEvent{}}
	if len(found) > limit {
		found = found[:limit]
		last := found[limit-1]
		if out.NextToken, err = encodeToken(kind, store.AuditCursor{Time: last.Time, ID: last.ID}); err != nil {
			return nil, err
		}
	}
	for i := range found {
		out.AuditEvents = append(out.AuditEvents, *describeAudit(&found[i]))
	}
	return out, nil
}

// positionID is a position as clients know it.
func positionID(p store.AuditPosition) string { return fmt.Sprintf("%d-%d", p.Transaction, p.ID) }

func describeAudit(e *store.AuditEntry) *model.AuditEvent {
	out := &model.AuditEvent{
		EventId: new(positionID(e.Position)), EventTime: new(e.Time.UTC().Format(time.RFC3339Nano)), AccountId: orNil(e.AccountID), Region: orNil(e.Region),
		Principal: orNil(e.Principal), SourceIp: orNil(e.SourceIP), RequestId: orNil(e.RequestID), Action: &e.Action, Resource: orNil(e.Resource),
		ApplicationName: orNil(e.Application), Outcome: new(model.AuditOutcome(e.Outcome)), ErrorCode: orNil(e.ErrorCode), Change: &e.Change,
		OperationId: orNil(e.OperationID),
	}
	if e.Principal == "" {
		out.Principal = orNil(e.Actor) // a part of the server
	} else {
		out.AccessKeyId = orNil(e.Actor)
	}
	if e.Detail != nil {
		out.Detail = new(string(e.Detail))
	}
	return out
}

// FollowAuditEvents sends entries as they become visible.
func (s *Service) FollowAuditEvents(ctx context.Context, in *model.FollowAuditEventsRequest) (model.Stream[model.AuditEvent], error) {
	q := auditQuery(ctx, auditSelection{in.StartTime, nil, in.Principal, in.Action, in.Application, in.Outcome, in.ChangesOnly})
	var after store.AuditPosition
	var err error
	switch {
	case in.LastEventId != nil:
		if n, err := fmt.Sscanf(*in.LastEventId, "%d-%d", &after.Transaction, &after.ID); n != 2 || err != nil {
			return nil, fault.InvalidArgument("LastEventId is not one of the audit log")
		}
	case in.StartTime == nil:
		if after, err = s.store.AuditEnd(ctx); err != nil {
			return nil, err
		}
	}
	return func(ctx context.Context, send func(id string, event *model.AuditEvent) error) error {
		timer := time.NewTicker(auditInterval)
		defer timer.Stop()
		for {
			entries, next, err := s.store.AuditAfter(ctx, q, after, auditChunk)
			if err != nil {
				return err
			}
			for i := range entries {
				if err := send(positionID(entries[i].Position), describeAudit(&entries[i])); err != nil {
					return err
				}
			}
			if next != after {
				after = next
				continue
			}
			select {
			case <-ctx.Done():
				return nil
			case <-timer.C:
			}
		}
	}, nil
}
