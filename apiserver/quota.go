package apiserver

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Quotas are how much an application, or an account in a region, may have; 0 means no limit.
type Quotas struct {
	Applications, SnapshotsPerApplication, TagsPerApplication int
	// KPUs is the most that one application's parallelism may ask for.
	KPUs                              int
	LoggingOptions, VPCConfigurations int
	// Inputs, Outputs and ReferenceDataSources are those of an application of SQL-1_0.
	Inputs, Outputs, ReferenceDataSources int
	// CodeMiB is the size of a package in S3.
	CodeMiB int
}

// DefaultQuotas are the service's own per application, and no limit on the number of applications.
func DefaultQuotas() Quotas {
	return Quotas{
		SnapshotsPerApplication: 1000, TagsPerApplication: 50, KPUs: 64,
		LoggingOptions: 1, VPCConfigurations: 1, Inputs: 1, Outputs: 3, ReferenceDataSources: 1, CodeMiB: 512,
	}
}

// codeBytes is how many bytes a package in S3 may have.
func (q Quotas) codeBytes() int64 {
	if q.CodeMiB == 0 {
		return math.MaxInt64 - 1
	}
	return int64(q.CodeMiB) << 20
}

// quotaName is a quota as it is named on the command line.
type quotaName struct {
	name, help string
	value      func(*Quotas) *int
}

var quotaNames = []quotaName{
	{"applications", "applications of an account in a region", func(q *Quotas) *int { return &q.Applications }},
	{"snapshots", "snapshots of an application; automatic ones count, but are never refused", func(q *Quotas) *int { return &q.SnapshotsPerApplication }},
	{"tags", "tags of an application", func(q *Quotas) *int { return &q.TagsPerApplication }},
	{"kpus", "KPUs of an application, which is Parallelism divided by ParallelismPerKPU", func(q *Quotas) *int { return &q.KPUs }},
	{"code-mib", "MiB of a code package in S3", func(q *Quotas) *int { return &q.CodeMiB }},
	{"logging-options", "CloudWatch logging options of an application", func(q *Quotas) *int { return &q.LoggingOptions }},
	{"vpc-configurations", "VPC configurations of an application", func(q *Quotas) *int { return &q.VPCConfigurations }},
	{"inputs", "inputs of an application of SQL-1_0", func(q *Quotas) *int { return &q.Inputs }},
	{"outputs", "outputs of an application of SQL-1_0", func(q *Quotas) *int { return &q.Outputs }},
	{"reference-data-sources", "reference data sources of an application of SQL-1_0", func(q *Quotas) *int { return &q.ReferenceDataSources }},
}

// Set changes one quota, given as NAME=VALUE; the value 0 or "unlimited" takes the limit away.
func (q *Quotas) Set(text string) error {
	name, value, ok := strings.Cut(text, "=")
	if !ok {
		return fmt.Errorf("quota %q is not of the form NAME=VALUE", text)
	}
	for _, n := range quotaNames {
		if n.name != name {
			continue
		}
		if value == "unlimited" {
			value = "0"
		}
		limit, err := strconv.ParseUint(value, 10, 31)
		if err != nil {
			return fmt.Errorf("the value %q of quota %s is neither a whole number nor unlimited", value, name)
		}
		*n.value(q) = int(limit)
		return nil
	}
	names := make([]string, len(quotaNames))
	for i, n := range quotaNames {
		names[i] = n.name
	}
	return fmt.Errorf("there is no quota %q; there are %s", name, strings.Join(names, ", "))
}

// String lists the quotas as Set takes them.
func (q *Quotas) String() string {
	settings := make([]string, len(quotaNames))
	for i, n := range quotaNames {
		settings[i] = n.name + "=" + quotaText(*n.value(q))
	}
	return strings.Join(settings, ",")
}

// QuotaHelp explains each quota in a line, with its default.
func QuotaHelp() string {
	defaults := DefaultQuotas()
	var b strings.Builder
	for _, n := range quotaNames {
		fmt.Fprintf(&b, "  %-24s %s (default %s)\n", n.name, n.help, quotaText(*n.value(&defaults)))
	}
	return b.String()
}

func quotaText(limit int) string {
	if limit == 0 {
		return "unlimited"
	}
	return strconv.Itoa(limit)
}
