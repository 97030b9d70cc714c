package apiserver

import (
	"fmt"
	"reflect"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
)

// detail describes an application as one of its versions configures it. The current version has the application's status
// and run; an older one has its own status, and does not run.
func detail(a *lifecycle.Application, v *lifecycle.Version, additional bool) (*model.ApplicationDetail, error) {
	doc, err := readDocument(v)
	if err != nil {
		return nil, err
	}
	c := doc.Configuration
	if flink := c.FlinkApplicationConfigurationDescription; flink != nil {
		flink.ParallelismConfigurationDescription.CurrentParallelism = flink.ParallelismConfigurationDescription.Parallelism
		if a.Observed.Parallelism > 0 && v.ID == a.Observed.DeployedVersionID {
			flink.ParallelismConfigurationDescription.CurrentParallelism = new(int64(a.Observed.Parallelism))
		}
		if additional && a.Observed.JobPlan != "" {
			flink.JobPlanDescription = &a.Observed.JobPlan
		}
	}
	status := v.Status
	if v.ID == a.CurrentVersionID {
		status = a.Status()
		c.RunConfigurationDescription = describeRun(a)
	}
	d := &model.ApplicationDetail{
		ApplicationARN: new(a.ARN()), ApplicationName: &a.Name, ApplicationMode: new(model.ApplicationMode(a.Mode)),
		ApplicationStatus: new(model.ApplicationStatus(status)), ApplicationVersionId: &v.ID,
		ApplicationVersionCreateTimestamp:   new(model.TimestampOf(v.CreateTime)),
		CreateTimestamp:                     new(model.TimestampOf(a.CreateTime)),
		LastUpdateTimestamp:                 new(model.TimestampOf(a.UpdateTime)),
		RuntimeEnvironment:                  new(model.RuntimeEnvironment(v.Runtime)),
		ServiceExecutionRole:                &v.ServiceExecutionRole,
		ConditionalToken:                    &a.ConditionalToken,
		ApplicationVersionUpdatedFrom:       orNil(v.UpdatedFrom),
		ApplicationVersionRolledBackFrom:    orNil(v.RolledBackFrom),
		ApplicationVersionRolledBackTo:      orNil(v.RolledBackTo),
		ApplicationDescription:              orNil(a.Description),
		ApplicationConfigurationDescription: c,
		CloudWatchLoggingOptionDescriptions: doc.LoggingOptions,
	}
	if reflect.ValueOf(*c).IsZero() {
		d.ApplicationConfigurationDescription = nil // of SQL-1_0, where nothing is configured
	}
	if a.MaintenanceStart != "" {
		if d.ApplicationMaintenanceConfigurationDescription, err = describeMaintenance(a.MaintenanceStart); err != nil {
			return nil, fmt.Errorf("describe application %s: %w", a.Name, err)
		}
	}
	return d, nil
}

// describeRun is how the application was started, from the start to the end of the stop that follows; nil otherwise.
func describeRun(a *lifecycle.Application) *model.RunConfigurationDescription {
	run := a.Observed.RunConfiguration
	if a.Desired.Goal == lifecycle.GoalRun {
		run = a.Desired.RunConfiguration
	}
	if run == nil || a.Status() == lifecycle.StatusReady {
		return nil
	}
	return &model.RunConfigurationDescription{
		ApplicationRestoreConfigurationDescription: &model.ApplicationRestoreConfiguration{
			ApplicationRestoreType: new(model.ApplicationRestoreType(run.RestoreType)),
			SnapshotName:           orNil(run.SnapshotName),
		},
		FlinkRunConfigurationDescription: &model.FlinkRunConfiguration{AllowNonRestoredState: &run.AllowNonRestoredState},
	}
}

// orNil leaves out what does not apply.
func orNil[T comparable](value T) *T {
	var zero T
	if value == zero {
		return nil
	}
	return &value
}
