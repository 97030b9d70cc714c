package apiserver

import (
	"context"
	"strings"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// reservedTag begins the keys that only AWS sets.
const reservedTag = "aws:"

// tagsOf checks the tags of a request; a value that is left out is empty.
func (s *Service) tagsOf(tags []model.Tag) (map[string]string, error) {
	out := make(map[string]string, len(tags))
	for _, t := range tags {
		if strings.HasPrefix(strings.ToLower(*t.Key), reservedTag) {
			return nil, fault.InvalidArgument("The tag key %s is reserved: it begins with %s", *t.Key, reservedTag)
		}
		if _, twice := out[*t.Key]; twice {
			return nil, fault.InvalidArgument("The tag key %s is given twice", *t.Key)
		}
		out[*t.Key] = orZero(t.Value)
	}
	return out, s.checkTags(len(out))
}

func (s *Service) checkTags(count int) error {
	if most := s.quotas.TagsPerApplication; most > 0 && count > most {
		return fault.TooManyTags("An application may have at most %d tags, not %d", most, count)
	}
	return nil
}

// nameOf is the application that an ARN of the caller's account and region names.
func nameOf(ctx context.Context, arn string) (*string, error) {
	id := IdentityFrom(ctx)
	name, ok := strings.CutPrefix(arn, lifecycle.ARN(id.Region, id.AccountID, ""))
	if !ok || name == "" {
		return nil, fault.NotFound("%s is not the ARN of an application in %s of account %s", arn, id.Region, id.AccountID)
	}
	return &name, nil
}

// ListTagsForResource lists in the order of keys.
func (s *Service) ListTagsForResource(ctx context.Context, in *model.ListTagsForResourceRequest) (*model.ListTagsForResourceResponse, error) {
	name, err := nameOf(ctx, *in.ResourceARN)
	if err != nil {
		return nil, err
	}
	a, err := s.store.Application(ctx, key(ctx, name))
	if err != nil {
		return nil, err
	}
	tags, err := s.store.Tags(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	out := &model.ListTagsForResourceResponse{Tags: []model.Tag{}}
	for _, t := range tags {
		out.Tags = append(out.Tags, model.Tag{Key: &t.Key, Value: &t.Value})
	}
	return out, nil
}

// TagResource sets tags, replacing the values of those that are there.
func (s *Service) TagResource(ctx context.Context, in *model.TagResourceRequest) (*model.TagResourceResponse, error) {
	tags, err := s.tagsOf(in.Tags)
	if err != nil {
		return nil, err
	}
	name, err := nameOf(ctx, *in.ResourceARN)
	if err != nil {
		return nil, err
	}
	err = s.locked(ctx, name, func(tx *store.Tx, a *lifecycle.Application) error {
		count, err := tx.PutTags(ctx, a.ID, tags)
		if err != nil {
			return err
		}
		if err := s.checkTags(count); err != nil {
			return err
		}
		return audit(ctx, tx, "TagResource", a.Name, "", tags)
	})
	if err != nil {
		return nil, err
	}
	return &model.TagResourceResponse{}, nil
}

// UntagResource removes tags; keys that are not there are passed over.
func (s *Service) UntagResource(ctx context.Context, in *model.UntagResourceRequest) (*model.UntagResourceResponse, error) {
	name, err := nameOf(ctx, *in.ResourceARN)
	if err != nil {
		return nil, err
	}
	err = s.locked(ctx, name, func(tx *store.Tx, a *lifecycle.Application) error {
		if err := tx.DeleteTags(ctx, a.ID, in.TagKeys); err != nil {
			return err
		}
		return audit(ctx, tx, "UntagResource", a.Name, "", map[string][]string{"keys": in.TagKeys})
	})
	if err != nil {
		return nil, err
	}
	return &model.UntagResourceResponse{}, nil
}
