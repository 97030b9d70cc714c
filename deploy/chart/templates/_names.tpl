{{- define "penstock.name" -}}
{{- if contains "penstock" .Release.Name }}{{ .Release.Name | trunc 52 | trimSuffix "-" }}{{ else }}{{ printf "%s-penstock" (.Release.Name | trunc 43) | trimSuffix "-" }}{{ end -}}
{{- end -}}

{{- define "penstock.selector" -}}
app.kubernetes.io/name: penstock
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: control-plane
{{- end -}}

{{- define "penstock.labels" -}}
{{ include "penstock.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: penstock
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "penstock.account" -}}
{{ .Values.serviceAccount.name | default (include "penstock.name" .) }}
{{- end -}}

{{- define "penstock.image" -}}
{{ printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) }}
{{- end -}}

{{- define "penstock.clusterNamespace" -}}
{{ .Values.clusters.namespace | default .Release.Namespace }}
{{- end -}}

{{- /* Whether clusters are elsewhere than in one known namespace. */ -}}
{{- define "penstock.everywhere" -}}
{{- if or .Values.clusters.createNamespaces (contains "{" (include "penstock.clusterNamespace" .)) }}yes{{ end -}}
{{- end -}}
