package apiserver

import (
	"context"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// applyUpdate changes a configuration as an update asks: what is not named stays, but property groups are replaced as a
// whole. The code is not part of it.
func (s *Service) applyUpdate(ctx context.Context, runtime string, d *model.ApplicationConfigurationDescription,
	u *model.ApplicationConfigurationUpdate,
) error {
	switch {
	case u == nil:
		return nil
	case runtime == lifecycle.RuntimeSQL:
		return applyUpdateSQL(d, u)
	case u.SqlApplicationConfigurationUpdate != nil:
		return notFlink("SqlApplicationConfigurationUpdate", "SQL-1_0")
	case u.ZeppelinApplicationConfigurationUpdate != nil:
		return notFlink("ZeppelinApplicationConfigurationUpdate", "ZEPPELIN-FLINK-*")
	}
	if err := s.updateVPCs(ctx, d, u.VpcConfigurationUpdates); err != nil {
		return err
	}
	if f := u.FlinkApplicationConfigurationUpdate; f != nil {
		updateFlink(d.FlinkApplicationConfigurationDescription, f)
	}
	if p := u.EnvironmentPropertyUpdates; p != nil {
		var err error
		if d.EnvironmentPropertyDescriptions, err = describeProperties(p.PropertyGroups); err != nil {
			return err
		}
	}
	if p := u.ApplicationSnapshotConfigurationUpdate; p != nil {
		d.ApplicationSnapshotConfigurationDescription.SnapshotsEnabled = p.SnapshotsEnabledUpdate
	}
	if p := u.ApplicationSystemRollbackConfigurationUpdate; p != nil {
		d.ApplicationSystemRollbackConfigurationDescription = &model.ApplicationSystemRollbackConfigurationDescription{
			RollbackEnabled: p.RollbackEnabledUpdate,
		}
	}
	if p := u.ApplicationEncryptionConfigurationUpdate; p != nil {
		var err error
		if d.ApplicationEncryptionConfigurationDescription, err = describeEncryption(p.KeyTypeUpdate, p.KeyIdUpdate); err != nil {
			return err
		}
	}
	return s.checkFlink(d.FlinkApplicationConfigurationDescription)
}

func updateFlink(d *model.FlinkApplicationConfigurationDescription, u *model.FlinkApplicationConfigurationUpdate) {
	if p := u.CheckpointConfigurationUpdate; p != nil {
		c := d.CheckpointConfigurationDescription
		replace(&c.ConfigurationType, p.ConfigurationTypeUpdate)
		replace(&c.CheckpointingEnabled, p.CheckpointingEnabledUpdate)
		replace(&c.CheckpointInterval, p.CheckpointIntervalUpdate)
		replace(&c.MinPauseBetweenCheckpoints, p.MinPauseBetweenCheckpointsUpdate)
	}
	if p := u.MonitoringConfigurationUpdate; p != nil {
		m := d.MonitoringConfigurationDescription
		replace(&m.ConfigurationType, p.ConfigurationTypeUpdate)
		replace(&m.LogLevel, p.LogLevelUpdate)
		replace(&m.MetricsLevel, p.MetricsLevelUpdate)
	}
	if p := u.ParallelismConfigurationUpdate; p != nil {
		c := d.ParallelismConfigurationDescription
		replace(&c.ConfigurationType, p.ConfigurationTypeUpdate)
		replace(&c.Parallelism, p.ParallelismUpdate)
		replace(&c.ParallelismPerKPU, p.ParallelismPerKPUUpdate)
		replace(&c.AutoScalingEnabled, p.AutoScalingEnabledUpdate)
	}
	fillFlink(d)
}

func replace[T any](member **T, value *T) {
	if value != nil {
		*member = value
	}
}

// updatedRuntime is the runtime after an update.
func updatedRuntime(now string, wanted *model.RuntimeEnvironment) (string, error) {
	switch {
	case wanted == nil, string(*wanted) == now:
		return now, nil
	case !isFlink(*wanted), !isFlink(model.RuntimeEnvironment(now)):
		return "", fault.InvalidArgument("The runtime of an application cannot change from %s to %s", now, *wanted)
	}
	return string(*wanted), nil
}
