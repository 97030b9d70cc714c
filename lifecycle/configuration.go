package lifecycle

import (
	"encoding/json"
	"fmt"
	"time"
)

// Configuration is the part of a version's document that steers a run. It is read from the document each time, so
// that there is one stored truth.
type Configuration struct {
	// CodeContentType is empty for an application without code.
	CodeContentType CodeContentType
	// CheckpointingEnabled, CheckpointInterval and MinPauseBetweenCheckpoints are what the job is started with.
	CheckpointingEnabled       bool
	CheckpointInterval         time.Duration
	MinPauseBetweenCheckpoints time.Duration
	// CheckpointingFixed tells that these are the service's own, which the code of the application cannot change.
	CheckpointingFixed bool
	// Parallelism is the parallelism a (re)start begins with.
	Parallelism        int
	ParallelismPerKPU  int
	AutoScalingEnabled bool
	// LogLevel is INFO, WARN, ERROR or DEBUG.
	LogLevel string
	// MetricsLevel is APPLICATION, TASK, OPERATOR or PARALLELISM.
	MetricsLevel string
	// Properties are the runtime properties: group, then key.
	Properties map[string]map[string]string
	// SnapshotsEnabled: updates and stops take a snapshot first.
	SnapshotsEnabled bool
	// RollbackEnabled: an update that fails is rolled back without being asked.
	RollbackEnabled bool
	// KeyType and KeyID name the key for state and snapshots, as given by the owner.
	KeyType string
	KeyID   string
	// LogStreamARNs are the streams of CloudWatch Logs that the application's log goes to.
	LogStreamARNs []string
	// SubnetIDs and SecurityGroupIDs say where in the owner's network the cluster belongs; empty where that is not said.
	SubnetIDs        []string
	SecurityGroupIDs []string
}

// KeyTypeOwned is the key type of an application that names no key of its own.
const KeyTypeOwned = "AWS_OWNED_KEY"

// configurationCustom is the type of a part of the configuration whose values the owner has chosen; the others are the service's.
const configurationCustom = "CUSTOM"

// DefaultConfiguration is what an empty document means.
func DefaultConfiguration() Configuration {
	return Configuration{
		CheckpointingEnabled: true, CheckpointInterval: time.Minute, MinPauseBetweenCheckpoints: 5 * time.Second,
		CheckpointingFixed: true,
		Parallelism:        1, ParallelismPerKPU: 1, AutoScalingEnabled: true,
		LogLevel: "INFO", MetricsLevel: "APPLICATION",
		Properties:       map[string]map[string]string{},
		SnapshotsEnabled: true, KeyType: KeyTypeOwned,
	}
}

// document mirrors the members of the API's description that Configuration is read from. Absent members are nil and
// leave the default.
type document struct {
	Application struct {
		Code struct {
			ContentType CodeContentType `json:"CodeContentType"`
		} `json:"ApplicationCodeConfigurationDescription"`
		Flink struct {
			Checkpoint struct {
				Type     string `json:"ConfigurationType"`
				Enabled  *bool  `json:"CheckpointingEnabled"`
				Interval *int64 `json:"CheckpointInterval"`
				MinPause *int64 `json:"MinPauseBetweenCheckpoints"`
			} `json:"CheckpointConfigurationDescription"`
			Monitoring struct {
				LogLevel     *string `json:"LogLevel"`
				MetricsLevel *string `json:"MetricsLevel"`
			} `json:"MonitoringConfigurationDescription"`
			Parallelism struct {
				Parallelism *int  `json:"Parallelism"`
				PerKPU      *int  `json:"ParallelismPerKPU"`
				AutoScaling *bool `json:"AutoScalingEnabled"`
			} `json:"ParallelismConfigurationDescription"`
		} `json:"FlinkApplicationConfigurationDescription"`
		Environment struct {
			Groups []struct {
				ID  string            `json:"PropertyGroupId"`
				Map map[string]string `json:"PropertyMap"`
			} `json:"PropertyGroupDescriptions"`
		} `json:"EnvironmentPropertyDescriptions"`
		Snapshot struct {
			Enabled *bool `json:"SnapshotsEnabled"`
		} `json:"ApplicationSnapshotConfigurationDescription"`
		Rollback struct {
			Enabled *bool `json:"RollbackEnabled"`
		} `json:"ApplicationSystemRollbackConfigurationDescription"`
		Encryption struct {
			KeyType *string `json:"KeyType"`
			KeyID   *string `json:"KeyId"`
		} `json:"ApplicationEncryptionConfigurationDescription"`
		VPC []struct {
			SubnetIDs        []string `json:"SubnetIds"`
			SecurityGroupIDs []string `json:"SecurityGroupIds"`
		} `json:"VpcConfigurationDescriptions"`
	} `json:"ApplicationConfigurationDescription"`
	LoggingOptions []struct {
		LogStreamARN string `json:"LogStreamARN"`
	} `json:"CloudWatchLoggingOptionDescriptions"`
}

// ParseConfiguration reads the part of a version's document that steers a run; what the document leaves out has the
// value of [DefaultConfiguration].
func ParseConfiguration(raw json.RawMessage) (Configuration, error) {
	c := DefaultConfiguration()
	if len(raw) == 0 {
		return c, nil
	}
	var d document
	if err := json.Unmarshal(raw, &d); err != nil {
		return Configuration{}, fmt.Errorf("read version document: %w", err)
	}
	a := &d.Application
	c.CodeContentType = a.Code.ContentType
	c.CheckpointingFixed = a.Flink.Checkpoint.Type != configurationCustom
	override(&c.CheckpointingEnabled, a.Flink.Checkpoint.Enabled)
	overrideMillis(&c.CheckpointInterval, a.Flink.Checkpoint.Interval)
	overrideMillis(&c.MinPauseBetweenCheckpoints, a.Flink.Checkpoint.MinPause)
	override(&c.LogLevel, a.Flink.Monitoring.LogLevel)
	override(&c.MetricsLevel, a.Flink.Monitoring.MetricsLevel)
	override(&c.Parallelism, a.Flink.Parallelism.Parallelism)
	override(&c.ParallelismPerKPU, a.Flink.Parallelism.PerKPU)
	override(&c.AutoScalingEnabled, a.Flink.Parallelism.AutoScaling)
	override(&c.SnapshotsEnabled, a.Snapshot.Enabled)
	override(&c.RollbackEnabled, a.Rollback.Enabled)
	override(&c.KeyType, a.Encryption.KeyType)
	override(&c.KeyID, a.Encryption.KeyID)
	for _, group := range a.Environment.Groups {
		c.Properties[group.ID] = group.Map
	}
	for _, vpc := range a.VPC {
		c.SubnetIDs = append(c.SubnetIDs, vpc.SubnetIDs...)
		c.SecurityGroupIDs = append(c.SecurityGroupIDs, vpc.SecurityGroupIDs...)
	}
	for _, option := range d.LoggingOptions {
		c.LogStreamARNs = append(c.LogStreamARNs, option.LogStreamARN)
	}
	return c, nil
}

func override[T any](target *T, value *T) {
	if value != nil {
		*target = *value
	}
}

func overrideMillis(target *time.Duration, millis *int64) {
	if millis != nil {
		*target = time.Duration(*millis) * time.Millisecond
	}
}
