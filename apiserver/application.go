package apiserver

import (
	"context"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/codestore"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// CreateApplication makes an application, READY at version 1, with its code checked and copied.
func (s *Service) CreateApplication(ctx context.Context, in *model.CreateApplicationRequest) (*model.CreateApplicationResponse, error) {
	runtime := *in.RuntimeEnvironment
	mode := model.ApplicationModeSTREAMING
	if in.ApplicationMode != nil {
		mode = *in.ApplicationMode
	}
	switch {
	case !isFlink(runtime) && runtime != lifecycle.RuntimeSQL:
		return nil, fault.Unsupported("This server does not have applications of %s; it has those of FLINK-* and %s", runtime, lifecycle.RuntimeSQL)
	case mode != model.ApplicationModeSTREAMING:
		return nil, fault.InvalidArgument("ApplicationMode %s is for Zeppelin runtimes, not for %s", mode, runtime)
	}
	if err := s.checkFree(ctx, in.ApplicationName); err != nil {
		return nil, err
	}
	tags, err := s.tagsOf(in.Tags)
	if err != nil {
		return nil, err
	}
	if err := mayPassRole(ctx, *in.ServiceExecutionRole); err != nil {
		return nil, err
	}
	doc, err := s.newDocument(ctx, in)
	if err != nil {
		return nil, err
	}
	key, err := s.keyOfNew(ctx, in, doc)
	if err != nil {
		return nil, err
	}
	id := IdentityFrom(ctx)
	now := s.store.Now()
	a := &lifecycle.Application{
		AccountID: id.AccountID, Region: id.Region, Name: *in.ApplicationName, Description: orZero(in.ApplicationDescription),
		Mode: string(mode), CreateTime: now, UpdateTime: now,
	}
	if isFlink(runtime) {
		a.MaintenanceStart = maintenanceStart(id.Region)
	}
	v := &lifecycle.Version{Runtime: string(runtime), ServiceExecutionRole: *in.ServiceExecutionRole, Key: key, CreateTime: now}
	if c := in.ApplicationConfiguration; c != nil && c.ApplicationCodeConfiguration != nil {
		if err := s.createCode(ctx, in.ApplicationName, v, doc, c.ApplicationCodeConfiguration); err != nil {
			return nil, err
		}
	}
	if v.Document, err = doc.encode(); err != nil {
		return nil, err
	}
	if err := s.store.InTx(ctx, func(tx *store.Tx) error { return s.insert(ctx, tx, a, v, tags) }); err != nil {
		return nil, err
	}
	described, err := detail(a, v, false)
	if err != nil {
		return nil, err
	}
	return &model.CreateApplicationResponse{ApplicationDetail: described}, nil
}

// keyOfNew is the key of a new application, which its caller and the service have to be allowed to use.
func (s *Service) keyOfNew(ctx context.Context, in *model.CreateApplicationRequest, doc *document) (lifecycle.Key, error) {
	c := doc.key()
	if err := checkKeyRuntime(string(*in.RuntimeEnvironment), c.KeyType); err != nil {
		return lifecycle.Key{}, err
	}
	k, err := s.findKey(ctx, in.ApplicationName, c)
	if err != nil {
		return k, keyRefusal(err, true)
	}
	uses := keyUses{}
	uses.add(k, KeySeals)
	return k, keyRefusal(s.permit(ctx, in.ApplicationName, uses), true)
}

// newDocument is the configuration of a new application, without its code.
func (s *Service) newDocument(ctx context.Context, in *model.CreateApplicationRequest) (*document, error) {
	doc := &document{}
	if err := s.addLoggingOptions(doc, 1, in.CloudWatchLoggingOptions); err != nil {
		return nil, err
	}
	var err error
	if *in.RuntimeEnvironment == lifecycle.RuntimeSQL {
		doc.Configuration, err = s.describeNewSQL(in.ApplicationConfiguration)
		return doc, err
	}
	if doc.Configuration, err = s.describeNew(in.ApplicationConfiguration); err != nil {
		return nil, err
	}
	if c := in.ApplicationConfiguration; c != nil {
		err = s.createVPCs(ctx, doc.Configuration, c.VpcConfigurations)
	}
	return doc, err
}

// checkFree refuses a name that is taken before anything is fetched, compiled or stored for it. The insert finds out about
// those who take it meanwhile.
func (s *Service) checkFree(ctx context.Context, name *string) error {
	_, err := s.store.Application(ctx, key(ctx, name))
	switch {
	case err == nil:
		return fault.InUse("application %s exists already", *name)
	case fault.Is(err, fault.NotFoundKind):
		return nil
	default:
		return err
	}
}

// createCode stores the code of a new application; without content there is none yet.
func (s *Service) createCode(ctx context.Context, name *string, v *lifecycle.Version, doc *document, c *model.ApplicationCodeConfiguration) error {
	if c.CodeContent == nil {
		return nil
	}
	content := codeContent{text: c.CodeContent.TextContent, zip: c.CodeContent.ZipFileContent, s3: c.CodeContent.S3ContentLocation}
	if v.Runtime == lifecycle.RuntimeSQL {
		if err := checkSQLCode(*c.CodeContentType, content); err != nil {
			return err
		}
	}
	code, described, err := s.storeCode(ctx, *c.CodeContentType, content, codeUse{
		owner: codestore.Owner{Application: key(ctx, name)}, runtime: v.Runtime, properties: doc.properties(),
	})
	if err != nil {
		return err
	}
	v.CodeID = code.ID
	doc.Configuration.ApplicationCodeConfigurationDescription = &model.ApplicationCodeConfigurationDescription{
		CodeContentType: c.CodeContentType, CodeContentDescription: described,
	}
	return nil
}

func (s *Service) insert(ctx context.Context, tx *store.Tx, a *lifecycle.Application, v *lifecycle.Version, tags map[string]string) error {
	if most := s.quotas.Applications; most > 0 {
		if err := tx.LockAccount(ctx, a.AccountID, a.Region); err != nil {
			return err
		}
		count, err := tx.CountApplications(ctx, a.AccountID, a.Region)
		if err != nil {
			return err
		}
		if count >= most {
			return fault.LimitExceeded("There are %d applications in %s already, which is the limit", count, a.Region)
		}
	}
	if err := tx.CreateApplication(ctx, a, v); err != nil {
		return err
	}
	if len(tags) > 0 {
		if _, err := tx.PutTags(ctx, a.ID, tags); err != nil {
			return err
		}
	}
	return audit(ctx, tx, "CreateApplication", a.Name, "", map[string]any{"runtime": v.Runtime, "version": v.ID, "key": v.Key.String()})
}

// DescribeApplication describes the current version.
func (s *Service) DescribeApplication(ctx context.Context, in *model.DescribeApplicationRequest) (*model.DescribeApplicationResponse, error) {
	a, v, err := s.store.CurrentApplication(ctx, key(ctx, in.ApplicationName))
	if err != nil {
		return nil, err
	}
	described, err := detail(a, v, orZero(in.IncludeAdditionalDetails))
	if err != nil {
		return nil, err
	}
	described.ApplicationHealth = describeHealth(ctx, a.Health())
	if described.ApplicationKey, err = s.describeKeyOf(ctx, a, v); err != nil {
		return nil, err
	}
	return &model.DescribeApplicationResponse{ApplicationDetail: described}, nil
}

// ListApplications lists in the order of names; the token is the last name.
func (s *Service) ListApplications(ctx context.Context, in *model.ListApplicationsRequest) (*model.ListApplicationsResponse, error) {
	id := IdentityFrom(ctx)
	limit := pageLimit(in.Limit)
	found, err := s.store.ListApplications(ctx, id.AccountID, id.Region, orZero(in.NextToken), limit+1)
	if err != nil {
		return nil, err
	}
	out := &model.ListApplicationsResponse{ApplicationSummaries: []model.ApplicationSummary{}}
	if len(found) > limit {
		found = found[:limit]
		out.NextToken = &found[limit-1].Name
	}
	for _, a := range found {
		out.ApplicationSummaries = append(out.ApplicationSummaries, model.ApplicationSummary{
			ApplicationARN: new(lifecycle.ARN(id.Region, id.AccountID, a.Name)), ApplicationName: &a.Name,
			ApplicationStatus: new(model.ApplicationStatus(a.Status)), ApplicationVersionId: &a.VersionID,
			RuntimeEnvironment: new(model.RuntimeEnvironment(a.Runtime)), ApplicationMode: new(model.ApplicationMode(a.Mode)),
			ApplicationHealth: describeHealth(ctx, a.Health),
		})
	}
	return out, nil
}

// DeleteApplication wants the application gone, whether it runs or not.
func (s *Service) DeleteApplication(ctx context.Context, in *model.DeleteApplicationRequest) (*model.DeleteApplicationResponse, error) {
	err := s.locked(ctx, in.ApplicationName, func(tx *store.Tx, a *lifecycle.Application) error {
		if err := lifecycle.Allow(lifecycle.RequestDelete, a.Name, a.Status()); err != nil {
			return err
		}
		if created := model.TimestampOf(a.CreateTime); *in.CreateTimestamp != created {
			return fault.ConcurrentModification("The create timestamp of application %s is %d, not %d. "+
				"Use DescribeApplication to get it.", a.Name, created, *in.CreateTimestamp)
		}
		operationID, err := begin(ctx, tx, a, lifecycle.OperationDelete, lifecycle.Desired{
			Goal: lifecycle.GoalDelete, Via: lifecycle.Via(lifecycle.RequestDelete, a.Status()),
		}, 0, 0)
		if err != nil {
			return err
		}
		return audit(ctx, tx, string(lifecycle.RequestDelete), a.Name, operationID, nil)
	})
	if err != nil {
		return nil, err
	}
	return &model.DeleteApplicationResponse{}, nil
}
