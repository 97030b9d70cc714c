package apiserver

import (
	"context"
	"time"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
)

// ListApplicationKeys lists in the order of the keys' ARNs; the token is the last one.
func (s *Service) ListApplicationKeys(ctx context.Context, in *model.ListApplicationKeysRequest) (*model.ListApplicationKeysResponse, error) {
	id, limit := IdentityFrom(ctx), pageLimit(in.Limit)
	uses, err := s.store.KeyUsesIn(ctx, id.AccountID, id.Region)
	if err != nil {
		return nil, err
	}
	states, err := s.store.KeyStates(ctx)
	if err != nil {
		return nil, err
	}
	byKey := make(map[lifecycle.Key]lifecycle.KeyState, len(states))
	for _, state := range states {
		byKey[state.Key] = state
	}
	out := &model.ListApplicationKeysResponse{ApplicationKeys: []model.ApplicationKeySummary{}}
	var last lifecycle.Key
	for _, u := range uses {
		if u.Key.ARN <= orZero(in.NextToken) {
			continue
		}
		if u.Key != last {
			// Keys of one ARN are on one page, whatever providers have them.
			if len(out.ApplicationKeys) >= limit && u.Key.ARN != last.ARN {
				out.NextToken = &last.ARN
				break
			}
			last = u.Key
			out.ApplicationKeys = append(out.ApplicationKeys, model.ApplicationKeySummary{Key: describeApplicationKey(u.Key, byKey[u.Key])})
		}
		summary := &out.ApplicationKeys[len(out.ApplicationKeys)-1]
		summary.ApplicationKeyUses = append(summary.ApplicationKeyUses, model.ApplicationKeyUse{
			ApplicationName: &u.Application, KeyConfigured: &u.Configured, KeyRunning: &u.Running, SnapshotCount: new(int64(u.Snapshots)),
		})
	}
	return out, nil
}

// describeApplicationKey is a key with what was seen of it; of one that nobody has looked at yet that is zero.
func describeApplicationKey(key lifecycle.Key, state lifecycle.KeyState) *model.ApplicationKey {
	return &model.ApplicationKey{
		KeyARN: &key.ARN, KeyProvider: &key.Provider,
		KeyState: orNil(model.KeyState(state.Condition)), KeyStateReason: orNil(state.Reason),
		KeyStateSince: timestampOrNil(&state.Since), KeyCheckTimestamp: timestampOrNil(&state.CheckTime),
		KeyUsableTimestamp: timestampOrNil(state.UsableTime), KeyDeletionTimestamp: timestampOrNil(state.DeletionTime),
	}
}

// timestampOrNil leaves out what never was.
func timestampOrNil(t *time.Time) *model.Timestamp {
	if t == nil || t.IsZero() {
		return nil
	}
	return new(model.TimestampOf(*t))
}

// describeKeyOf is the key that protects the state of an application: of the job that runs, or else of the current version. It is nil for the
// installation's own, and for a protocol that has not got it.
func (s *Service) describeKeyOf(ctx context.Context, a *lifecycle.Application, current *lifecycle.Version) (*model.ApplicationKey, error) {
	if !hasOwnMembers(ctx) {
		return nil, nil
	}
	v := current
	if id := a.Observed.DeployedVersionID; id != 0 && id != current.ID {
		var err error
		if v, err = s.store.Version(ctx, a.ID, id); err != nil {
			return nil, err
		}
	}
	if v.Key.Owned() {
		return nil, nil
	}
	state, _, err := s.store.KeyState(ctx, v.Key)
	if err != nil {
		return nil, err
	}
	return describeApplicationKey(v.Key, state), nil
}
