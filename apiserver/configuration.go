package apiserver

import (
	"math"
	"strings"
	"time"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle/fault"
)

// The service's defaults of a Flink application.
const (
	defaultCheckpointInterval = 60000
	defaultMinPause           = 5000
)

// maxParallelismPerKPU is how many subtasks may share a KPU.
const maxParallelismPerKPU = 8

// isFlink tells the runtimes that this server runs.
func isFlink(runtime model.RuntimeEnvironment) bool {
	return strings.HasPrefix(string(runtime), "FLINK-")
}

// describeNew is the configuration of a new application: what the request says, and the service's defaults. The code is not
// part of it yet.
func (s *Service) describeNew(c *model.ApplicationConfiguration) (*model.ApplicationConfigurationDescription, error) {
	if c == nil {
		c = &model.ApplicationConfiguration{}
	}
	switch {
	case c.SqlApplicationConfiguration != nil:
		return nil, notFlink("SqlApplicationConfiguration", "SQL-1_0")
	case c.ZeppelinApplicationConfiguration != nil:
		return nil, notFlink("ZeppelinApplicationConfiguration", "ZEPPELIN-FLINK-*")
	}
	d := &model.ApplicationConfigurationDescription{
		FlinkApplicationConfigurationDescription:    describeFlink(c.FlinkApplicationConfiguration),
		ApplicationSnapshotConfigurationDescription: &model.ApplicationSnapshotConfigurationDescription{SnapshotsEnabled: new(true)},
		ApplicationSystemRollbackConfigurationDescription: &model.ApplicationSystemRollbackConfigurationDescription{
			RollbackEnabled: new(false),
		},
	}
	if snapshot := c.ApplicationSnapshotConfiguration; snapshot != nil {
		d.ApplicationSnapshotConfigurationDescription.SnapshotsEnabled = snapshot.SnapshotsEnabled
	}
	if rollback := c.ApplicationSystemRollbackConfiguration; rollback != nil {
		d.ApplicationSystemRollbackConfigurationDescription.RollbackEnabled = rollback.RollbackEnabled
	}
	encryption := c.ApplicationEncryptionConfiguration
	if encryption == nil {
		encryption = &model.ApplicationEncryptionConfiguration{KeyType: new(model.KeyTypeAWS_OWNED_KEY)}
	}
	var err error
	if d.ApplicationEncryptionConfigurationDescription, err = describeEncryption(encryption.KeyType, encryption.KeyId); err != nil {
		return nil, err
	}
	if e := c.EnvironmentProperties; e != nil {
		if d.EnvironmentPropertyDescriptions, err = describeProperties(e.PropertyGroups); err != nil {
			return nil, err
		}
	}
	return d, s.checkFlink(d.FlinkApplicationConfigurationDescription)
}

// notFlink refuses a part of a configuration that belongs to another kind of runtime.
func notFlink(part, runtimes string) error {
	return fault.InvalidArgument("%s is for applications of %s, not for those of FLINK-*", part, runtimes)
}

// describeEncryption is the choice of a key as it is told: with the name of the key as it was given.
func describeEncryption(keyType *model.KeyType, keyID *string) (*model.ApplicationEncryptionConfigurationDescription, error) {
	switch {
	case *keyType == model.KeyTypeCUSTOMER_MANAGED_KEY && keyID == nil:
		return nil, fault.InvalidArgument("KeyId must be given with KeyType CUSTOMER_MANAGED_KEY")
	case *keyType == model.KeyTypeAWS_OWNED_KEY && keyID != nil:
		return nil, fault.InvalidArgument("KeyId must not be given with KeyType AWS_OWNED_KEY")
	}
	return &model.ApplicationEncryptionConfigurationDescription{KeyType: keyType, KeyId: keyID}, nil
}

// describeProperties refuses a group that is given twice: only one could be found by its id.
func describeProperties(groups []model.PropertyGroup) (*model.EnvironmentPropertyDescriptions, error) {
	if len(groups) == 0 {
		return nil, nil
	}
	seen := map[string]bool{}
	for _, g := range groups {
		if seen[*g.PropertyGroupId] {
			return nil, fault.InvalidArgument("PropertyGroupId %s is given twice", *g.PropertyGroupId)
		}
		seen[*g.PropertyGroupId] = true
	}
	return &model.EnvironmentPropertyDescriptions{PropertyGroupDescriptions: groups}, nil
}

func describeFlink(c *model.FlinkApplicationConfiguration) *model.FlinkApplicationConfigurationDescription {
	if c == nil {
		c = &model.FlinkApplicationConfiguration{}
	}
	d := &model.FlinkApplicationConfigurationDescription{}
	if p := c.CheckpointConfiguration; p != nil {
		d.CheckpointConfigurationDescription = &model.CheckpointConfigurationDescription{
			ConfigurationType: p.ConfigurationType, CheckpointingEnabled: p.CheckpointingEnabled,
			CheckpointInterval: p.CheckpointInterval, MinPauseBetweenCheckpoints: p.MinPauseBetweenCheckpoints,
		}
	}
	if p := c.MonitoringConfiguration; p != nil {
		d.MonitoringConfigurationDescription = &model.MonitoringConfigurationDescription{
			ConfigurationType: p.ConfigurationType, LogLevel: p.LogLevel, MetricsLevel: p.MetricsLevel,
		}
	}
	if p := c.ParallelismConfiguration; p != nil {
		d.ParallelismConfigurationDescription = &model.ParallelismConfigurationDescription{
			ConfigurationType: p.ConfigurationType, Parallelism: p.Parallelism, ParallelismPerKPU: p.ParallelismPerKPU,
			AutoScalingEnabled: p.AutoScalingEnabled,
		}
	}
	fillFlink(d)
	return d
}

// fillFlink puts the defaults where nothing is said, and everywhere in a part of type DEFAULT.
func fillFlink(d *model.FlinkApplicationConfigurationDescription) {
	custom := func(t *model.ConfigurationType) bool { return t != nil && *t == model.ConfigurationTypeCUSTOM }
	if c := &d.CheckpointConfigurationDescription; *c == nil || !custom((*c).ConfigurationType) {
		*c = &model.CheckpointConfigurationDescription{ConfigurationType: new(model.ConfigurationTypeDEFAULT)}
	}
	if m := &d.MonitoringConfigurationDescription; *m == nil || !custom((*m).ConfigurationType) {
		*m = &model.MonitoringConfigurationDescription{ConfigurationType: new(model.ConfigurationTypeDEFAULT)}
	}
	if p := &d.ParallelismConfigurationDescription; *p == nil || !custom((*p).ConfigurationType) {
		*p = &model.ParallelismConfigurationDescription{ConfigurationType: new(model.ConfigurationTypeDEFAULT)}
	}
	c, m, p := d.CheckpointConfigurationDescription, d.MonitoringConfigurationDescription, d.ParallelismConfigurationDescription
	fill(&c.CheckpointingEnabled, true)
	fill(&c.CheckpointInterval, defaultCheckpointInterval)
	fill(&c.MinPauseBetweenCheckpoints, defaultMinPause)
	fill(&m.LogLevel, model.LogLevelINFO)
	fill(&m.MetricsLevel, model.MetricsLevelAPPLICATION)
	fill(&p.Parallelism, 1)
	fill(&p.ParallelismPerKPU, 1)
	fill(&p.AutoScalingEnabled, true)
}

func fill[T any](member **T, value T) {
	if *member == nil {
		*member = &value
	}
}

// longestInterval is in milliseconds; beyond it an interval is no time that a clock could tell.
const longestInterval = math.MaxInt64 / int64(time.Millisecond)

// checkFlink holds the intervals to what can be waited for, and the parallelism to the quota of KPUs.
func (s *Service) checkFlink(d *model.FlinkApplicationConfigurationDescription) error {
	c, p := d.CheckpointConfigurationDescription, d.ParallelismConfigurationDescription
	if *c.CheckpointInterval > longestInterval {
		return fault.InvalidArgument("CheckpointInterval must be at most %d, not %d", longestInterval, *c.CheckpointInterval)
	}
	if *c.MinPauseBetweenCheckpoints > longestInterval {
		return fault.InvalidArgument("MinPauseBetweenCheckpoints must be at most %d, not %d", longestInterval, *c.MinPauseBetweenCheckpoints)
	}
	if *p.ParallelismPerKPU > maxParallelismPerKPU {
		return fault.InvalidArgument("ParallelismPerKPU must be at most %d, not %d", maxParallelismPerKPU, *p.ParallelismPerKPU)
	}
	if most := *p.ParallelismPerKPU * int64(s.quotas.KPUs); s.quotas.KPUs > 0 && *p.Parallelism > most {
		return fault.InvalidArgument("Parallelism must be at most ParallelismPerKPU × %d = %d, not %d", s.quotas.KPUs, most, *p.Parallelism)
	}
	return nil
}
