package kubernetes

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
)

// flinkEngine is the name of the engine whose clusters are JVMs.
const flinkEngine = "flink"

const (
	// propertiesDir is where programs written for the managed service read their properties.
	propertiesDir = "/etc/flink"
	// propertiesMiB bounds them, which the API bounds far lower.
	propertiesMiB = 4
)

// The folders of a cluster on Apache Flink in its working directory: runtime properties, and what JVMs of a cluster with keys have beside
// their state, with properties of their own.
const (
	openProperties   = workDir + "/etc"
	privateFolder    = workDir + "/private"
	sealedProperties = privateFolder + "/etc"
)

// forFlink gives a pod what JVMs need: their properties where programs look for them, and files in memory for those of clusters with keys.
// On a machine processes have mounts of their own for that, which a pod without privileges may not make.
func forFlink(spec *corev1.PodSpec) {
	memory := func(limit *resource.Quantity) corev1.VolumeSource {
		return corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{Medium: corev1.StorageMediumMemory, SizeLimit: limit}}
	}
	spec.Volumes = append(spec.Volumes,
		corev1.Volume{Name: "properties", VolumeSource: memory(resource.NewQuantity(propertiesMiB<<20, resource.BinarySI))},
		corev1.Volume{Name: "private", VolumeSource: memory(nil)}, // the limit of the container's memory is its limit
	)
	c := &spec.Containers[0]
	c.VolumeMounts = append(c.VolumeMounts, corev1.VolumeMount{Name: "private", MountPath: privateFolder})
	for _, path := range []string{propertiesDir, openProperties, sealedProperties} {
		c.VolumeMounts = append(c.VolumeMounts, corev1.VolumeMount{Name: "properties", MountPath: path})
	}
}
