package kubernetes

import (
	"fmt"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/penstock/penstock/runtime/driver"
)

// trouble is why a pod that was made does not run.
type trouble struct {
	// reason and advice are sentences for the owner of the application.
	reason, advice string
	// patience is after how long, counted from the pod's making, it counts as for good; negative for at once.
	patience time.Duration
}

// hopeless are the reasons for which a container waits that no repetition mends.
var hopeless = map[string]string{
	"InvalidImageName":           "Correct the name of the image (--kubernetes-image, --kubernetes-flink-image).",
	"ErrImageNeverPull":          "Load the image onto the nodes, or let it be pulled (--kubernetes-image-pull-policy).",
	"CreateContainerConfigError": "Compare the template of pods (--kubernetes-pod-template) with what the namespace has.",
	"RunContainerError":          "The image must hold /penstock for the node's machine; see the recipes in deploy/images.",
	"CreateContainerError":       "The image must hold /penstock for the node's machine; see the recipes in deploy/images.",
}

// troubleOf finds out why a pod does not run; nil where it is only on its way.
func (d *Driver) troubleOf(p *corev1.Pod) *trouble {
	for i := range p.Status.Conditions {
		c := &p.Status.Conditions[i]
		if c.Type == corev1.PodScheduled && c.Status == corev1.ConditionFalse && c.Reason == corev1.PodReasonUnschedulable {
			return &trouble{
				"No node of Kubernetes takes the pod: " + c.Message + ".",
				"Add a node, stop other applications, or give this one fewer KPUs.", d.o.PendingPatience,
			}
		}
	}
	for i := range p.Status.ContainerStatuses {
		waiting := p.Status.ContainerStatuses[i].State.Waiting
		if waiting == nil {
			continue
		}
		image := p.Status.ContainerStatuses[i].Image
		if advice, is := hopeless[waiting.Reason]; is {
			return &trouble{fmt.Sprintf("The container cannot be started from the image %s (%s): %s.", image, waiting.Reason, sentence(waiting.Message)), advice, -1}
		}
		if waiting.Reason == "ErrImagePull" || waiting.Reason == "ImagePullBackOff" {
			return &trouble{
				fmt.Sprintf("The image %s cannot be pulled (%s): %s.", image, waiting.Reason, sentence(waiting.Message)),
				"Check its name (--kubernetes-image, --kubernetes-flink-image), the registry, and the pull secrets of the namespace.", d.o.ImagePatience,
			}
		}
	}
	return nil
}

// err is the trouble as an error of a call that was made some time after the pod: one that may be repeated, until patience has ended.
func (t *trouble) err(age time.Duration) error {
	if age > t.patience {
		return &driver.TerminalError{Reason: t.reason + " " + t.advice}
	}
	return fmt.Errorf("%s %s", t.reason, t.advice)
}

// sentence is a text without its final stop.
func sentence(text string) string { return strings.TrimRight(strings.TrimSpace(text), ".") }

// killed is the exit code of a container that SIGKILL ended.
const killed = 137

// exitOf tells why a pod's container ended, by what Kubernetes knows; nil while it has not.
func exitOf(p *corev1.Pod) *driver.Exit {
	for i := range p.Status.ContainerStatuses {
		s := &p.Status.ContainerStatuses[i]
		if s.Name != containerName || s.State.Terminated == nil {
			continue
		}
		ended := s.State.Terminated
		exit := &driver.Exit{Code: int(ended.ExitCode)}
		switch {
		case ended.Reason == "OOMKilled":
			exit.Reason = "The pod was ended because it used more memory than its limit. Give the application more KPUs."
		case ended.ExitCode == killed && ended.Message == "":
			exit.Reason = "The pod's container was killed."
		case ended.Reason == "Completed", ended.Reason == "Error" && ended.Message == "":
			exit.Reason = fmt.Sprintf("The pod's container ended with exit code %d.", ended.ExitCode)
		case ended.Message != "":
			exit.Reason = fmt.Sprintf("The pod's container ended with exit code %d: %s", ended.ExitCode, ended.Message)
		default:
			exit.Reason = fmt.Sprintf("The pod's container ended with exit code %d (%s).", ended.ExitCode, ended.Reason)
		}
		return exit
	}
	if p.Status.Phase != corev1.PodFailed && p.Status.Phase != corev1.PodSucceeded {
		return nil
	}
	exit := &driver.Exit{Code: -1, Reason: "The pod has ended."}
	if p.Status.Reason != "" || p.Status.Message != "" {
		exit.Reason = fmt.Sprintf("The pod was ended by Kubernetes (%s): %s.", p.Status.Reason, sentence(p.Status.Message))
	}
	return exit
}
