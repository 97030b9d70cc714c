package kubernetes

import (
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/validation"
	"k8s.io/client-go/rest"

	"github.com/penstock/penstock/runtime/driver"
)

// Options are what a Driver is made of.
type Options struct {
	// Config says where the API server is, and who asks.
	Config *rest.Config
	// Installation tells the clusters of this installation apart from those of others in the same Kubernetes; a label's value.
	Installation string
	// Namespace is where clusters run. {account} and {application} in it are replaced by those of the application.
	Namespace string
	// CreateNamespaces makes namespaces that are not there.
	CreateNamespaces bool
	// Engines are asked in this order for the workload of an application.
	Engines []driver.Engine
	// Image is the container image of workloads that name none, Images those of engines by their names; an empty one has the engine refused.
	Image  string
	Images map[string]string
	// ImagePullPolicy is Kubernetes's; empty leaves it to Kubernetes.
	ImagePullPolicy corev1.PullPolicy
	// RequestPercent is how much of its KPUs a pod asks the scheduler for, which are its limits; 0 means 100.
	RequestPercent int
	// StateVolume is mounted at StatePath in every pod, for state that is kept in files; nil where it is not.
	StateVolume *corev1.VolumeSource
	StatePath   string
	// Template is merged over every pod, as a strategic merge patch; the container's name is "cluster". nil for none.
	Template *corev1.PodTemplateSpec
	// WorkerTemplate is merged after that over the pods of workers, which are Flink's TaskManagers; nil for none.
	WorkerTemplate *corev1.PodTemplateSpec
	// LogKeys make the identities of clusters, and open their logs.
	LogKeys driver.LogKeys
	// PendingPatience is how long a pod may wait for a node, or a quota, before its operation fails; optional, ten minutes.
	PendingPatience time.Duration
	// ImagePatience is how long an image may fail to be pulled before the operation fails; optional, one minute.
	ImagePatience time.Duration
	Logger        *slog.Logger
}

const (
	defaultPendingPatience = 10 * time.Minute
	defaultImagePatience   = time.Minute
)

// placeholder is what is replaced in the name of a namespace.
var placeholder = regexp.MustCompile(`\{[^}]*\}`)

// complete fills in what is optional, and refuses what cannot be.
func (o *Options) complete() error {
	if o.Config == nil || o.LogKeys == nil {
		return errors.New("kubernetes: the address of the API server, or the keys of the installation are missing")
	}
	if wrong := validation.IsValidLabelValue(o.Installation); o.Installation == "" || len(wrong) > 0 {
		return fmt.Errorf("kubernetes: %q cannot name an installation: %s", o.Installation, strings.Join(wrong, "; "))
	}
	for _, p := range placeholder.FindAllString(o.Namespace, -1) {
		if p != "{account}" && p != "{application}" {
			return fmt.Errorf("kubernetes: the namespace has %s, where {account} and {application} are known", p)
		}
	}
	if wrong := validation.IsDNS1123Label(placeholder.ReplaceAllString(o.Namespace, "0")); len(wrong) > 0 {
		return fmt.Errorf("kubernetes: %q is no namespace: %s", o.Namespace, strings.Join(wrong, "; "))
	}
	if o.RequestPercent < 0 || o.RequestPercent > 100 {
		return fmt.Errorf("kubernetes: %d %% of a KPU cannot be asked for", o.RequestPercent)
	}
	if o.RequestPercent == 0 {
		o.RequestPercent = 100
	}
	if o.PendingPatience == 0 {
		o.PendingPatience = defaultPendingPatience
	}
	if o.ImagePatience == 0 {
		o.ImagePatience = defaultImagePatience
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return nil
}

// podUser is who the processes of pods run as.
func (o *Options) podUser() int64 {
	if o.Template == nil {
		return user
	}
	for i := range o.Template.Spec.Containers {
		c := &o.Template.Spec.Containers[i]
		if c.Name == containerName && c.SecurityContext != nil && c.SecurityContext.RunAsUser != nil {
			return *c.SecurityContext.RunAsUser
		}
	}
	if s := o.Template.Spec.SecurityContext; s != nil && s.RunAsUser != nil {
		return *s.RunAsUser
	}
	return user
}

// warnOfUsers tells of a volume of state in which this process and the pods do not find each other's files, which are for their owner only.
func (o *Options) warnOfUsers(own int64) {
	if theirs := o.podUser(); o.StateVolume != nil && theirs != own {
		o.Logger.Warn("pods run as another user than this process, so neither may open the other's files in the volume of state: run this "+
			"process as that user, or name this one as runAsUser in the template of pods", "user", own, "of pods", theirs)
	}
}

// imageOf is the image of a workload.
func (o *Options) imageOf(engine string, w driver.Workload) (string, error) {
	own, known := o.Images[engine]
	switch {
	case w.Image != "":
		return w.Image, nil
	case !known:
		return o.Image, nil
	case own == "":
		return "", &driver.TerminalError{Reason: fmt.Sprintf("There is no image for clusters of engine %[1]s in this installation. Name one with "+
			"--kubernetes-%[1]s-image; docs/kubernetes.md tells how to make it.", engine)}
	default:
		return own, nil
	}
}
