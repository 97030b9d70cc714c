package apiserver

import (
	"context"
	"reflect"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// onlyFlink refuses a part of the configuration that applications of SQL-1_0 do not have.
func onlyFlink(part string) func(runtime string) error {
	return func(runtime string) error {
		if runtime == lifecycle.RuntimeSQL {
			return fault.InvalidArgument("%s is for applications of FLINK-*, not for those of %s", part, runtime)
		}
		return nil
	}
}

// onlySQL refuses a part of the configuration that only applications of SQL-1_0 have.
func onlySQL(part string) func(runtime string) error {
	return func(runtime string) error {
		if runtime != lifecycle.RuntimeSQL {
			return fault.InvalidArgument("%s is for applications of %s, not for those of %s", part, lifecycle.RuntimeSQL, runtime)
		}
		return nil
	}
}

// refuseSQL refuses an operation that does not exist for applications of SQL-1_0.
func (s *Service) refuseSQL(ctx context.Context, name *string, operation string) error {
	_, err := s.flinkApplication(ctx, name, operation)
	return err
}

// flinkApplication is the application of that name, which must not be one of SQL-1_0: for those the operation does not exist.
func (s *Service) flinkApplication(ctx context.Context, name *string, operation string) (*lifecycle.Application, error) {
	a, v, err := s.store.CurrentApplication(ctx, key(ctx, name))
	if err != nil {
		return nil, err
	}
	if v.Runtime == lifecycle.RuntimeSQL {
		return nil, fault.Unsupported("%s is not supported for application %s, which is of %s", operation, a.Name, v.Runtime)
	}
	return a, nil
}

// describeNewSQL is the configuration of a new application of SQL-1_0, without the code.
func (s *Service) describeNewSQL(c *model.ApplicationConfiguration) (*model.ApplicationConfigurationDescription, error) {
	d := &model.ApplicationConfigurationDescription{}
	if c == nil {
		return d, nil
	}
	if err := refuseFlinkParts([]flinkPart{
		{"FlinkApplicationConfiguration", c.FlinkApplicationConfiguration != nil},
		{"ZeppelinApplicationConfiguration", c.ZeppelinApplicationConfiguration != nil},
		{"EnvironmentProperties", c.EnvironmentProperties != nil},
		{"ApplicationSnapshotConfiguration", c.ApplicationSnapshotConfiguration != nil},
		{"ApplicationSystemRollbackConfiguration", c.ApplicationSystemRollbackConfiguration != nil},
		{"ApplicationEncryptionConfiguration", c.ApplicationEncryptionConfiguration != nil},
		{"VpcConfigurations", len(c.VpcConfigurations) > 0},
	}); err != nil {
		return nil, err
	}
	sql := c.SqlApplicationConfiguration
	if sql == nil {
		return d, nil
	}
	parts := &model.SqlApplicationConfigurationDescription{}
	d.SqlApplicationConfigurationDescription = parts
	if err := s.addInputs(parts, 1, sql.Inputs); err != nil {
		return nil, err
	}
	if err := s.addOutputs(parts, 1, sql.Outputs); err != nil {
		return nil, err
	}
	return d, s.addReferences(parts, 1, sql.ReferenceDataSources)
}

// applyUpdateSQL changes a configuration of SQL-1_0 as an update asks.
func applyUpdateSQL(d *model.ApplicationConfigurationDescription, u *model.ApplicationConfigurationUpdate) error {
	if err := refuseFlinkParts([]flinkPart{
		{"FlinkApplicationConfigurationUpdate", u.FlinkApplicationConfigurationUpdate != nil},
		{"ZeppelinApplicationConfigurationUpdate", u.ZeppelinApplicationConfigurationUpdate != nil},
		{"EnvironmentPropertyUpdates", u.EnvironmentPropertyUpdates != nil},
		{"ApplicationSnapshotConfigurationUpdate", u.ApplicationSnapshotConfigurationUpdate != nil},
		{"ApplicationSystemRollbackConfigurationUpdate", u.ApplicationSystemRollbackConfigurationUpdate != nil},
		{"ApplicationEncryptionConfigurationUpdate", u.ApplicationEncryptionConfigurationUpdate != nil},
		{"VpcConfigurationUpdates", len(u.VpcConfigurationUpdates) > 0},
	}); err != nil {
		return err
	}
	sql := u.SqlApplicationConfigurationUpdate
	if sql == nil {
		return nil
	}
	parts := sqlParts(d)
	for i := range sql.InputUpdates {
		if err := updateInput(parts, &sql.InputUpdates[i]); err != nil {
			return err
		}
	}
	for i := range sql.OutputUpdates {
		if err := updateOutput(parts, &sql.OutputUpdates[i]); err != nil {
			return err
		}
	}
	for i := range sql.ReferenceDataSourceUpdates {
		if err := updateReference(parts, &sql.ReferenceDataSourceUpdates[i]); err != nil {
			return err
		}
	}
	return nil
}

// sqlParts is where inputs, outputs and reference data stand in a configuration.
func sqlParts(d *model.ApplicationConfigurationDescription) *model.SqlApplicationConfigurationDescription {
	if d.SqlApplicationConfigurationDescription == nil {
		d.SqlApplicationConfigurationDescription = &model.SqlApplicationConfigurationDescription{}
	}
	return d.SqlApplicationConfigurationDescription
}

// tidySQL leaves out what has become empty.
func tidySQL(d **model.SqlApplicationConfigurationDescription) {
	if *d == nil {
		return
	}
	parts := *d
	if len(parts.InputDescriptions) == 0 {
		parts.InputDescriptions = nil
	}
	if len(parts.OutputDescriptions) == 0 {
		parts.OutputDescriptions = nil
	}
	if len(parts.ReferenceDataSourceDescriptions) == 0 {
		parts.ReferenceDataSourceDescriptions = nil
	}
	if reflect.ValueOf(*parts).IsZero() {
		*d = nil
	}
}

// flinkPart is a part of a request that only applications of Flink have.
type flinkPart struct {
	name  string
	given bool
}

func refuseFlinkParts(parts []flinkPart) error {
	for _, p := range parts {
		if p.given {
			return onlyFlink(p.name)(lifecycle.RuntimeSQL)
		}
	}
	return nil
}

// checkSQLCode refuses code of a form that SQL-1_0 does not have.
func checkSQLCode(contentType model.CodeContentType, c codeContent) error {
	if contentType != model.CodeContentTypePLAINTEXT || c.text == nil {
		return fault.InvalidArgument("The code of an application of %s must be TextContent of CodeContentType PLAINTEXT", lifecycle.RuntimeSQL)
	}
	return nil
}

// checkSQLRun checks how an application of SQL-1_0 is to be started, and then says that nothing here starts it.
func checkSQLRun(a *lifecycle.Application, v *lifecycle.Version, run *model.RunConfiguration) error {
	doc, err := readDocument(v)
	if err != nil {
		return err
	}
	if run != nil {
		if err := refuseFlinkParts([]flinkPart{
			{"FlinkRunConfiguration", run.FlinkRunConfiguration != nil},
			{"ApplicationRestoreConfiguration", run.ApplicationRestoreConfiguration != nil},
		}); err != nil {
			return err
		}
		if err := checkStartingPositions(sqlParts(doc.Configuration), run.SqlRunConfigurations); err != nil {
			return err
		}
	}
	return fault.InvalidConfiguration("Application %s is of %s, which this server keeps but does not run", a.Name, v.Runtime)
}

// checkStartingPositions checks where inputs begin to read.
func checkStartingPositions(d *model.SqlApplicationConfigurationDescription, runs []model.SqlRunConfiguration) error {
	seen := map[string]bool{}
	for _, r := range runs {
		input, err := findInput(d, *r.InputId)
		if err != nil {
			return err
		}
		if seen[*r.InputId] {
			return fault.InvalidArgument("SqlRunConfigurations has input %s twice", *r.InputId)
		}
		seen[*r.InputId] = true
		position := orZero(r.InputStartingPositionConfiguration.InputStartingPosition)
		if position == model.InputStartingPositionTRIM_HORIZON && input.KinesisFirehoseInputDescription != nil {
			return fault.InvalidArgument("Input %s reads a Firehose delivery stream, which has no %s to begin at", *r.InputId, position)
		}
	}
	return nil
}
