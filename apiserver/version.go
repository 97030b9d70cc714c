package apiserver

import (
	"context"

	"github.com/penstock/penstock/apiserver/model"
)

// DescribeApplicationVersion describes an application as one of its versions configured it.
func (s *Service) DescribeApplicationVersion(ctx context.Context, in *model.DescribeApplicationVersionRequest) (*model.DescribeApplicationVersionResponse, error) {
	a, err := s.flinkApplication(ctx, in.ApplicationName, "DescribeApplicationVersion")
	if err != nil {
		return nil, err
	}
	v, err := s.store.Version(ctx, a.ID, *in.ApplicationVersionId)
	if err != nil {
		return nil, err
	}
	described, err := detail(a, v, false)
	if err != nil {
		return nil, err
	}
	return &model.DescribeApplicationVersionResponse{ApplicationVersionDetail: described}, nil
}

// ListApplicationVersions lists newest first. The current version has the application's status.
func (s *Service) ListApplicationVersions(ctx context.Context, in *model.ListApplicationVersionsRequest) (*model.ListApplicationVersionsResponse, error) {
	const kind = "versions"
	var before int64
	if err := decodeToken(in.NextToken, kind, &before); err != nil {
		return nil, err
	}
	a, err := s.flinkApplication(ctx, in.ApplicationName, "ListApplicationVersions")
	if err != nil {
		return nil, err
	}
	limit := pageLimit(in.Limit)
	found, err := s.store.ListVersions(ctx, a.ID, before, limit+1)
	if err != nil {
		return nil, err
	}
	out := &model.ListApplicationVersionsResponse{ApplicationVersionSummaries: []model.ApplicationVersionSummary{}}
	if len(found) > limit {
		found = found[:limit]
		if out.NextToken, err = encodeToken(kind, found[limit-1].ID); err != nil {
			return nil, err
		}
	}
	for _, v := range found {
		status := v.Status
		if v.ID == a.CurrentVersionID {
			status = a.Status()
		}
		out.ApplicationVersionSummaries = append(out.ApplicationVersionSummaries, model.ApplicationVersionSummary{
			ApplicationVersionId: &v.ID, ApplicationStatus: new(model.ApplicationStatus(status)),
		})
	}
	return out, nil
}
