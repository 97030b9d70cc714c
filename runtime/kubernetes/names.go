package kubernetes

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"strings"

	"github.com/penstock/penstock/runtime/driver"
)

// fieldManager is who the API server notes as the owner of what the driver sets.
const fieldManager = "penstock"

// The labels of everything that the driver makes, beside the recommended ones of Kubernetes.
const (
	labelInstallation = "penstock.io/installation"
	labelCluster      = "penstock.io/cluster"
	labelManagedBy    = "app.kubernetes.io/managed-by"
)

// The annotations of a record.
const (
	annotationARN     = "penstock.io/application-arn"
	annotationFencing = "penstock.io/fencing-token"
	annotationBuild   = "penstock.io/build"
	annotationInClear = "penstock.io/in-clear"
	annotationPod     = "penstock.io/pod-uid"
)

// clusterIDs is the form of driver.ClusterID, which is that of names in Kubernetes.
var clusterIDs = regexp.MustCompile(`^[a-z][a-z0-9-]{0,62}$`)

func checkID(id driver.ClusterID) error {
	if !clusterIDs.MatchString(string(id)) || strings.HasSuffix(string(id), "-") {
		return &driver.TerminalError{Reason: fmt.Sprintf("%q is no id of a cluster.", id)}
	}
	return nil
}

// selector finds what belongs to the installation.
func (d *Driver) selector() string {
	return labelManagedBy + "=" + fieldManager + "," + labelInstallation + "=" + d.o.Installation
}

// labels are those of everything of one cluster.
func (d *Driver) labels(id driver.ClusterID, application string) map[string]string {
	return map[string]string{
		"app.kubernetes.io/name":     "penstock-cluster",
		"app.kubernetes.io/instance": string(id),
		labelComponent:               componentCluster,
		"app.kubernetes.io/part-of":  label(application),
		labelManagedBy:               fieldManager,
		labelInstallation:            d.o.Installation,
		labelCluster:                 string(id),
	}
}

// notInLabels are the characters that values of labels cannot have.
var notInLabels = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

const longestLabel = 63

// label is a text as the value of a label: the same where it can be, otherwise like it.
func label(text string) string {
	plain := strings.Trim(notInLabels.ReplaceAllString(text, "-"), "-._")
	if plain == text && len(plain) <= longestLabel {
		return plain
	}
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte(text)))[:8]
	return strings.Trim(plain[:min(len(plain), longestLabel-9)]+"-"+sum, "-._")
}

// notInNames are the characters that names of namespaces cannot have.
var notInNames = regexp.MustCompile(`[^a-z0-9-]+`)

// namespace is where the clusters of an application run.
func (d *Driver) namespace(arn string) string {
	account, application := splitARN(arn)
	name := strings.NewReplacer("{account}", account, "{application}", dnsName(application)).Replace(d.o.Namespace)
	if len(name) <= longestLabel {
		return name
	}
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte(name)))[:8]
	return strings.TrimRight(name[:longestLabel-9], "-") + "-" + sum
}

// dnsName is the name of an application as a part of a namespace's. Names that differ only in what is not possible there stay apart.
func dnsName(text string) string {
	plain := strings.Trim(notInNames.ReplaceAllString(strings.ToLower(text), "-"), "-")
	if plain == text {
		return plain
	}
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte(text)))[:8]
	return strings.Trim(plain+"-"+sum, "-")
}

// splitARN gives account and name of arn:aws:kinesisanalytics:region:account:application/name.
func splitARN(arn string) (account, application string) {
	const parts = 6
	fields := strings.SplitN(arn, ":", parts)
	if len(fields) < parts {
		return "unknown", arn
	}
	return fields[4], strings.TrimPrefix(fields[5], "application/")
}
