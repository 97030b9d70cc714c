package kubernetes

import (
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
)

// Pods and the control plane share the files of a volume of state, which are for their owner only: that they have two is told.
func TestOptions_warnOfUsers(t *testing.T) {
	t.Parallel()
	volume := &corev1.VolumeSource{HostPath: &corev1.HostPathVolumeSource{Path: "/state"}}
	as := func(pod, container *int64) *corev1.PodTemplateSpec {
		return &corev1.PodTemplateSpec{Spec: corev1.PodSpec{
			SecurityContext: &corev1.PodSecurityContext{RunAsUser: pod},
			Containers:      []corev1.Container{{Name: "proxy"}, {Name: containerName, SecurityContext: &corev1.SecurityContext{RunAsUser: container}}},
		}}
	}
	for name, c := range map[string]struct {
		o    Options
		own  int64
		want bool
	}{
		"the same":               {Options{StateVolume: volume}, user, false},
		"another":                {Options{StateVolume: volume}, 0, true},
		"no volume":              {Options{}, 0, false},
		"by the template":        {Options{StateVolume: volume, Template: as(new(int64(0)), nil)}, 0, false},
		"by that of a container": {Options{StateVolume: volume, Template: as(new(int64(7)), new(int64(0)))}, 0, false},
		"not by the template":    {Options{StateVolume: volume, Template: as(nil, nil)}, 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var told strings.Builder
			c.o.Logger = slog.New(slog.NewTextHandler(&told, nil))
			c.o.warnOfUsers(c.own)
			require.Equal(t, c.want, strings.Contains(told.String(), "runAsUser"), told.String())
		})
	}
}
